#include "reports/formats/terminal_text.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crawler/charset.h"
#include "reports/formats/utf8.h"

namespace vigie::reports {
namespace {

std::string shown(char32_t character) {
  switch (character) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  const auto number = static_cast<std::uint32_t>(character);
  if (number <= 0xff) return fmt::format("\\x{:02x}", number);
  if (number <= 0xffff) return fmt::format("\\u{:04x}", number);
  return fmt::format("\\U{:08x}", number);
}

std::size_t width(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  const auto type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

bool steers(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c <= 0x9f)  // C0, DEL, C1
         || c == 0x061c                        // Arabic letter mark
         || c == 0x200e || c == 0x200f         // left-to-right and right-to-left marks
         || (c >= 0x2028 && c <= 0x202e)       // separators, embeddings, overrides
         || (c >= 0x2066 && c <= 0x2069)       // isolates
         || (c >= 0xe0000 && c <= 0xe007f);    // tags: text that no one sees
}

std::string terminal_text(std::string_view hostile) {
  const std::string valid = crawler::to_valid_utf8(hostile);
  std::string out;
  out.reserve(valid.size());
  each_character(valid, [&](char32_t character, std::string_view bytes) {
    if (steers(character))
      out += shown(character);
    else
      out += bytes;
    return true;
  });
  return out;
}

std::size_t columns(std::string_view text) {
  std::size_t total = 0;
  each_character(text, [&](char32_t character, std::string_view) {
    total += width(character);
    return true;
  });
  return total;
}

std::string cut_to_columns(std::string_view text, std::size_t limit) {
  std::size_t total = 0, fits = 0, end = 0;  // `fits` bytes leave a column for the mark
  each_character(text, [&](char32_t character, std::string_view bytes) {
    total += width(character);
    end += bytes.size();
    if (total + 1 <= limit) fits = end;
    return total <= limit;
  });
  if (total <= limit) return std::string(text);
  return std::string(text.substr(0, fits)) + (limit > 0 ? "…" : "");
}

}  // namespace vigie::reports
