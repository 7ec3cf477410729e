#include "rules/accessibility/language_tag.h"

#include <bitset>
#include <cstddef>
#include <optional>
#include <string_view>

namespace vigie::rules {

extern const std::string_view language_subtags;  // rules/data/language_subtags.txt

namespace {

constexpr std::size_t kLetters = 26;
constexpr std::size_t kPlaces = (kLetters + 1) * (kLetters + 1) * (kLetters + 1);

// A number for each word of two or three letters.
std::optional<std::size_t> place(std::string_view subtag) {
  if (subtag.size() < 2 || subtag.size() > 3) return std::nullopt;
  std::size_t at = 0;
  for (const char written : subtag) {
    const char lower =
        (written >= 'A' && written <= 'Z') ? static_cast<char>(written | 0x20) : written;
    if (lower < 'a' || lower > 'z') return std::nullopt;
    at = at * (kLetters + 1) + static_cast<std::size_t>(lower - 'a') + 1;
  }
  return at;
}

std::bitset<kPlaces> read_registry() {
  std::bitset<kPlaces> known;
  std::string_view rest = language_subtags;
  while (!rest.empty()) {
    const std::size_t end = rest.find_first_of(" \n");
    if (const auto at = place(rest.substr(0, end))) known.set(*at);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  for (char second = 'a'; second <= 't'; ++second)
    for (char third = 'a'; third <= 'z'; ++third) {
      const char word[] = {'q', second, third};
      if (const auto at = place({word, sizeof word})) known.set(*at);
    }
  return known;
}

}  // namespace

std::string_view primary_subtag(std::string_view tag) { return tag.substr(0, tag.find('-')); }

bool is_language(std::string_view subtag) {
  static const std::bitset<kPlaces> known = read_registry();
  const auto at = place(subtag);
  return at && known.test(*at);
}

}  // namespace vigie::rules
