#include "reports/history/run_findings.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "reports/history/database.h"
#include "reports/history/finding_rows.h"
#include "reports/history/severity_order.h"
#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports::history {
namespace {

constexpr std::size_t kMaxTemplates = 1'000;  // told apart within one group

struct Spread {
  FindingGroup group;
  std::map<std::string, std::uint64_t> templates;
  std::string last_page;
};

void count(Spread& spread, const FindingEntry& finding) {
  FindingGroup& group = spread.group;
  if (group.findings++ == 0) group.example = finding;
  if (group.pages == 0 || spread.last_page != finding.page) {
    ++group.pages;
    spread.last_page = finding.page;
  }
  if (spread.templates.size() < kMaxTemplates || spread.templates.contains(finding.page_template))
    ++spread.templates[finding.page_template];
}

FindingGroup finished(Spread& spread) {
  const auto most = std::ranges::max_element(
      spread.templates, {}, &std::map<std::string, std::uint64_t>::value_type::second);
  if (most->second * 2 > spread.group.findings) spread.group.page_template = most->first;
  return std::move(spread.group);
}

}  // namespace

RunFindings::RunFindings(Database& database, std::int64_t run, std::int64_t previous)
    : database_(database),
      run_(run),
      previous_(previous),
      findings_(database),
      at_previous_(database,
                   "SELECT 1 FROM finding JOIN rule ON rule.id = rule_id "
                   "JOIN evidence ON evidence.id = evidence_id WHERE url_id = ?1 AND "
                   "rule.name = ?2 AND fingerprint = ?3 AND first_run_id <= ?4 AND "
                   "last_run_id >= ?4 AND (outcome IN (1, 2)) = ?5") {}

// What began after that run may have been there once more before: then it is in that run too. What
// only passed there is no finding of it.
bool RunFindings::is_new(const FindingEntry& finding, std::int64_t url_id) {
  if (previous_ == 0 || finding.first_run <= previous_) return false;
  return !at_previous_
              .integer(url_id, finding.rule, static_cast<std::int64_t>(finding.fingerprint),
                       previous_, is_problem(finding.outcome))
              .has_value();
}

// One ordered pass: asking for the frames of each page would be quadratic.
void RunFindings::each(const std::function<void(const FindingEntry&)>& use) {
  Statement pages(
      database_,
      "SELECT page.url_id, url.url, page.outcomes_id, page.portal_outcomes_id, template.text, "
      "shown_on_url.url FROM page JOIN url ON url.id = page.url_id "
      "LEFT JOIN page AS shown_on ON page.frame = 1 AND shown_on.run_id = page.run_id AND "
      "shown_on.url_id = page.shown_on_id "
      "LEFT JOIN url AS shown_on_url ON shown_on_url.id = shown_on.url_id "
      "LEFT JOIN text AS template ON template.id = iif(shown_on.url_id IS NULL, "
      "page.template_id, shown_on.template_id) "
      "WHERE page.run_id = ? AND (page.frame = 0 OR page.shown_on_id IS NULL OR "
      "shown_on.url_id IS NOT NULL) "
      "ORDER BY coalesce(shown_on_url.url, url.url), shown_on_url.url IS NOT NULL, url.url");
  Statement::Rows rows = pages.query(run_);
  while (rows.next()) {
    const bool frame = !rows.is_null(5);
    const std::string page = rows.string(frame ? 5 : 1);
    const std::string frame_url = frame ? rows.string(1) : std::string();
    const std::string page_template = rows.string(4);
    const std::int64_t url_id = rows.integer(0);
    findings_.each({url_id, rows.integer(2), rows.integer(3)}, run_, [&](FindingEntry& finding) {
      finding.page = page;
      finding.frame = frame_url;
      finding.page_template = page_template;
      finding.is_new = is_new(finding, url_id);
      use(finding);
    });
  }
}

std::vector<FindingGroup> RunFindings::groups() {
  std::map<std::pair<std::string, rules::Outcome>, Spread> spreads;
  each([&](const FindingEntry& finding) {
    if (!is_problem(finding.outcome)) return;
    Spread& spread = spreads[{finding.rule, finding.outcome}];
    spread.group.rule = finding.rule;
    spread.group.outcome = finding.outcome;
    count(spread, finding);
  });
  std::vector<FindingGroup> groups;
  groups.reserve(spreads.size());
  for (auto& [key, spread] : spreads) groups.push_back(finished(spread));
  std::ranges::sort(groups, [](const FindingGroup& a, const FindingGroup& b) {
    return std::tuple(place_in_order(a.rule, a.outcome), b.pages, a.rule) <
           std::tuple(place_in_order(b.rule, b.outcome), a.pages, b.rule);
  });
  return groups;
}

}  // namespace vigie::reports::history
