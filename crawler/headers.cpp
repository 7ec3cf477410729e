#include "crawler/headers.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/ascii.h"

namespace vigie::crawler {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

}  // namespace

void Headers::add(std::string_view name, std::string_view value) {
  lines_.emplace_back(trimmed(name), trimmed(value));
}

std::optional<std::string_view> Headers::first(std::string_view name) const {
  for (const auto& [key, value] : lines_)
    if (equal_ignoring_case(key, name)) return value;
  return std::nullopt;
}

std::vector<std::string_view> Headers::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : lines_)
    if (equal_ignoring_case(key, name)) values.emplace_back(value);
  return values;
}

std::optional<std::string> Headers::joined(std::string_view name) const {
  std::optional<std::string> whole;
  for (const std::string_view value : all(name)) {
    if (whole)
      whole->append(", ").append(value);
    else
      whole.emplace(value);
  }
  return whole;
}

}  // namespace vigie::crawler
