#ifndef VIGIE_RULES_ACCESSIBILITY_ROLE_H
#define VIGIE_RULES_ACCESSIBILITY_ROLE_H

#include <cstdint>
#include <string_view>

#include "crawler/dom/document.h"

namespace vigie::rules {

// What an element is to assistive technology, as far as the rules ask. Sources: WAI-ARIA 1.2 (with
// the Graphics and Digital Publishing modules) for the role attribute, HTML-AAM for the rest.
enum class Role : std::uint8_t {
  other,  // a role no rule asks for, or none
  presentation,
  button,
  checkbox,
  combobox,
  graphics_document,
  graphics_symbol,
  heading,
  img,
  link,
  listbox,
  menuitem,
  menuitemcheckbox,
  menuitemradio,
  meter,
  option,
  progressbar,
  radio,
  scrollbar,
  searchbox,
  separator,
  slider,
  spinbutton,
  switch_,
  tab,
  textbox,
  treeitem,
};

// The first word of the role attribute that is a role; presentation or none do not count on an
// element that can take the focus or carries a global ARIA attribute (the conflict of WAI-ARIA 1.2
// §7.4). Else what the element is by nature.
Role role_of(const dom::Document& page, dom::NodeId element);

// Has it a role attribute with a role in it (a presentation that does not count is none)?
bool has_explicit_role(const dom::Document& page, dom::NodeId element);

bool takes_name_from_content(Role role);
// Of roles whose children are presentational (WAI-ARIA 1.2 §5.2.8).
bool has_presentational_children(const dom::Document& page, dom::NodeId element);

// By nature or by tabindex, and not disabled.
bool is_focusable(const dom::Document& page, dom::NodeId element);

enum class InputType : std::uint8_t {
  text,
  search,
  choice,
  number,
  range,
  button,
  image,
  hidden,
  other
};
// Of an <input>: text with email, tel, url and whatever is unknown; choice is checkbox and radio;
// button with submit and reset; other is password, file, color and the dates.
InputType input_type(const dom::Document& page, dom::NodeId input);

}  // namespace vigie::rules

#endif
