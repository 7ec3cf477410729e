#ifndef VIGIE_RULES_ACCESSIBILITY_INLINE_STYLE_H
#define VIGIE_RULES_ACCESSIBILITY_INLINE_STYLE_H

#include <cstdint>
#include <string_view>

namespace vigie::rules {

// What a style attribute says about whether its element is there for anyone.
enum class Said : std::uint8_t {
  nothing,
  hides,    // display: none · visibility: hidden or collapse · content-visibility: hidden
  shows,    // another value of the property
  unclear,  // var() and the like
};
struct InlineStyle {
  Said display = Said::nothing;
  Said visibility = Said::nothing;
  Said content_visibility = Said::nothing;
};
// The last valid declaration wins, an important one over others; invalid values are ignored (CSS
// Cascade 4).
InlineStyle read_inline_style(std::string_view style_attribute);

// The same of one declaration, as it may stand in a sheet.
Said what_display_says(std::string_view value);
Said what_visibility_says(std::string_view value);
Said what_content_visibility_says(std::string_view value);

}  // namespace vigie::rules

#endif
