#ifndef VIGIE_REPORTS_HISTORY_SEVERITY_ORDER_H
#define VIGIE_REPORTS_HISTORY_SEVERITY_ORDER_H

#include <string_view>

#include "rules/catalogue.h"
#include "rules/rule.h"

namespace vigie::reports::history {

inline bool is_problem(rules::Outcome outcome) {
  return outcome == rules::Outcome::failed || outcome == rules::Outcome::cant_tell;
}

// Smaller is worse: what failed before what is undecided, then by severity. Eight places.
inline int place_in_order(std::string_view rule, rules::Outcome outcome) {
  const rules::Rule* known = rules::find_rule(rule);
  const rules::Severity severity = known != nullptr ? known->info.severity : rules::Severity::minor;
  const int below_worst = static_cast<int>(rules::Severity::critical) - static_cast<int>(severity);
  return below_worst + (outcome == rules::Outcome::failed ? 0 : 4);
}

}  // namespace vigie::reports::history

#endif
