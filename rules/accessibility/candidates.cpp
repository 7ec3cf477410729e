#include "rules/accessibility/candidates.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "rules/page.h"
#include "rules/white_space.h"

namespace vigie::rules {

std::vector<dom::NodeId> candidates(const Page& page, std::initializer_list<dom::Tag> tags) {
  std::vector<dom::NodeId> found(page.with_role().begin(), page.with_role().end());
  for (const dom::Tag tag : tags) {
    const auto elements = page.document().elements(tag);
    found.insert(found.end(), elements.begin(), elements.end());
  }
  std::ranges::sort(found);
  const auto again = std::ranges::unique(found);
  found.erase(again.begin(), again.end());
  std::erase_if(found, [&](dom::NodeId node) { return page.document().is_template_content(node); });
  return found;
}

dom::NodeId first_image(const Page& page, dom::NodeId element) {
  const dom::Document& document = page.document();
  for (dom::NodeId node = element; node < document.subtree_end(element) && page.spend(1); ++node)
    if (document.tag(node) == dom::Tag::img || document.tag(node) == dom::Tag::svg) return node;
  return dom::kNoNode;
}

bool may_hold_text(const Page& page, dom::NodeId element) {
  const dom::Document& document = page.document();
  for (dom::NodeId node = element; node < document.subtree_end(element); ++node)
    if (!page.spend(1 + document.text(node).size() / 64) ||
        (document.kind(node) == dom::NodeKind::text && !is_blank(document.text(node))))
      return true;
  return false;
}

}  // namespace vigie::rules
