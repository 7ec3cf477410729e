#include <vector>

#include "crawler/ascii.h"
#include "crawler/marked_text.h"
#include "rules/rule.h"
#include "rules/security/header_lists.h"
#include "rules/security/rules.h"

namespace vigie::rules {
namespace {

constexpr const char* kHeader = "X-Content-Type-Options";

// Fetch Standard §3.6: of all values the first decides.
std::vector<AnswerVerdict> is_nosniff(const Answer& answer) {
  if (answer.document == nullptr) return {};
  const auto value = answer.response.headers.joined(kHeader);
  if (!value)
    return {{.verdict = {Outcome::failed, N_("The header X-Content-Type-Options is missing.")},
             .where = kHeader}};
  if (crawler::equal_ignoring_case(split(*value, ',').front(), "nosniff"))
    return {
        {.verdict = {Outcome::passed, N_("X-Content-Type-Options is nosniff.")}, .where = kHeader}};
  return {{.verdict = {Outcome::failed,
                       N_("X-Content-Type-Options is “{0}”: browsers know only nosniff."),
                       {*value}},
           .where = kHeader}};
}

}  // namespace

Rule content_type_options() {
  return {.info = {.id = "content-type-options",
                   .theme = Theme::security,
                   .title = N_("Browsers are told not to guess file types"),
                   .severity = Severity::minor,
                   .help = N_("Send X-Content-Type-Options: nosniff with every answer, so that a "
                              "browser never runs as a script what was sent as something else.")},
          .checks = AnswerChecks{is_nosniff}};
}

}  // namespace vigie::rules
