#ifndef VIGIE_CRAWLER_CSS_REFERENCES_H
#define VIGIE_CRAWLER_CSS_REFERENCES_H

#include <string>
#include <string_view>
#include <vector>

#include "crawler/page_contents.h"

namespace vigie::crawler {

struct CssReference {
  std::string url;    // as written, escapes decoded
  ResourceKind kind;  // style (@import) or font (@font-face)
};

// What a style sheet makes every page that uses it fetch: @import, and of each @font-face the first
// source that is not local(). Background pictures are left out: whether any element shows them
// needs the cascade. Source: CSS Syntax 3 (comments, strings, url tokens, escapes), CSS Fonts 4
// §4.3. Linear; at most 200 references.
std::vector<CssReference> css_references(std::string_view sheet);

}  // namespace vigie::crawler

#endif
