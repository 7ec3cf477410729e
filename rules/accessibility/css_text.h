#ifndef VIGIE_RULES_ACCESSIBILITY_CSS_TEXT_H
#define VIGIE_RULES_ACCESSIBILITY_CSS_TEXT_H

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::rules {

// The little of CSS Syntax Level 3 that can be read without a cascade: enough to learn what a style
// attribute says of an element, and which selectors hide things. Linear in the text.

std::string without_comments(std::string_view css);

// Position of the first of `stops` that stands outside strings, parentheses and brackets, else
// css.size(). A backslash hides the character after it.
std::size_t find_outside(std::string_view css, std::string_view stops, std::size_t from = 0);

struct Declaration {
  std::string property;  // lower case
  std::string value;     // lower case, without "!important"
  bool important = false;
};
// Of a declaration list without comments; what is no declaration is left out.
std::vector<Declaration> declarations(std::string_view css);

}  // namespace vigie::rules

#endif
