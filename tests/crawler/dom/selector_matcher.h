#ifndef VIGIE_TESTS_CRAWLER_DOM_SELECTOR_MATCHER_H
#define VIGIE_TESTS_CRAWLER_DOM_SELECTOR_MATCHER_H

#include <string_view>
#include <vector>

#include "crawler/dom/document.h"

namespace vigie::dom {

// The elements that a selector of ours finds, as a browser would: "#id", type selectors and
// :nth-of-type joined by " > ". What a <template> holds is found through its template only.
std::vector<NodeId> find_all(const Document& page, std::string_view selector);

}  // namespace vigie::dom

#endif
