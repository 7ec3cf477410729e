#include "reports/history/run_change.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <utility>
#include <vector>

#include "probes/measure.h"
#include "reports/history/codec.h"
#include "reports/history/database.h"
#include "reports/history/finding_rows.h"
#include "reports/history/judgement_record.h"
#include "reports/history/run_findings.h"
#include "reports/history/severity_order.h"
#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports::history {
namespace {

constexpr std::size_t kShown = 200;

// The worst so many, in the order of arrival where they are equally bad.
class Worst {
 public:
  void add(const FindingEntry& finding) {
    auto& equals =
        by_place_[static_cast<std::size_t>(place_in_order(finding.rule, finding.outcome))];
    if (equals.size() < kShown) equals.push_back(finding);
  }
  std::vector<FindingEntry> take() {
    std::vector<FindingEntry> all;
    for (auto& equals : by_place_)
      for (FindingEntry& finding : equals)
        if (all.size() < kShown) all.push_back(std::move(finding));
    return all;
  }

 private:
  std::array<std::vector<FindingEntry>, 8> by_place_;
};

class Fixed {
 public:
  Fixed(Database& database, std::int64_t then, std::int64_t now)
      : database_(database),
        then_(then),
        now_(now),
        outcomes_(database),
        // A row that ended since, of a finding that no row still shows.
        ended_(database,
               "SELECT f.rule_id, rule.name, f.fingerprint, f.since_run_id, f.line, outcome, "
               "selector, snippet, place, message.text, message_values, act FROM finding AS f "
               "JOIN rule ON rule.id = f.rule_id JOIN evidence ON evidence.id = f.evidence_id "
               "JOIN text AS message ON message.id = evidence.message_id "
               "WHERE f.url_id = ?1 AND f.last_run_id >= ?2 AND f.last_run_id < ?3 AND "
               "f.first_run_id <= ?2 AND outcome IN (1, 2) AND NOT EXISTS ("
               "SELECT 1 FROM finding AS g JOIN evidence AS e ON e.id = g.evidence_id "
               "WHERE g.url_id = f.url_id AND g.rule_id = f.rule_id AND "
               "g.fingerprint = f.fingerprint AND g.ordinal = f.ordinal AND "
               "g.first_run_id <= ?3 AND (g.last_run_id = 0 OR g.last_run_id >= ?3) AND "
               "e.outcome IN (1, 2)) "
               "ORDER BY f.line, rule.name, selector, place, f.fingerprint, f.ordinal") {}

  void each(const std::function<void(const FindingEntry&)>& use) {
    Statement pages(database_,
                    "SELECT now.url_id, url.url, now.outcomes_id, now.portal_outcomes_id, "
                    "past.outcomes_id, past.portal_outcomes_id, template.text FROM page AS now "
                    "JOIN page AS past ON past.run_id = ?2 AND past.url_id = now.url_id "
                    "JOIN url ON url.id = now.url_id "
                    "LEFT JOIN text AS template ON template.id = now.template_id "
                    "WHERE now.run_id = ?1 ORDER BY url.url");
    Statement::Rows rows = pages.query(now_, then_);
    while (rows.next()) of_page(rows, use);
  }

 private:
  void of_page(const Statement::Rows& page, const std::function<void(const FindingEntry&)>& use) {
    Statement::Rows rows = ended_.query(page.integer(0), then_, now_);
    while (rows.next()) {
      const std::int64_t rule = rows.integer(0);
      const bool judged_now =
          outcomes_.judged(page.integer(2), rule) || outcomes_.judged(page.integer(3), rule);
      const bool judged_then =
          outcomes_.judged(page.integer(4), rule) || outcomes_.judged(page.integer(5), rule);
      if (!judged_now || !judged_then) continue;
      use({.rule = rows.string(1),
           .outcome = static_cast<rules::Outcome>(rows.integer(5)),
           .page = page.string(1),
           .selector = rows.string(6),
           .snippet = rows.string(7),
           .line = static_cast<std::uint32_t>(rows.integer(4)),
           .where = rows.string(8),
           .message = rows.string(9),
           .values = decode_texts(rows.text(10)),
           .act = decode_texts(rows.text(11)),
           .page_template = page.string(6),
           .fingerprint = static_cast<std::uint64_t>(rows.integer(2)),
           .first_run = rows.integer(3)});
    }
  }

  Database& database_;
  std::int64_t then_, now_;
  OutcomeRows outcomes_;
  Statement ended_;
};

// Documents that `run` got an answer from and `other` did not.
std::uint64_t pages_only_in(Database& database, std::int64_t run, std::int64_t other) {
  constexpr const char* kSql =
      "SELECT COUNT(*) FROM page JOIN answer ON answer.id = page.answer_id "
      "WHERE page.run_id = ?1 AND page.alias = 0 AND page.frame = 0 AND "
      "answer.status BETWEEN 200 AND 299 AND NOT EXISTS ("
      "SELECT 1 FROM page AS there JOIN answer AS answered ON answered.id = there.answer_id "
      "WHERE there.run_id = ?2 AND there.url_id = page.url_id AND there.alias = 0 AND "
      "there.frame = 0 AND answered.status BETWEEN 200 AND 299)";
  return static_cast<std::uint64_t>(Statement(database, kSql).integer(run, other).value_or(0));
}

std::vector<std::pair<probes::Measure, double>> measures_of_both(Database& database,
                                                                 std::int64_t then,
                                                                 std::int64_t now) {
  Statement read(database,
                 "SELECT metric.name, here.value, metric.unit, scope.text, there.value "
                 "FROM measure AS here "
                 "JOIN measure AS there ON there.portal_id = here.portal_id AND "
                 "there.metric_id = here.metric_id AND there.scope_id = here.scope_id AND "
                 "there.run_id = ?2 "
                 "JOIN metric ON metric.id = here.metric_id "
                 "JOIN text AS scope ON scope.id = here.scope_id "
                 "WHERE here.portal_id = (SELECT portal_id FROM run WHERE id = ?1) AND "
                 "here.run_id = ?1 ORDER BY scope.text, metric.name");
  std::vector<std::pair<probes::Measure, double>> measures;
  Statement::Rows rows = read.query(now, then);
  while (rows.next())
    measures.push_back(
        {{rows.string(0), rows.real(1), static_cast<probes::Unit>(rows.integer(2)), rows.string(3)},
         rows.real(4)});
  return measures;
}

}  // namespace

Change change_between(Database& database, std::int64_t then, std::int64_t now) {
  Change change{.previous_run = then};
  change.previous_started_ms =
      Statement(database, "SELECT started_ms FROM run WHERE id = ?").integer(then).value_or(0);
  Worst added, fixed;
  RunFindings(database, now, then).each([&](const FindingEntry& finding) {
    if (!is_problem(finding.outcome)) return;
    if (!finding.is_new) {
      ++change.persisting_findings;
      return;
    }
    ++change.new_findings;
    added.add(finding);
  });
  Fixed(database, then, now).each([&](const FindingEntry& finding) {
    ++change.fixed_findings;
    fixed.add(finding);
  });
  change.added = added.take();
  change.fixed = fixed.take();
  change.pages_added = pages_only_in(database, now, then);
  change.pages_removed = pages_only_in(database, then, now);
  change.measures = measures_of_both(database, then, now);
  return change;
}

}  // namespace vigie::reports::history
