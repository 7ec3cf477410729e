#include "rules/accessibility/css_text.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/white_space.h"

namespace vigie::rules {
namespace {

// Past the string that begins at `at` with its quote. A line break ends a bad string.
std::size_t after_string(std::string_view css, std::size_t at) {
  const char quote = css[at];
  for (++at; at < css.size(); ++at) {
    if (css[at] == '\\')
      ++at;
    else if (css[at] == quote)
      return at + 1;
    else if (css[at] == '\n')
      return at;
  }
  return css.size();
}

}  // namespace

std::string without_comments(std::string_view css) {
  std::string result;
  result.reserve(css.size());
  for (std::size_t at = 0; at < css.size();) {
    if (css[at] == '"' || css[at] == '\'') {
      const std::size_t end = after_string(css, at);
      result.append(css.substr(at, end - at));
      at = end;
    } else if (css.substr(at, 2) == "/*") {
      const std::size_t end = css.find("*/", at + 2);
      if (end == std::string_view::npos) break;
      at = end + 2;
    } else {
      result += css[at++];
    }
  }
  return result;
}

std::size_t find_outside(std::string_view css, std::string_view stops, std::size_t from) {
  std::size_t depth = 0;
  for (std::size_t at = from; at < css.size();) {
    const char letter = css[at];
    if (depth == 0 && stops.find(letter) != std::string_view::npos) return at;
    if (letter == '\\') {
      at += 2;
      continue;
    }
    if (letter == '"' || letter == '\'') {
      at = after_string(css, at);
      continue;
    }
    if (letter == '(' || letter == '[') ++depth;
    if ((letter == ')' || letter == ']') && depth > 0) --depth;
    ++at;
  }
  return css.size();
}

std::vector<Declaration> declarations(std::string_view css) {
  std::vector<Declaration> found;
  for (std::size_t at = 0; at < css.size();) {
    const std::size_t end = find_outside(css, ";", at);
    const std::string_view text = css.substr(at, end - at);
    at = end + 1;
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) continue;
    Declaration declaration{.property = lower_case(trimmed(text.substr(0, colon))),
                            .value = lower_case(trimmed(text.substr(colon + 1)))};
    if (const std::size_t mark = declaration.value.rfind('!');
        mark != std::string::npos &&
        trimmed(std::string_view(declaration.value).substr(mark + 1)) == "important") {
      declaration.important = true;
      declaration.value = trimmed(std::string_view(declaration.value).substr(0, mark));
    }
    found.push_back(std::move(declaration));
  }
  return found;
}

}  // namespace vigie::rules
