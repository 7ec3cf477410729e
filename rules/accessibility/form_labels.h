#ifndef VIGIE_RULES_ACCESSIBILITY_FORM_LABELS_H
#define VIGIE_RULES_ACCESSIBILITY_FORM_LABELS_H

#include <span>
#include <vector>

#include "crawler/dom/document.h"

namespace vigie::rules {

// Which <label> speaks for which form control (HTML Standard §4.10.4): by for, else the first
// labelable element inside. One walk over the page; a look-up is a binary search.
class FormLabels {
 public:
  explicit FormLabels(const dom::Document& page);

  struct Pair {
    dom::NodeId control;
    dom::NodeId label;
    auto operator<=>(const Pair&) const = default;
  };
  std::span<const Pair> of(dom::NodeId control) const;  // in document order

 private:
  std::vector<Pair> pairs_;  // sorted
};

}  // namespace vigie::rules

#endif
