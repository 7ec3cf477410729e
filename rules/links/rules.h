#ifndef VIGIE_RULES_LINKS_RULES_H
#define VIGIE_RULES_LINKS_RULES_H

#include "rules/rule.h"

namespace vigie::rules {

// Rules that only a finished crawl can judge, since what a link or a resource leads to is not in
// the page: link_outcome.h says how.
Rule broken_link();
Rule missing_resource();

}  // namespace vigie::rules

#endif
