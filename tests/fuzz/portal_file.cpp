// Whatever the bytes: reading a portal file ends; it is refused in words that steer no terminal and
// name the file, or what it says can be read by the options. Dictionary: portal_file.dict.
#include "cli/portal_file.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "cli/message.h"
#include "cli/options/given.h"
#include "reports/formats/terminal_text.h"
#include "reports/formats/utf8.h"
#include "reports/locale/texts.h"

namespace {

using vigie::cli::Message;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_words(const Message& message) {
  const std::string words =
      in_words(message, vigie::reports::Texts(vigie::reports::Language::english));
  require(words.starts_with("fuzz.toml:") && words.ends_with('\n'));
  vigie::reports::each_character(words, [](char32_t character, std::string_view) {
    require(character == U'\n' || !vigie::reports::steers(character));
    return true;
  });
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's own name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  try {
    vigie::cli::PortalFile file = vigie::cli::parse_portal_file(text, "fuzz.toml", size % 2 == 0);
    require(!file.urls.empty() && !file.name.empty());
    for (const Message& note : file.notes) check_words(note);
    vigie::cli::read_all("audit", vigie::cli::merged({}, std::move(file.given)));
  } catch (const vigie::cli::StartError& error) {
    check_words(error.message());
  }
  return 0;
}
