#ifndef VIGIE_RULES_ACCESSIBILITY_CSS_SELECTOR_H
#define VIGIE_RULES_ACCESSIBILITY_CSS_SELECTOR_H

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/dom/document.h"

namespace vigie::rules {

// What an element must have for a selector to speak of it: the last compound of the selector with
// its type, id, classes and attribute names. Combinators, attribute values and pseudo-classes are
// left out, so this may match more than the selector does, never less.
struct Compound {
  enum class Part : std::uint8_t { element, before_or_after, other_pseudo_element };

  std::string type;  // lower case, empty: any
  std::string id;
  std::vector<std::string> classes;
  std::vector<std::string> attributes;  // names, lower case
  bool only_custom_elements = false;    // :not(:defined)
  Part part = Part::element;
};

// Of each selector in a comma-separated list without comments. :is() and :where() count as
// anything.
std::vector<Compound> last_compounds(std::string_view selector_list);

bool may_match(const Compound& compound, const dom::Document& page, dom::NodeId element);

}  // namespace vigie::rules

#endif
