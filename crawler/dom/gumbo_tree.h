#ifndef VIGIE_CRAWLER_DOM_GUMBO_TREE_H
#define VIGIE_CRAWLER_DOM_GUMBO_TREE_H

#include <gumbo.h>

#include <string_view>

#include "crawler/dom/document.h"
#include "crawler/dom/document_builder.h"
#include "crawler/dom/skeleton.h"

namespace vigie::dom {

// The name of an element of SVG as the standard spells it (§13.2.6.5); others' as it is.
std::string_view adjusted_tag_name(std::string_view lower, Space space);

// Copies Gumbo's tree into a Document being built, without recursion. `page` stands in the
// builder's source; `read`, what Gumbo read, differs from it in the digits of some references at
// most.
void copy_tree(const GumboOutput& tree, std::string_view read, std::string_view page,
               DocumentBuilder& builder);

// The same where Gumbo read the skeleton of the page: puts back what it left out. False, with only
// a part of the Document built, when the tree does not fit the skeleton.
bool copy_tree(const GumboOutput& tree, std::string_view read, const Skeleton& skeleton,
               std::string_view page, DocumentBuilder& builder);

}  // namespace vigie::dom

#endif
