#include "reports/conclude/link_findings.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "crawler/page_contents.h"
#include "crawler/url_table.h"
#include "reports/conclude/kept_run.h"
#include "reports/conclude/portal.h"
#include "rules/finding.h"
#include "rules/fingerprint.h"
#include "rules/links/link_outcome.h"
#include "rules/rule.h"

namespace vigie::reports {
namespace {

constexpr std::string_view kBrokenLink = "broken-link", kMissingResource = "missing-resource";

class PageJudge {
 public:
  explicit PageJudge(const Portal& portal) : portal_(portal) {}

  void links(const crawler::PageContents& contents) {
    std::set<std::string_view> seen;
    for (const crawler::Link& link : contents.links) {
      if (!crawler::leads_on(link.kind) || !seen.insert(link.url).second) continue;
      const rules::Target* target = portal_.outcome(portal_.graph.find(link.url));
      if (!target) continue;
      add(kBrokenLink, broken_, rules::judge_link(*target, link.url), link.href, link.selector,
          link.line);
    }
    for (const crawler::BadReference& bad : contents.bad_references)
      add(kBrokenLink, broken_, rules::judge_bad_reference(bad.error, bad.href), bad.href,
          bad.selector, bad.line);
  }

  void resources(const crawler::PageContents& contents) {
    for (const crawler::ResourceUse& use : contents.resources) {
      const rules::Target* target = portal_.outcome(portal_.graph.find(use.url));
      if (!target) continue;
      add(kMissingResource, missing_, rules::judge_resource(*target, use.url), use.href,
          use.selector, use.line);
    }
  }

  rules::Judgement judgement(LinkRules rules) {
    rules::Judgement judgement{.findings = std::move(findings_), .outcomes = {}};
    if (rules.links) judgement.outcomes.push_back(broken_);
    if (rules.resources) judgement.outcomes.push_back(missing_);
    return judgement;
  }

 private:
  void add(std::string_view rule, rules::OutcomeCounts& counts,
           std::optional<rules::Verdict> verdict, const std::string& href,
           const std::string& selector, std::uint32_t line) {
    ++counts.count[static_cast<std::size_t>(verdict ? verdict->outcome : rules::Outcome::passed)];
    if (!verdict || verdict->outcome == rules::Outcome::passed) return;
    findings_.push_back({.rule = rule,
                         .outcome = verdict->outcome,
                         .selector = selector,
                         .snippet = {},
                         .line = line,
                         .where = href,
                         .message = verdict->message,
                         .values = std::move(verdict->values),
                         .act = {},
                         .fingerprint = fingerprints_.next(rule, href)});
  }

  const Portal& portal_;
  rules::Fingerprints fingerprints_;
  std::vector<rules::Finding> findings_;
  rules::OutcomeCounts broken_{kBrokenLink, {}}, missing_{kMissingResource, {}};
};

}  // namespace

rules::Judgement judge_references(const Portal& portal, const crawler::PageContents& contents,
                                  LinkRules rules) {
  PageJudge judge(portal);
  if (rules.links) judge.links(contents);
  if (rules.resources) judge.resources(contents);
  return judge.judgement(rules);
}

}  // namespace vigie::reports
