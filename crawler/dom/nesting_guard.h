#ifndef VIGIE_CRAWLER_DOM_NESTING_GUARD_H
#define VIGIE_CRAWLER_DOM_NESTING_GUARD_H

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::dom {

// Chromium stops nesting at 512 open elements; deeper ones become siblings, and so must ours.
inline constexpr std::size_t kMaxOpenElements = 512;

struct Guarded {
  std::string source;        // what is left to parse
  std::size_t elements = 0;  // start tags in it
  std::size_t dropped = 0;   // start tags past the bound, not in `source` any more
};

// Makes a page harmless to a parser whose time is quadratic in depth: cuts it after max_elements
// start tags, and closes elements early where more than kMaxOpenElements would be open. Pages
// within the bounds (nearly all) come back as they are. One linear pass that reads tags, comments
// and raw text as the HTML tokenizer does, and knows the end tags that HTML implies. Adds end tags
// only, so that lines stay what they were.
Guarded guard_nesting(std::string source, std::size_t max_elements);

}  // namespace vigie::dom

#endif
