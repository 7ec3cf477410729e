#ifndef VIGIE_TESTS_CRAWLER_DOM_TREE_LISTING_H
#define VIGIE_TESTS_CRAWLER_DOM_TREE_LISTING_H

#include <gumbo.h>

#include <string>

#include "crawler/dom/document.h"

namespace vigie::dom {

// A tree in the notation of html5lib's tree construction tests, one node a line, of ours and of
// Gumbo's own. Of a doctype only the name is kept, and neighbouring texts are one: a Document keeps
// neither apart.
std::string listing(const Document& page, NodeId root);
std::string listing(const GumboNode& root);

}  // namespace vigie::dom

#endif
