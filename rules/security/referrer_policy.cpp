#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "crawler/marked_text.h"
#include "rules/rule.h"
#include "rules/security/header_lists.h"
#include "rules/security/rules.h"
#include "rules/white_space.h"

// Referrer Policy (W3C) §8.1 for the header, HTML Standard §4.2.5.4 for <meta name=referrer>, which
// is read later and so has the last word.

namespace vigie::rules {
namespace {

constexpr const char* kHeader = "Referrer-Policy";

constexpr auto kPolicies = std::to_array<std::string_view>(
    {"no-referrer", "no-referrer-when-downgrade", "origin", "origin-when-cross-origin",
     "same-origin", "strict-origin", "strict-origin-when-cross-origin", "unsafe-url"});

// Words of an earlier draft that <meta> still understands.
constexpr auto kOldWords = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"never", "no-referrer"},
     {"default", "strict-origin-when-cross-origin"},
     {"always", "unsafe-url"},
     {"origin-when-crossorigin", "origin-when-cross-origin"}});

bool is_known(std::string_view policy) {
  return std::ranges::find(kPolicies, policy) != kPolicies.end();
}

struct Told {
  std::string policy;
  dom::NodeId meta = dom::kNoNode;
};

std::optional<Told> by_header(std::string_view header) {
  std::optional<Told> told;
  for (const std::string_view value : split(header, ','))
    if (std::string policy = lower_case(value); is_known(policy)) told = Told{std::move(policy)};
  return told;
}

std::optional<Told> by_meta(const dom::Document& page) {
  std::optional<Told> told;
  for (const dom::NodeId meta : page.elements(dom::Tag::meta)) {
    if (page.is_template_content(meta) ||
        !crawler::equal_ignoring_case(page.attribute(meta, "name").value_or(""), "referrer"))
      continue;
    std::string policy = lower_case(trimmed(page.attribute(meta, "content").value_or("")));
    for (const auto& [old, today] : kOldWords)
      if (policy == old) policy = today;
    if (is_known(policy)) told = Told{std::move(policy), meta};
  }
  return told;
}

Verdict verdict_of(const std::string& policy) {
  if (policy == "unsafe-url")
    return {
        Outcome::failed,
        N_("The referrer policy is unsafe-url: every site that a page links or embeds learns the "
           "whole address visited, over http as well.")};
  if (policy == "no-referrer-when-downgrade")
    return {Outcome::failed,
            N_("The referrer policy is no-referrer-when-downgrade: every https site that a page "
               "links or embeds learns the whole address visited.")};
  return {Outcome::passed, N_("The referrer policy is {0}."), {policy}};
}

std::vector<AnswerVerdict> is_discreet(const Answer& answer) {
  if (answer.document == nullptr) return {};
  const auto header = answer.response.headers.joined(kHeader);
  auto told = by_meta(*answer.document);
  if (!told && header) told = by_header(*header);
  if (told) return {{.verdict = verdict_of(told->policy), .where = kHeader, .node = told->meta}};
  if (header)
    return {{.verdict = {Outcome::failed,
                         N_("Referrer-Policy is “{0}”, which browsers do not know."),
                         {*header}},
             .where = kHeader}};
  return {{.verdict = {Outcome::failed,
                       N_("The page has no Referrer-Policy: what other sites learn of the address "
                          "visited is left to the browser.")},
           .where = kHeader}};
}

}  // namespace

Rule referrer_policy() {
  return {
      .info = {.id = "referrer-policy",
               .theme = Theme::security,
               .title = N_("Other sites do not learn which pages people visit"),
               .severity = Severity::minor,
               .help = N_("Send Referrer-Policy: strict-origin-when-cross-origin, or same-origin "
                          "where addresses tell something about the person.")},
      .checks = AnswerChecks{is_discreet}};
}

}  // namespace vigie::rules
