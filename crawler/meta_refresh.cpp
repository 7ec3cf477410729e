#include "crawler/meta_refresh.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "crawler/ascii.h"

namespace vigie::crawler {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr double kLongest = 1e9;

void skip_space(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of("\t\n\f\r "), text.size()));
}

// "url=" in any case, with spaces around the sign. Without it the text itself is the URL.
void skip_url_label(std::string_view& text) {
  std::string_view rest = text;
  if (rest.size() < 3 || !equal_ignoring_case(rest.substr(0, 3), "url")) return;
  rest.remove_prefix(3);
  skip_space(rest);
  if (!rest.starts_with('=')) return;
  rest.remove_prefix(1);
  skip_space(rest);
  text = rest;
}

std::string_view unquoted(std::string_view text) {
  if (!text.starts_with('"') && !text.starts_with('\'')) return text;
  const char quote = text.front();
  text.remove_prefix(1);
  return text.substr(0, text.find(quote));
}

}  // namespace

std::optional<Refresh> parse_refresh(std::string_view content) {
  skip_space(content);
  const std::size_t digits = std::min(content.find_first_not_of(kDigits), content.size());
  if (digits == 0 && !content.starts_with('.')) return std::nullopt;
  double seconds = 0;
  for (const char digit : content.substr(0, digits))
    seconds = std::min(seconds * 10 + (digit - '0'), kLongest);
  content.remove_prefix(digits);
  content.remove_prefix(std::min(content.find_first_not_of("0123456789."), content.size()));
  if (content.empty()) return Refresh{seconds, {}};
  if (!std::string_view(";,\t\n\f\r ").contains(content.front())) return std::nullopt;
  skip_space(content);
  if (content.starts_with(';') || content.starts_with(',')) content.remove_prefix(1);
  skip_space(content);
  if (content.empty()) return Refresh{seconds, {}};
  skip_url_label(content);
  return Refresh{seconds, std::string(strip_space(unquoted(content)))};
}

}  // namespace vigie::crawler
