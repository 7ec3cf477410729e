#ifndef VIGIE_RULES_ACCESSIBILITY_ACCESSIBLE_NAME_H
#define VIGIE_RULES_ACCESSIBILITY_ACCESSIBLE_NAME_H

#include <cstddef>
#include <cstdint>
#include <string>

#include "crawler/dom/document.h"
#include "rules/page.h"

namespace vigie::rules {

enum class NameSource : std::uint8_t {
  none,
  aria_labelledby,
  aria_label,
  label,        // <label>
  alternative,  // alt, or the <title> of an SVG element
  value,        // of a button, or the browser's own text for submit and reset
  caption,      // legend, caption, figcaption
  content,
  title,
  placeholder,
};

// Why markup alone does not settle the name.
enum class Doubt : std::uint8_t {
  none,
  missing_reference,  // aria-labelledby names an element that a script may add; detail: the id
  hidden_by_style,    // all its text may be hidden by a sheet of the page
  generated_text,     // nothing but a ::before or ::after that may write something
  custom_element,     // drawn by a script; detail: the element's name
  owned_content,      // aria-owns
  presentational,     // the only text is the alt of an image marked as presentational
  private_use,        // icon font characters and nothing else; detail: their code points
  empty_value,        // a submit or reset button with value="": browsers differ
  too_costly,
};

struct Name {
  std::string text;  // white space collapsed, at most kMostNameBytes
  NameSource source = NameSource::none;
  Doubt doubt = Doubt::none;
  std::string detail = {};
  bool is_sure() const { return doubt == Doubt::none; }
};
inline constexpr std::size_t kMostNameBytes = 256;

// The name assistive technology says. Source: Accessible Name and Description Computation 1.2, with
// HTML-AAM and SVG-AAM for what elements bring of their own, as far as markup can tell. An element
// with a sure name of blank text has none. Depth is bounded by the parser's (512), work by
// Page::spend.
Name accessible_name(const Page& page, dom::NodeId element);

}  // namespace vigie::rules

#endif
