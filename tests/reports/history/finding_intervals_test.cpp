// Whatever the order in which visits come, every run shows exactly what it found.
#include "reports/history/finding_intervals.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "reports/history/database.h"
#include "reports/history/database_file.h"

namespace vigie::reports::history {
namespace {

constexpr std::int64_t kUrl = 1;

struct Seen {
  std::int64_t evidence, line;
  bool operator==(const Seen&) const = default;
};
using Findings = std::map<FindingKey, Seen>;

// Evidence 1–3: failed, 4: passed.
bool is_problem(std::int64_t evidence) { return evidence < 4; }

class Page {
 public:
  Page() : database_(open_in_memory()), intervals_(*database_) {
    database_->run("PRAGMA foreign_keys = OFF; INSERT INTO text VALUES (1, '')");
    for (int id = 1; id <= 4; ++id)
      database_->run(
          fmt::format("INSERT INTO evidence VALUES ({}, {}, {}, '', '', '', 1, x'', x'')", id, id,
                      id == 4 ? 0 : 1)
              .c_str());
  }

  void visit(std::int64_t run, const Findings& findings,
             const std::vector<std::int64_t>& rules = {1, 2}) {
    const auto here = visits_.find(run);
    if (here != visits_.end()) visits_.erase(here);
    const auto next = visits_.upper_bound(run);
    const Visit visit{.url = kUrl,
                      .run = run,
                      .previous = next == visits_.begin() ? 0 : std::prev(next)->first,
                      .next = next == visits_.end() ? 0 : next->first};
    visits_[run] = {findings, rules};
    std::vector<FoundRow> found;
    for (const auto& [key, seen] : findings)
      if (std::ranges::find(rules, key.rule) != rules.end())
        found.push_back({key, seen.line, seen.evidence, is_problem(seen.evidence)});
    intervals_.put(visit, rules, found);
  }

  // What the rows say of a run: every interval that holds it, of a rule it judged by.
  Findings at(std::int64_t run) {
    Statement read(*database_,
                   "SELECT rule_id, fingerprint, ordinal, evidence_id, line FROM finding WHERE "
                   "first_run_id <= ?1 AND (last_run_id = 0 OR last_run_id >= ?1)");
    Findings findings;
    Statement::Rows rows = read.query(run);
    while (rows.next()) {
      const FindingKey key{rows.integer(0), rows.integer(1), rows.integer(2)};
      const auto& rules = visits_.at(run).rules;
      if (std::ranges::find(rules, key.rule) == rules.end()) continue;
      EXPECT_TRUE(findings.emplace(key, Seen{rows.integer(3), rows.integer(4)}).second)
          << "twice at run " << run;
    }
    return findings;
  }

  std::int64_t since(std::int64_t run, const FindingKey& key) {
    return Statement(*database_,
                     "SELECT since_run_id FROM finding WHERE rule_id = ?2 AND fingerprint = ?3 "
                     "AND ordinal = ?4 AND first_run_id <= ?1 AND (last_run_id = 0 OR "
                     "last_run_id >= ?1)")
        .integer(run, key.rule, key.fingerprint, key.ordinal)
        .value_or(0);
  }
  std::int64_t rows() { return database_->integer("SELECT COUNT(*) FROM finding"); }
  std::int64_t writes() { return sqlite3_total_changes64(database_->handle()); }

  struct Told {
    Findings findings;
    std::vector<std::int64_t> rules;
  };
  const std::map<std::int64_t, Told>& visits() const { return visits_; }

 private:
  std::shared_ptr<Database> database_;
  FindingIntervals intervals_;
  std::map<std::int64_t, Told> visits_;
};

const FindingKey kKey{1, 100, 0};
const Findings kThere{{kKey, {1, 10}}};

TEST(FindingIntervals, CostNothingForAPageThatDidNotChange) {
  Page page;
  page.visit(1, kThere);
  const auto before = page.writes();
  page.visit(2, kThere);
  page.visit(3, kThere);
  EXPECT_EQ(page.writes(), before);
  EXPECT_EQ(page.at(3), kThere);
}

TEST(FindingIntervals, EndWhereTheFindingIsGone) {
  Page page;
  page.visit(1, kThere);
  page.visit(2, kThere);
  page.visit(3, {});
  EXPECT_EQ(page.at(2), kThere);
  EXPECT_EQ(page.at(3), Findings());
  EXPECT_EQ(page.rows(), 1);
}

TEST(FindingIntervals, BeginAgainWhereItComesBack) {
  Page page;
  page.visit(1, kThere);
  page.visit(2, {});
  page.visit(3, kThere);
  EXPECT_EQ(page.since(1, kKey), 1);
  EXPECT_EQ(page.since(3, kKey), 3);
}

TEST(FindingIntervals, TakeAMovedLineForTheSameFinding) {
  Page page;
  page.visit(1, kThere);
  page.visit(2, {{kKey, {1, 12}}});
  EXPECT_EQ(page.since(2, kKey), 1);
  EXPECT_EQ(page.at(1).at(kKey).line, 10);
  EXPECT_EQ(page.at(2).at(kKey).line, 12);
}

TEST(FindingIntervals, TakeAFailureAfterAPassForANewOne) {
  Page page;
  page.visit(1, {{kKey, {4, 10}}});
  page.visit(2, kThere);
  EXPECT_EQ(page.since(2, kKey), 2);
}

TEST(FindingIntervals, AreNotEndedByAVisitThatDidNotJudgeByTheRule) {
  Page page;
  page.visit(1, kThere);
  page.visit(2, {}, {2});
  page.visit(3, kThere);
  EXPECT_EQ(page.since(3, kKey), 1);
  EXPECT_EQ(page.rows(), 1);
}

TEST(FindingIntervals, AreSplitByAnOlderRunThatComesLater) {
  Page page;
  page.visit(1, kThere);
  page.visit(3, kThere);
  page.visit(2, {});
  EXPECT_EQ(page.at(1), kThere);
  EXPECT_EQ(page.at(2), Findings());
  EXPECT_EQ(page.at(3), kThere);
  EXPECT_EQ(page.since(3, kKey), 3);
}

TEST(FindingIntervals, ReachBackToAnOlderRunThatComesLater) {
  Page page;
  page.visit(3, kThere);
  page.visit(2, kThere);
  EXPECT_EQ(page.since(3, kKey), 2);
  EXPECT_EQ(page.rows(), 1);
}

TEST(FindingIntervals, AreCorrectedWhenARunJudgesAPageOnceMore) {
  Page page;
  page.visit(1, kThere);
  page.visit(2, kThere);
  page.visit(2, {});
  EXPECT_EQ(page.at(1), kThere);
  EXPECT_EQ(page.at(2), Findings());
  page.visit(2, kThere);
  EXPECT_EQ(page.at(2), kThere);
  EXPECT_EQ(page.since(2, kKey), 1);
}

// The slow sure oracle: for every visit the findings it told, and for each the first visit of the
// unbroken row of visits that saw it.
class InAnyOrder : public testing::TestWithParam<int> {};

Findings some_findings(std::mt19937& random) {
  Findings findings;
  for (std::int64_t rule : {1, 2})
    for (std::int64_t fingerprint : {100, 200})
      if (random() % 3 != 0)
        findings[{rule, fingerprint, 0}] = {1 + static_cast<std::int64_t>(random() % 4),
                                            10 + static_cast<std::int64_t>(random() % 2)};
  return findings;
}

std::int64_t since_by_oracle(const std::map<std::int64_t, Page::Told>& visits, std::int64_t run,
                             const FindingKey& key) {
  const bool problem = is_problem(visits.at(run).findings.at(key).evidence);
  auto at = visits.find(run);
  while (at != visits.begin()) {
    const auto before = std::prev(at);
    const auto seen = before->second.findings.find(key);
    if (seen == before->second.findings.end() || is_problem(seen->second.evidence) != problem)
      break;
    at = before;
  }
  return at->first;
}

TEST_P(InAnyOrder, EveryRunShowsWhatItFound) {
  std::mt19937 random(static_cast<unsigned>(GetParam()));
  Page page;
  std::vector<std::int64_t> order;
  for (int visit = 0; visit < 12; ++visit)
    order.push_back(1 + static_cast<std::int64_t>(random() % 9));  // some runs twice
  const bool all_rules = GetParam() % 2 == 0;
  for (const std::int64_t run : order) {
    const std::vector<std::int64_t> rules = all_rules || random() % 2 == 0
                                                ? std::vector<std::int64_t>{1, 2}
                                                : std::vector<std::int64_t>{1};
    Findings findings = some_findings(random);
    if (rules.size() == 1) std::erase_if(findings, [](const auto& f) { return f.first.rule == 2; });
    // Judged once more, a run judges by no fewer rules.
    if (const auto told = page.visits().find(run);
        told != page.visits().end() && told->second.rules.size() > rules.size())
      continue;
    page.visit(run, findings, rules);
    for (const auto& [visited, told] : page.visits()) {
      ASSERT_EQ(page.at(visited), told.findings) << "run " << visited << " after run " << run;
      if (!all_rules) continue;
      for (const auto& [key, seen] : told.findings)
        ASSERT_EQ(page.since(visited, key), since_by_oracle(page.visits(), visited, key))
            << "run " << visited << " after run " << run;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Random, InAnyOrder, testing::Range(0, 400));

void PrintTo(const Seen& seen, std::ostream* out) {
  *out << "evidence " << seen.evidence << " line " << seen.line;
}

}  // namespace
}  // namespace vigie::reports::history
