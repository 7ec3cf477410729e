#ifndef VIGIE_CRAWLER_DOM_STRICT_TREE_H
#define VIGIE_CRAWLER_DOM_STRICT_TREE_H

#include <cstddef>
#include <string_view>

#include "crawler/dom/document_builder.h"

namespace vigie::dom {

// Builds the Document of a page that asks for no error recovery: every tag stands where it may and
// is closed in order (tags that HTML lets one leave out may be missing). It is the tree that any
// parser builds, without the cost of one that is ready for anything. Linear.
//
// False, with only a part of the Document built, at the first thing of which it is not sure, and
// where more than max_elements start tags or kMaxOpenElements open elements come. `page` stands in
// the builder's source and is valid UTF-8.
bool build_strict_tree(std::string_view page, std::size_t max_elements, DocumentBuilder& builder);

}  // namespace vigie::dom

#endif
