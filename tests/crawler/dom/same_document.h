#ifndef VIGIE_TESTS_CRAWLER_DOM_SAME_DOCUMENT_H
#define VIGIE_TESTS_CRAWLER_DOM_SAME_DOCUMENT_H

#include <string>

#include "crawler/dom/document.h"

namespace vigie::dom {

// The first difference between two Documents of one page, node by node: kind, name, space, parent,
// attributes, text, place in the source. Empty when there is none.
std::string difference(const Document& one, const Document& other);

}  // namespace vigie::dom

#endif
