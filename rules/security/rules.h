#ifndef VIGIE_RULES_SECURITY_RULES_H
#define VIGIE_RULES_SECURITY_RULES_H

#include "rules/rule.h"

namespace vigie::rules {

// One function a rule, each in its file. They judge the last answer of a page that is HTML,
// whatever its status; cookies those of every hop, since a browser keeps them all.
Rule hsts();                  // hsts.cpp
Rule csp_present();           // csp_present.cpp
Rule content_type_options();  // content_type_options.cpp
Rule clickjacking();          // clickjacking.cpp
Rule referrer_policy();       // referrer_policy.cpp
Rule cookie_flags();          // cookie_flags.cpp
Rule mixed_content();         // mixed_content.cpp

}  // namespace vigie::rules

#endif
