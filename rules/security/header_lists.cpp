#include "rules/security/header_lists.h"

#include <cstddef>
#include <string_view>
#include <vector>

#include "rules/white_space.h"

namespace vigie::rules {
namespace {

constexpr std::size_t kMostParts = 1000;

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (parts.size() < kMostParts) {
    const std::size_t end = text.find(separator);
    parts.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

std::vector<std::string_view> split_outside_quotes(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size() && parts.size() < kMostParts; ++at) {
    if (quoted && text[at] == '\\')
      ++at;
    else if (text[at] == '"')
      quoted = !quoted;
    else if (!quoted && text[at] == separator) {
      parts.push_back(trimmed(text.substr(start, at - start)));
      start = at + 1;
    }
  }
  parts.push_back(trimmed(text.substr(start)));
  return parts;
}

}  // namespace vigie::rules
