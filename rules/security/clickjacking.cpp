#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/marked_text.h"
#include "rules/rule.h"
#include "rules/security/content_security_policy.h"
#include "rules/security/header_lists.h"
#include "rules/security/rules.h"
#include "rules/white_space.h"

// May other sites show the page in a frame? frame-ancestors of an enforced policy decides; without
// it X-Frame-Options does, as the HTML Standard §7.7 reads it.

namespace vigie::rules {
namespace {

constexpr const char* kFrameAncestors = "Content-Security-Policy";
constexpr const char* kFrameOptions = "X-Frame-Options";

// A source that any site, or any with https, meets.
bool is_any_site(std::string_view source) {
  const std::string lower = lower_case(source);
  return lower == "*" || lower == "http:" || lower == "https:" || lower == "http://*" ||
         lower == "https://*" || lower == "*:*";
}

bool limits_sites(std::string_view sources) {
  return !std::ranges::any_of(words(sources), is_any_site);
}

// With several policies all must agree, so one that limits is enough.
std::optional<AnswerVerdict> by_frame_ancestors(const std::vector<Policy>& policies) {
  std::optional<std::string_view> open;
  for (const Policy& policy : policies) {
    const auto sources = policy.directive("frame-ancestors");
    if (!sources) continue;
    if (limits_sites(*sources))
      return AnswerVerdict{
          .verdict = {Outcome::passed,
                      N_("frame-ancestors says who may show the page in a frame: {0}."),
                      {sources->empty() ? "'none'" : std::string(*sources)}},
          .where = kFrameAncestors};
    open = sources;
  }
  if (!open) return std::nullopt;
  return AnswerVerdict{.verdict = {Outcome::failed,
                                   N_("frame-ancestors {0} lets every site show the page in a "
                                      "frame, and browsers ignore X-Frame-Options beside it."),
                                   {std::string(*open)}},
                       .where = kFrameAncestors};
}

Verdict by_frame_options(const std::string& header) {
  std::set<std::string> values;
  for (const std::string_view value : split(header, ',')) values.insert(lower_case(value));
  const bool known = values.contains("deny") || values.contains("sameorigin");
  if (values.size() > 1 && (known || values.contains("allowall")))
    return {Outcome::cant_tell,
            N_("X-Frame-Options is “{0}”: today's browsers refuse every frame when values "
               "contradict one another, older ones may refuse none."),
            {header}};
  if (known) return {Outcome::passed, N_("X-Frame-Options is {0}."), {header}};
  if (std::ranges::any_of(values,
                          [](const std::string& value) { return value.starts_with("allow-from"); }))
    return {Outcome::failed,
            N_("X-Frame-Options is “{0}”: browsers no longer know ALLOW-FROM, so every site may "
               "show the page in a frame."),
            {header}};
  return {
      Outcome::failed,
      N_("X-Frame-Options is “{0}”, which browsers do not know: every site may show the page in "
         "a frame."),
      {header}};
}

std::vector<AnswerVerdict> is_protected(const Answer& answer) {
  if (answer.document == nullptr) return {};
  if (auto verdict = by_frame_ancestors(enforced_policies(answer))) return {std::move(*verdict)};
  if (const auto header = answer.response.headers.joined(kFrameOptions))
    return {{.verdict = by_frame_options(*header), .where = kFrameOptions}};
  return {{.verdict = {Outcome::failed,
                       N_("Neither frame-ancestors nor X-Frame-Options keeps other sites from "
                          "showing the page in a frame.")},
           .where = kFrameOptions}};
}

}  // namespace

Rule clickjacking() {
  return {
      .info = {.id = "clickjacking",
               .theme = Theme::security,
               .title = N_("Other sites cannot show the page in a frame"),
               .severity = Severity::moderate,
               .help = N_("Send Content-Security-Policy: frame-ancestors 'self' (and "
                          "X-Frame-Options: SAMEORIGIN for old browsers), so that no other site "
                          "can lay the page invisibly under its own and have visitors click in "
                          "it.")},
      .checks = AnswerChecks{is_protected}};
}

}  // namespace vigie::rules
