#ifndef VIGIE_RULES_SECURITY_CONTENT_SECURITY_POLICY_H
#define VIGIE_RULES_SECURITY_CONTENT_SECURITY_POLICY_H

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/dom/document.h"
#include "rules/rule.h"

namespace vigie::rules {

// One Content Security Policy. Source: CSP Level 3 §2.2 (parsing) and §3 (delivery).
struct Policy {
  // Names in lower case; of a directive given twice the first counts. Values trimmed, as sent.
  std::vector<std::pair<std::string, std::string>> directives;
  dom::NodeId meta = dom::kNoNode;  // the element that carries it, if it is no header

  std::optional<std::string_view> directive(std::string_view name) const;
};

// Policies that browsers enforce: of every Content-Security-Policy header, split at commas, and of
// every meta http-equiv in head. A meta cannot carry frame-ancestors, report-uri or sandbox: left
// out. Policies without a directive do not count. At most 64.
std::vector<Policy> enforced_policies(const Answer& answer);

Policy parse_policy(std::string_view text);
bool is_known_directive(std::string_view name);  // of CSP 3 and its neighbours, deprecated included

}  // namespace vigie::rules

#endif
