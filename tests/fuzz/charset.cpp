// Whatever the bytes and the header: the text is valid UTF-8, says whether it had errors, and does
// not grow without bound. Dictionary: charset.dict.
#include "crawler/charset.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "crawler/utf8.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_valid(std::string_view text) {
  return vigie::crawler::valid_utf8_prefix(text) == text.size();
}

}  // namespace

// The input: the Content-Type header, a line feed, the page. Without a line feed it is the page.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const std::size_t line_end = input.find('\n');
  const bool has_header = line_end != std::string_view::npos;
  const std::string_view header = has_header ? input.substr(0, line_end) : std::string_view{};
  const std::string_view page = has_header ? input.substr(line_end + 1) : input;

  const auto decoded = vigie::crawler::decode_html(std::string(page), header);
  require(is_valid(decoded.text));
  require(!decoded.charset.empty());
  require(vigie::crawler::encoding_of_label(decoded.charset) == decoded.charset);
  // A byte is at most one character of four bytes; Big5 has pairs that mean two characters.
  require(decoded.text.size() <= 4 * page.size() + 8);
  if (decoded.had_errors) require(decoded.text.contains(vigie::crawler::kReplacementCharacter));

  const std::string valid = vigie::crawler::to_valid_utf8(page);
  require(is_valid(valid));
  require(vigie::crawler::to_valid_utf8(valid) == valid);
  if (is_valid(page)) require(valid == page);
  return 0;
}
