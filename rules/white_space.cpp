#include "rules/white_space.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/ascii.h"

namespace vigie::rules {
namespace {

// White_Space of Unicode, and what has no width, beyond ASCII, in UTF-8.
constexpr std::array kInvisible = std::to_array<std::string_view>({
    "\xC2\x85",     "\xC2\xA0",     "\xC2\xAD",  // next line, no-break space, soft hyphen
    "\xE1\x9A\x80", "\xE1\xA0\x8E",              // ogham space mark, Mongolian vowel separator
    "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85",
    "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A",  // spaces
    "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F",  // zero width
    "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD",
    "\xE2\x80\xAE", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE2\x81\xA0",  // separators, directions
    "\xE3\x80\x80", "\xEF\xBB\xBF",                                  // ideographic space, BOM
});

// Bytes of the invisible character at the start, 0 when there is none.
std::size_t invisible_at_start(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first <= 0x20 || first == 0x7F) return 1;
  if (first != 0xC2 && first != 0xE1 && first != 0xE2 && first != 0xE3 && first != 0xEF) return 0;
  const auto* const found = std::ranges::find_if(
      kInvisible, [&](std::string_view character) { return text.starts_with(character); });
  return found == kInvisible.end() ? 0 : found->size();
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kWhiteSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t at = text.find_first_not_of(kWhiteSpace); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kWhiteSpace, at), text.size());
    found.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(kWhiteSpace, end);
  }
  return found;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter | 0x20);
  return lower;
}

bool contains_word(std::string_view text, std::string_view word) {
  return std::ranges::any_of(words(text), [&](std::string_view candidate) {
    return crawler::equal_ignoring_case(candidate, word);
  });
}

std::string_view without_leading_blanks(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = invisible_at_start(text);
    if (length == 0) break;
    text.remove_prefix(length);
  }
  return text;
}

bool is_blank(std::string_view text) { return without_leading_blanks(text).empty(); }

std::string collapsed(std::string_view text) {
  std::string result;
  bool gap = false;
  while (!text.empty()) {
    if (const std::size_t length = invisible_at_start(text); length != 0) {
      gap = true;
      text.remove_prefix(length);
      continue;
    }
    if (gap && !result.empty()) result += ' ';
    gap = false;
    result += text.front();
    text.remove_prefix(1);
  }
  return result;
}

}  // namespace vigie::rules
