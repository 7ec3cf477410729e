#ifndef VIGIE_RULES_ACCESSIBILITY_RULES_H
#define VIGIE_RULES_ACCESSIBILITY_RULES_H

#include "rules/rule.h"

namespace vigie::rules {

// One function a rule, in files by theme of the RGAA.
Rule image_alt();      // images.cpp
Rule iframe_title();   // frames.cpp
Rule link_name();      // links.cpp
Rule page_language();  // language.cpp
Rule page_title();     // title.cpp
Rule duplicate_id();   // duplicate_ids.cpp
Rule viewport_zoom();  // viewport.cpp
Rule field_label();    // fields.cpp
Rule button_name();    // buttons.cpp

}  // namespace vigie::rules

#endif
