#ifndef VIGIE_RULES_ACCESSIBILITY_EMBEDDED_STYLE_H
#define VIGIE_RULES_ACCESSIBILITY_EMBEDDED_STYLE_H

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/dom/document.h"
#include "rules/accessibility/css_selector.h"

namespace vigie::rules {

// What the <style> elements of a page might do to an element that matters to its name or to whether
// it is there at all. Not a cascade: a rule that might apply counts, whatever overrides it, so the
// answer is "may", and what hangs on it becomes cantTell. Blocks for print alone do not count,
// @media and @supports conditions are taken to hold. Linked sheets are not read.
class EmbeddedStyle {
 public:
  void add_sheet(std::string_view css);  // linear

  bool may_hide(const dom::Document& page, dom::NodeId element) const;
  // ::before or ::after with text
  bool may_generate_text(const dom::Document& page, dom::NodeId element) const;

 private:
  // Compounds by what is rarest in them: "#id", ".class", "type" or "*", in lower case. Of one key
  // at most kMostOfOneKey are kept, past that the key alone counts, so that a look-up stays short.
  struct Index {
    std::map<std::string, std::vector<Compound>, std::less<>> by_key;
    void add(const Compound& compound);
    bool may_speak_of(const dom::Document& page, dom::NodeId element) const;
    bool any_of(std::string_view key, const dom::Document& page, dom::NodeId element) const;
  };
  Index hiding_;
  Index generating_;
  friend class SheetReader;
};

// Is a sheet with this media attribute or prelude for print alone?
bool is_for_print_only(std::string_view media);

}  // namespace vigie::rules

#endif
