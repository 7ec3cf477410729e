#include "rules/accessibility/inline_style.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "rules/accessibility/css_text.h"
#include "rules/white_space.h"

namespace vigie::rules {
namespace {

// First words of the values of `display` other than none (CSS Display 3 and what browsers add).
constexpr auto kShown = std::to_array<std::string_view>({"-moz-box",
                                                         "-moz-inline-box",
                                                         "-webkit-box",
                                                         "-webkit-flex",
                                                         "-webkit-inline-box",
                                                         "-webkit-inline-flex",
                                                         "block",
                                                         "contents",
                                                         "flex",
                                                         "flow",
                                                         "flow-root",
                                                         "grid",
                                                         "inline",
                                                         "inline-block",
                                                         "inline-flex",
                                                         "inline-grid",
                                                         "inline-table",
                                                         "list-item",
                                                         "math",
                                                         "ruby",
                                                         "ruby-base",
                                                         "ruby-text",
                                                         "run-in",
                                                         "table",
                                                         "table-caption",
                                                         "table-cell",
                                                         "table-column",
                                                         "table-column-group",
                                                         "table-footer-group",
                                                         "table-header-group",
                                                         "table-row",
                                                         "table-row-group"});

bool is_computed_later(std::string_view value) { return value.contains('('); }

// inherit, unset and the like: what they come to depends on the parent and on other sheets.
bool is_css_wide(std::string_view value) {
  return value == "inherit" || value == "initial" || value == "unset" || value == "revert" ||
         value == "revert-layer";
}

// Takes what a later declaration says, unless an important one spoke before.
class Property {
 public:
  explicit Property(Said& said) : said_(said) {}
  void hear(Said said, bool important) {
    if (said == Said::nothing || (important_ && !important)) return;
    said_ = said;
    important_ = important;
  }

 private:
  Said& said_;
  bool important_ = false;
};

}  // namespace

Said what_display_says(std::string_view value) {
  if (value == "none") return Said::hides;
  if (is_computed_later(value) || is_css_wide(value)) return Said::unclear;
  const std::string_view first = value.substr(0, value.find_first_of(kWhiteSpace));
  return std::ranges::find(kShown, first) == kShown.end() ? Said::nothing : Said::shows;
}

Said what_visibility_says(std::string_view value) {
  if (value == "hidden" || value == "collapse") return Said::hides;
  if (value == "visible" || value == "initial") return Said::shows;
  if (value == "inherit" || value == "unset") return Said::nothing;  // as without it
  return is_computed_later(value) || is_css_wide(value) ? Said::unclear : Said::nothing;
}

Said what_content_visibility_says(std::string_view value) {
  if (value == "hidden") return Said::hides;
  if (value == "visible" || value == "auto" || value == "initial") return Said::shows;
  return is_computed_later(value) || is_css_wide(value) ? Said::unclear : Said::nothing;
}

InlineStyle read_inline_style(std::string_view style_attribute) {
  InlineStyle style;
  Property display(style.display);
  Property visibility(style.visibility);
  Property content_visibility(style.content_visibility);
  for (const auto& [property, value, important] : declarations(without_comments(style_attribute))) {
    if (property == "display") display.hear(what_display_says(value), important);
    if (property == "visibility") visibility.hear(what_visibility_says(value), important);
    if (property == "content-visibility")
      content_visibility.hear(what_content_visibility_says(value), important);
  }
  return style;
}

}  // namespace vigie::rules
