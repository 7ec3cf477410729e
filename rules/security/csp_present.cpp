#include <algorithm>
#include <string>
#include <vector>

#include "crawler/marked_text.h"
#include "rules/rule.h"
#include "rules/security/content_security_policy.h"
#include "rules/security/rules.h"

namespace vigie::rules {
namespace {

constexpr const char* kHeader = "Content-Security-Policy";

std::string names_of(const Policy& policy) {
  std::string names;
  for (const auto& [name, value] : policy.directives)
    if (is_known_directive(name)) names.append(names.empty() ? "" : ", ").append(name);
  return names;
}

std::vector<AnswerVerdict> is_enforced(const Answer& answer) {
  if (answer.document == nullptr) return {};
  const std::vector<Policy> policies = enforced_policies(answer);
  const auto known = std::ranges::find_if(
      policies, [](const Policy& policy) { return !names_of(policy).empty(); });
  if (known != policies.end())
    return {{.verdict = {Outcome::passed,
                         N_("A Content-Security-Policy is enforced ({0})."),
                         {names_of(*known)}},
             .where = kHeader,
             .node = known->meta}};
  if (!policies.empty())
    return {{.verdict = {Outcome::failed,
                         N_("The Content-Security-Policy holds no directive that browsers know: "
                            "“{0}”."),
                         {policies.front().directives.front().first}},
             .where = kHeader,
             .node = policies.front().meta}};
  if (answer.response.headers.first("Content-Security-Policy-Report-Only"))
    return {{.verdict = {Outcome::failed,
                         N_("The Content-Security-Policy is only reported, not enforced "
                            "(Content-Security-Policy-Report-Only).")},
             .where = kHeader}};
  return {{.verdict = {Outcome::failed, N_("The page has no Content-Security-Policy.")},
           .where = kHeader}};
}

}  // namespace

Rule csp_present() {
  return {
      .info = {.id = "csp-present",
               .theme = Theme::security,
               .title = N_("A Content-Security-Policy is enforced"),
               .severity = Severity::moderate,
               .help = N_("Send Content-Security-Policy with every page and name in it where "
                          "scripts, styles and frames may come from, beginning with default-src "
                          "'self': what an attacker slips into the page then does not run. Try "
                          "it out with Content-Security-Policy-Report-Only.")},
      .checks = AnswerChecks{is_enforced}};
}

}  // namespace vigie::rules
