#ifndef VIGIE_RULES_ACCESSIBILITY_NAME_DOUBT_H
#define VIGIE_RULES_ACCESSIBILITY_NAME_DOUBT_H

#include "rules/accessibility/accessible_name.h"
#include "rules/rule.h"

namespace vigie::rules {

// cant_tell, with the reason and what to look at; of a name that is not sure.
Verdict cannot_tell_name(const Name& name);

}  // namespace vigie::rules

#endif
