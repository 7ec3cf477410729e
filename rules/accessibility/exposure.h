#ifndef VIGIE_RULES_ACCESSIBILITY_EXPOSURE_H
#define VIGIE_RULES_ACCESSIBILITY_EXPOSURE_H

#include <cstdint>
#include <vector>

#include "crawler/dom/document.h"
#include "rules/accessibility/embedded_style.h"
#include "rules/noscript.h"

namespace vigie::rules {

// Is an element there for assistive technology, as far as markup tells? Sources: the rendering
// section of the HTML Standard, WAI-ARIA 1.2 §7.1 (what is left out of the accessibility tree).
// Hidden: the attributes hidden, inert and aria-hidden=true, inline styles, elements that are never
// rendered, templates, noscript (users have scripts), closed dialogs, areas of no used map.
// May be hidden: what an embedded sheet speaks of, content of a closed details (the user may open
// it), fallback content. Linked sheets are not read: what they hide counts as there.
// One walk over the page; look-ups are constant.
class Exposure {
 public:
  Exposure(const dom::Document& page, const EmbeddedStyle& style);

  bool is_exposed(dom::NodeId element) const { return (flags_[element] & kHidden) == 0; }
  bool may_be_hidden(dom::NodeId element) const { return (flags_[element] & kPerhaps) != 0; }
  bool may_have_generated_text(dom::NodeId element) const {
    return (flags_[element] & kGenerated) != 0;
  }
  // Inside an element whose role makes its children presentational (button, img, checkbox …): WAI-
  // ARIA says they are not exposed, browsers differ.
  bool is_inside_atomic(dom::NodeId element) const { return (flags_[element] & kAtomic) != 0; }

 private:
  using Flags = std::uint8_t;
  static constexpr Flags kNotRendered = 1;  // inherited for good
  static constexpr Flags kInvisible = 2;    // inherited until visibility: visible
  static constexpr Flags kAriaHidden = 4;   // inherited for good
  static constexpr Flags kHidden = kNotRendered | kInvisible | kAriaHidden;
  static constexpr Flags kPerhaps = 8;  // inherited
  static constexpr Flags kAtomic = 16;  // inherited
  static constexpr Flags kInherited = kHidden | kPerhaps | kAtomic;
  static constexpr Flags kGenerated = 32;
  static constexpr Flags kMakesAtomic = 64;  // its children are presentational
  static constexpr Flags kHasSummary = 128;  // a details whose summary we have met
  bool is_shown_only_perhaps(const dom::Document& page, dom::NodeId element);
  Flags hidden_by_attributes(const dom::Document& page, dom::NodeId element, Flags inherited) const;
  Flags flags_of(const dom::Document& page, dom::NodeId element, const EmbeddedStyle& style,
                 const Noscript& noscript);
  void hide_unused_areas(const dom::Document& page);

  std::vector<Flags> flags_;  // by node; a text node has its parent's
};

}  // namespace vigie::rules

#endif
