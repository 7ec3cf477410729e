#ifndef VIGIE_RULES_ACCESSIBILITY_CANDIDATES_H
#define VIGIE_RULES_ACCESSIBILITY_CANDIDATES_H

#include <initializer_list>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "rules/page.h"

namespace vigie::rules {

// Elements that may have a role by their tag, and all those with a role attribute; in document
// order, each once, no template content.
std::vector<dom::NodeId> candidates(const Page& page, std::initializer_list<dom::Tag> tags);

// The first <img> or <svg> inside, kNoNode if none (or once Page::spend says no).
dom::NodeId first_image(const Page& page, dom::NodeId element);

// Is there text inside? Where Page::spend says no: yes.
bool may_hold_text(const Page& page, dom::NodeId element);

}  // namespace vigie::rules

#endif
