#ifndef VIGIE_RULES_ACCESSIBILITY_TEXT_ALTERNATIVE_H
#define VIGIE_RULES_ACCESSIBILITY_TEXT_ALTERNATIVE_H

#include <string>
#include <string_view>

#include "crawler/dom/document.h"
#include "rules/accessibility/accessible_name.h"
#include "rules/page.h"

namespace vigie::rules {

// Gathers the text of a part of the page as it counts in the name of `subject` (accname 1.2, steps
// 2A to 2I below the root): images by their alternative, fields by their value, hidden parts left
// out. Keeps what is sure and what is in doubt apart.
class TextAlternative {
 public:
  TextAlternative(const Page& page, dom::NodeId subject);

  // An element that aria-labelledby points to, or a label: counts even when it is hidden, and then
  // so do hidden parts of it.
  void add_referenced(dom::NodeId element, bool by_labelledby);
  void add_children(dom::NodeId element);
  void add_text(std::string_view text);
  void add_image_alternative(dom::NodeId image);  // alt, else title
  void doubt(Doubt doubt, std::string_view detail = {});

  bool has_sure_text() const { return sure_; }
  // Nothing that may count, and nothing in doubt.
  bool is_empty() const { return !sure_ && doubt_ == Doubt::none; }
  Name name(NameSource source) const;

 private:
  void add_element(dom::NodeId element);
  bool add_named_by(dom::NodeId element);
  bool add_form_labels(dom::NodeId element);
  bool add_embedded_control(dom::NodeId element);
  bool add_own_alternative(dom::NodeId element);
  void add_subtree(dom::NodeId element);

  const Page& page_;
  dom::NodeId subject_;
  std::string text_;
  bool sure_ = false;
  Doubt doubt_ = Doubt::none;
  std::string detail_;
  dom::NodeId root_ = dom::kNoNode;  // of the reference we are in
  bool include_hidden_ = false;
  bool in_labelledby_ = false;
  // Why what is added now may not count; none: it does.
  Doubt reason_ = Doubt::none;
  // The part we are in may be hidden as a whole: then what may be hidden inside it is no news.
  bool root_may_be_hidden_ = false;
  int pieces_ = 0;  // texts added, sure or not
  int depth_ = 0;
};

}  // namespace vigie::rules

#endif
