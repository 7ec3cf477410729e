#ifndef VIGIE_RULES_PAGE_H
#define VIGIE_RULES_PAGE_H

#include <cstddef>
#include <span>
#include <vector>

#include "crawler/dom/document.h"
#include "rules/accessibility/exposure.h"
#include "rules/accessibility/form_labels.h"

namespace vigie::rules {

// A Document with what rules ask of it again and again, computed once, so that a hundred rules cost
// little more than one walk. Lives no longer than the Document; for one thread.
class Page {
 public:
  explicit Page(const dom::Document& document);

  const dom::Document& document() const { return document_; }
  const Exposure& exposure() const { return exposure_; }
  const FormLabels& labels() const { return labels_; }
  std::span<const dom::NodeId> with_role() const { return facts_.with_role; }  // attribute role

  // May what is missing in the markup still come: does the page run scripts, or is a part of it
  // unread?
  bool may_grow() const { return facts_.runs_scripts || document_.too_large(); }
  // Scripts, and no text of its own: what a person meets is not in this markup at all.
  bool is_filled_by_scripts() const { return facts_.runs_scripts && !facts_.has_text; }

  // Work on accessible names is bounded for the page as a whole, since elements can quote one
  // another without end. False once the bound is reached.
  bool spend(std::size_t nodes) const;

 private:
  struct Facts {
    std::vector<dom::NodeId> with_role;
    bool runs_scripts = false;
    bool has_text = false;  // in the body, outside noscript and the like
    EmbeddedStyle style;
  };
  static Facts gather(const dom::Document& document);
  static bool has_exposed_text(const dom::Document& document, const Exposure& exposure);

  const dom::Document& document_;
  Facts facts_;
  Exposure exposure_;
  FormLabels labels_;
  mutable std::size_t budget_;
};

}  // namespace vigie::rules

#endif
