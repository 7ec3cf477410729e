#include "rules/accessibility/form_labels.h"

#include <algorithm>
#include <span>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "rules/accessibility/role.h"

namespace vigie::rules {
namespace {

using dom::Document;
using dom::NodeId;
using dom::Tag;

// "Labelable elements": form-associated custom elements are known only to scripts.
bool is_labelable(const Document& page, NodeId element) {
  if (page.space(element) != dom::Space::html) return false;
  switch (page.tag(element)) {
    case Tag::button:
    case Tag::meter:
    case Tag::output:
    case Tag::progress:
    case Tag::select:
    case Tag::textarea:
      return true;
    case Tag::input:
      return input_type(page, element) != InputType::hidden;
    default:
      return false;
  }
}

}  // namespace

FormLabels::FormLabels(const Document& page) {
  const auto labels = page.elements(Tag::label);
  if (labels.empty()) return;
  std::vector<NodeId> open;  // labels without for that we are in and that have no control yet
  for (const NodeId element : page.elements()) {
    while (!open.empty() && element >= page.subtree_end(open.back())) open.pop_back();
    if (page.is(element, Tag::label)) {
      const auto id = page.attribute(element, "for");
      if (!id) {
        open.push_back(element);
      } else if (const NodeId control = page.by_id(*id);
                 control != dom::kNoNode && is_labelable(page, control)) {
        pairs_.push_back({control, element});
      }
    } else if (!open.empty() && is_labelable(page, element)) {
      for (const NodeId label : open) pairs_.push_back({element, label});
      open.clear();
    }
  }
  std::ranges::sort(pairs_);
}

std::span<const FormLabels::Pair> FormLabels::of(NodeId control) const {
  const auto first =
      std::lower_bound(pairs_.begin(), pairs_.end(), control,
                       [](const Pair& pair, NodeId wanted) { return pair.control < wanted; });
  const auto last = std::ranges::find_if(first, pairs_.end(),
                                         [&](const Pair& pair) { return pair.control != control; });
  return {first, last};
}

}  // namespace vigie::rules
