#include "crawler/dom/character_reference.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/utf8.h"

namespace vigie::dom {

extern const std::string_view character_reference_table;  // data/character_references.txt

namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::size_t kLongestName = 32;       // with its semicolon
constexpr std::size_t kLongestLegacyName = 6;  // of those that need none
constexpr std::size_t kMostDigits = 7;         // of a number that fits in 32 bits, in either base

bool is_alphanumeric(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9');
}

struct Name {
  std::string_view name;  // with its semicolon, where it has one
  char32_t first = 0, second = 0;
};

char32_t hexadecimal(std::string_view digits) {
  std::uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

std::vector<Name> read_table() {
  std::vector<Name> names;
  names.reserve(2300);
  for (std::string_view rest = character_reference_table; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() + 1);
    const std::size_t tab = line.find('\t');
    const std::string_view points = line.substr(tab + 1);
    const std::size_t space = points.find(' ');
    names.push_back({line.substr(0, tab), hexadecimal(points.substr(0, space)),
                     space == std::string_view::npos ? 0 : hexadecimal(points.substr(space + 1))});
  }
  return names;
}

const Name* find(std::string_view name) {
  static const std::vector<Name> names = read_table();
  const auto found = std::lower_bound(
      names.begin(), names.end(), name,
      [](const Name& entry, std::string_view wanted) { return entry.name < wanted; });
  return found != names.end() && found->name == name ? &*found : nullptr;
}

CharacterReference read_named(std::string_view text, bool in_attribute) {
  std::size_t end = 1;
  while (end < text.size() && end <= kLongestName && is_alphanumeric(text[end])) ++end;
  if (end < text.size() && text[end] == ';')
    if (const Name* const name = find(text.substr(1, end)))
      return {end + 1, name->first, name->second};
  for (std::size_t length = std::min(end - 1, kLongestLegacyName); length >= 2; --length) {
    const Name* const name = find(text.substr(1, length));
    if (name == nullptr) continue;
    const char next = length + 1 < text.size() ? text[length + 1] : ' ';
    if (in_attribute && (next == '=' || is_alphanumeric(next))) return {};
    return {length + 1, name->first, name->second};
  }
  return {};
}

int digit_of(char byte, bool hex) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if (hex && byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  if (hex && byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  return -1;
}

// §13.2.5.80: what the numbers of windows-1252 were meant to be.
char32_t mended(char32_t value) {
  static constexpr std::array<char32_t, 32> kWindows1252{
      0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  if (value >= 0x80 && value < 0xA0) return kWindows1252.at(value - 0x80);
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return kReplacement;
  return value;
}

CharacterReference read_numeric(std::string_view text) {
  std::size_t at = 2;
  const bool hex = at < text.size() && (text[at] == 'x' || text[at] == 'X');
  if (hex) ++at;
  const std::size_t digits = at;
  char32_t value = 0;
  for (; at < text.size() && digit_of(text[at], hex) >= 0; ++at)
    if (value <= 0x10FFFF)
      value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit_of(text[at], hex));
  if (at == digits) return {};
  if (at < text.size() && text[at] == ';') ++at;
  return {at, mended(value)};
}

}  // namespace

CharacterReference read_reference(std::string_view text, bool in_attribute) {
  if (text.starts_with("&amp;")) return {5, U'&'};
  if (text.size() < 3) return {};
  return text[1] == '#' ? read_numeric(text) : read_named(text, in_attribute);
}

bool begins_with_white_reference(std::string_view text) {
  if (!text.starts_with('&')) return false;
  const CharacterReference reference = read_reference(text, false);
  constexpr std::u32string_view kWhite = U"\t\n\f\r ";
  return reference.length > 0 && kWhite.contains(reference.first);
}

bool needs_decoding(std::string_view written, Written as) {
  return (as != Written::raw && written.contains('&')) || written.contains('\r') ||
         written.contains('\0');
}

void decode(std::string_view written, Written as, std::string& into) {
  const std::string_view stops =
      as == Written::raw ? std::string_view("\r\0", 2) : std::string_view("&\r\0", 3);
  while (true) {
    const std::size_t stop = written.find_first_of(stops);
    into += written.substr(0, stop);
    if (stop == std::string_view::npos) return;
    written.remove_prefix(stop);
    std::size_t length = 1;
    if (written.front() == '\r') {
      into += '\n';
      if (written.starts_with("\r\n")) length = 2;
    } else if (written.front() == '\0') {
      into += crawler::kReplacementCharacter;
    } else if (const CharacterReference reference =
                   read_reference(written, as == Written::attribute);
               reference.length > 0) {
      crawler::append_utf8(into, reference.first);
      if (reference.second != 0) crawler::append_utf8(into, reference.second);
      length = reference.length;
    } else {
      into += '&';
    }
    written.remove_prefix(length);
  }
}

std::optional<std::string> with_bounded_references(std::string_view page) {
  std::optional<std::string> bounded;
  for (std::size_t at = 0; (at = page.find("&#", at)) != std::string_view::npos;) {
    at += 2;
    const bool hex = at < page.size() && (page[at] == 'x' || page[at] == 'X');
    at = std::min(page.find_first_not_of('0', at + (hex ? 1 : 0)), page.size());
    const std::size_t begin = at;
    while (at < page.size() && digit_of(page[at], hex) >= 0) ++at;
    if (at - begin <= kMostDigits) continue;
    constexpr std::string_view kTooLarge = "1114112";  // in hexadecimal even more so
    if (!bounded) bounded = page;
    std::fill_n(bounded->begin() + static_cast<std::ptrdiff_t>(begin), at - begin, '0');
    bounded->replace(at - kTooLarge.size(), kTooLarge.size(), kTooLarge);
  }
  return bounded;
}

}  // namespace vigie::dom
