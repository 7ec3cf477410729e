#ifndef VIGIE_CRAWLER_DOM_GUMBO_TREE_H
#define VIGIE_CRAWLER_DOM_GUMBO_TREE_H

#include <gumbo.h>

#include <string_view>

#include "crawler/dom/document_builder.h"

namespace vigie::dom {

// Copies Gumbo's tree into a Document being built, without recursion. `parsed` is what Gumbo read,
// and stands in the builder's source.
void copy_tree(const GumboOutput& tree, std::string_view parsed, DocumentBuilder& builder);

}  // namespace vigie::dom

#endif
