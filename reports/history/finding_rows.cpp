#include "reports/history/finding_rows.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "reports/history/codec.h"
#include "reports/history/database.h"
#include "reports/history/judgement_record.h"
#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports::history {
namespace {

constexpr std::size_t kKnownOutcomes = 512;

}  // namespace

OutcomeRows::OutcomeRows(Database& database)
    : counts_(database, "SELECT rule_set_id, counts FROM outcomes WHERE id = ?"),
      members_(database,
               "SELECT rule.id, rule.name FROM rule_set_member JOIN rule ON rule.id = rule_id "
               "WHERE rule_set_id = ? ORDER BY position") {}

const std::vector<OutcomeRows::Outcome>& OutcomeRows::of(std::int64_t outcomes_id) {
  if (const auto known = known_.find(outcomes_id); known != known_.end()) return known->second;
  if (known_.size() >= kKnownOutcomes) known_.clear();
  std::vector<Outcome>& outcomes = known_[outcomes_id];
  Statement::Rows row = counts_.query(outcomes_id);
  if (!row.next()) return outcomes;
  Decoder counts(row.text(1));
  Statement::Rows members = members_.query(row.integer(0));
  while (members.next()) {
    Outcome outcome{members.integer(0), members.string(1), {}};
    for (std::uint32_t& count : outcome.counts) count = counts.number32();
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

bool OutcomeRows::judged(std::int64_t outcomes_id, std::int64_t rule) {
  if (outcomes_id == 0) return false;
  const std::vector<Outcome>& outcomes = of(outcomes_id);
  return std::ranges::find(outcomes, rule, &Outcome::rule) != outcomes.end();
}

FindingRows::FindingRows(Database& database)
    : findings_(
          database,
          "SELECT finding.rule_id, rule.name, fingerprint, since_run_id, line, outcome, selector, "
          "snippet, place, message.text, message_values, act, ordinal FROM ("
          "SELECT * FROM finding WHERE url_id = ?1 AND last_run_id = 0 AND first_run_id <= ?2 "
          "UNION ALL SELECT * FROM finding WHERE url_id = ?1 AND last_run_id >= ?2 AND "
          "first_run_id <= ?2 AND last_run_id > 0) AS finding "
          "JOIN rule ON rule.id = finding.rule_id "
          "JOIN evidence ON evidence.id = finding.evidence_id "
          "JOIN text AS message ON message.id = evidence.message_id "
          "ORDER BY line, rule.name, selector, place, fingerprint, ordinal"),
      outcomes_(database) {}

void FindingRows::each(const JudgedRow& page, std::int64_t run,
                       const std::function<void(FindingEntry&)>& use) {
  if (page.outcomes_id == 0 && page.portal_outcomes_id == 0) return;
  Statement::Rows rows = findings_.query(page.url_id, run);
  while (rows.next()) {
    const std::int64_t rule = rows.integer(0);
    if (!outcomes_.judged(page.outcomes_id, rule) &&
        !outcomes_.judged(page.portal_outcomes_id, rule))
      continue;
    FindingEntry entry{.rule = rows.string(1),
                       .outcome = static_cast<rules::Outcome>(rows.integer(5)),
                       .selector = rows.string(6),
                       .snippet = rows.string(7),
                       .line = static_cast<std::uint32_t>(rows.integer(4)),
                       .where = rows.string(8),
                       .message = rows.string(9),
                       .values = decode_texts(rows.text(10)),
                       .act = decode_texts(rows.text(11)),
                       .fingerprint = static_cast<std::uint64_t>(rows.integer(2)),
                       .first_run = rows.integer(3)};
    use(entry);
  }
}

}  // namespace vigie::reports::history
