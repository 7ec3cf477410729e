// What a run found otherwise than the portal's finished run before it.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/error_kind.h"
#include "probes/measure.h"
#include "reports/history/history.h"
#include "reports/history/run_store.h"
#include "reports/run.h"
#include "rules/rule.h"
#include "tests/reports/history/crawled.h"

namespace vigie::reports::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Changes : public ::testing::Test {
 protected:
  std::int64_t run(const std::vector<MadePage>& pages, RunState state = RunState::finished) {
    last_ = run_of(history_, pages, state);
    return last_;
  }
  Change change() { return history_.run(last_)->change().value(); }
  std::vector<std::string> new_findings() {
    std::vector<std::string> lines;
    history_.run(last_)->each_finding([&](const FindingEntry& finding) {
      if (finding.is_new) lines.push_back(fmt::format("{}", finding.fingerprint));
    });
    return lines;
  }
  // new, persisting, fixed
  std::vector<std::uint64_t> counts() {
    const Change now = change();
    return {now.new_findings, now.persisting_findings, now.fixed_findings};
  }
  History history_ = std::move(*History::open(std::nullopt));
  std::int64_t last_ = 0;
};

TEST_F(Changes, AreNoneForTheFirstRun) {
  const auto id = run({{.path = "/", .faults = {{}}}});
  EXPECT_FALSE(history_.run(id)->change());
  EXPECT_THAT(new_findings(), IsEmpty());
}

TEST_F(Changes, TellNewPersistingAndFixedFindings) {
  run({{.path = "/", .faults = {{.fingerprint = 1}, {.fingerprint = 2}}}});
  run({{.path = "/", .faults = {{.fingerprint = 2}, {.fingerprint = 3}}}});
  EXPECT_THAT(counts(), ElementsAre(1, 1, 1));
  EXPECT_THAT(new_findings(), ElementsAre("3"));
  ASSERT_THAT(change().fixed, SizeIs(1));
  EXPECT_EQ(change().fixed[0].fingerprint, 1U);
  EXPECT_EQ(change().fixed[0].page, kPortal);
  EXPECT_EQ(change().fixed[0].selector, "html > body > img");
  ASSERT_THAT(change().added, SizeIs(1));
  EXPECT_EQ(change().previous_run, 1);
}

TEST_F(Changes, TakeAMovedLineForNothing) {
  run({{.path = "/", .faults = {{.line = 10}}}});
  run({{.path = "/", .faults = {{.line = 11}}}});
  EXPECT_THAT(counts(), ElementsAre(0, 1, 0));
}

TEST_F(Changes, TellSinceWhenAFindingIsThere) {
  run({{.path = "/"}});
  const auto since = run({{.path = "/", .faults = {{.line = 10}}}});
  const auto now = run({{.path = "/", .faults = {{.line = 12}}}});
  history_.run(now)->each_finding([&](const FindingEntry& finding) {
    EXPECT_EQ(finding.first_run, since);
    EXPECT_FALSE(finding.is_new);
  });
}

TEST_F(Changes, DoNotCallFixedWhatLiesOnAPageThatWasNotVisited) {
  run({{.path = "/", .faults = {{}}}, {.path = "/b", .faults = {{}}}});
  run({{.path = "/", .faults = {{}}}});
  EXPECT_THAT(counts(), ElementsAre(0, 1, 0));
  EXPECT_EQ(change().pages_removed, 1U);
}

TEST_F(Changes, DoNotCallFixedWhatLiesOnAPageThatFailed) {
  run({{.path = "/b", .faults = {{}}}});
  const auto store = history_.begin_run(request());
  crawler::CrawlBatch batch;
  batch.pages.push_back(failed_visit("/b", crawler::ErrorKind::timeout));
  store->commit(std::move(batch));
  store->finish(RunState::finished);
  last_ = store->id();
  EXPECT_THAT(counts(), ElementsAre(0, 0, 0));
  run({{.path = "/b", .faults = {{}}}});
  EXPECT_THAT(findings_of(*history_.run(last_)), SizeIs(1));
}

TEST_F(Changes, DoNotCallFixedWhatNoRuleLookedFor) {
  run({{.path = "/", .faults = {{}}}});
  run({{.path = "/", .rules = {"page-title"}}});
  EXPECT_THAT(counts(), ElementsAre(0, 0, 0));
  EXPECT_THAT(findings_of(*history_.run(last_)), IsEmpty());
}

TEST_F(Changes, AreToldAgainstTheLastFinishedRunOnly) {
  run({{.path = "/", .faults = {{.fingerprint = 1}}}});
  run({{.path = "/", .faults = {{.fingerprint = 2}}}}, RunState::interrupted);
  run({{.path = "/", .faults = {{.fingerprint = 1}, {.fingerprint = 2}}}});
  EXPECT_EQ(change().previous_run, 1);
  EXPECT_THAT(counts(), ElementsAre(1, 1, 0));
  EXPECT_THAT(new_findings(), ElementsAre("2"));
}

TEST_F(Changes, AreToldAgainstTheSamePortalOnly) {
  const auto other = history_.begin_run(request("https://autre.example/"));
  other->commit(batch({{.path = "/", .faults = {{}}}}));
  other->finish(RunState::finished);
  run({{.path = "/"}});
  EXPECT_FALSE(history_.run(last_)->change());
}

TEST_F(Changes, DoNotCountWhatPassedAmongFindings) {
  run({{.path = "/", .faults = {{.outcome = rules::Outcome::passed}}}});
  run({{.path = "/", .faults = {{.outcome = rules::Outcome::failed}}}});
  EXPECT_THAT(counts(), ElementsAre(1, 0, 0));
  run({{.path = "/", .faults = {{.outcome = rules::Outcome::passed}}}});
  EXPECT_THAT(counts(), ElementsAre(0, 0, 1));
}

TEST_F(Changes, TellEqualFindingsOfOnePageApart) {
  run({{.path = "/", .faults = {{.line = 1}, {.line = 2}, {.line = 3}}}});
  run({{.path = "/", .faults = {{.line = 1}, {.line = 2}}}});
  EXPECT_THAT(counts(), ElementsAre(0, 2, 1));
}

TEST_F(Changes, FollowAPageThroughARunThatDidNotComeBy) {
  run({{.path = "/", .faults = {{}}}});
  run({{.path = "/other"}});
  run({{.path = "/", .faults = {{}}}});
  history_.run(last_)->each_finding([](const FindingEntry& finding) {
    EXPECT_EQ(finding.first_run, 1);
    EXPECT_FALSE(finding.is_new) << "it was known before, though not seen by the run before";
  });
}

TEST_F(Changes, GiveMeasuresOfBothRuns) {
  for (const double value : {800.0, 950.0}) {
    const auto store = history_.begin_run(request());
    store->add_measures(
        std::vector<probes::Measure>{{"page_load.ttfb_p75_ms", value, probes::Unit::milliseconds}});
    store->finish(RunState::finished);
    last_ = store->id();
  }
  const auto measures = change().measures;
  ASSERT_THAT(measures, SizeIs(1));
  EXPECT_EQ(measures[0].first.value, 950);
  EXPECT_EQ(measures[0].second, 800);
}

TEST_F(Changes, ListTheWorstFirstAndAtMostTwoHundred) {
  run({{.path = "/"}});
  std::vector<Fault> faults;
  for (std::uint64_t at = 0; at < 250; ++at)
    faults.push_back(
        {.rule = "page-title", .fingerprint = at, .line = 1, .outcome = rules::Outcome::cant_tell});
  faults.push_back({.rule = "image-alt", .fingerprint = 7, .line = 900});
  run({{.path = "/", .faults = faults}});
  EXPECT_EQ(change().new_findings, 251U);
  ASSERT_THAT(change().added, SizeIs(200));
  EXPECT_EQ(change().added[0].rule, "image-alt");
}

TEST_F(Changes, AreTheSameInWhateverOrderTwoLivingRunsJudgeAPage) {
  run({{.path = "/", .faults = {{.fingerprint = 1}}}});
  const auto second = history_.begin_run(request());
  const auto third = history_.begin_run(request());
  third->commit(batch({{.path = "/", .faults = {{.fingerprint = 1}}}}));
  third->finish(RunState::finished);
  second->commit(batch({{.path = "/", .faults = {{.fingerprint = 2}}}}));
  second->finish(RunState::finished);
  EXPECT_THAT(findings_of(*history_.run(second->id())), ElementsAre("/ image-alt 2:10"));
  EXPECT_THAT(findings_of(*history_.run(third->id())), ElementsAre("/ image-alt 1:10"));
  last_ = second->id();
  EXPECT_THAT(counts(), ElementsAre(1, 0, 1));
}

TEST_F(Changes, GroupFindingsByWhatIsMendedOnce) {
  const auto store = history_.begin_run(request());
  std::vector<MadePage> pages;
  for (int number = 0; number < 5; ++number)
    pages.push_back({.path = fmt::format("/{}", number),
                     .faults = {{.rule = "page-title", .outcome = rules::Outcome::cant_tell}}});
  pages[1].faults = {{.line = 5}, {.fingerprint = 2, .line = 6}};
  store->commit(batch(pages));
  for (const MadePage& page : pages)
    store->conclude_page(kPortal + page.path.substr(1),
                         {.page_template = page.path < "/4" ? "/*#1" : "/*#2"});
  store->finish(RunState::finished);
  const auto groups = history_.run(store->id())->groups();
  ASSERT_THAT(groups, SizeIs(2));
  EXPECT_EQ(groups[0].rule, "image-alt");
  EXPECT_EQ(groups[0].findings, 2U);
  EXPECT_EQ(groups[0].pages, 1U);
  EXPECT_EQ(groups[0].example.line, 5U);
  EXPECT_EQ(groups[1].rule, "page-title");
  EXPECT_EQ(groups[1].findings, 4U);
  EXPECT_EQ(groups[1].pages, 4U);
  EXPECT_EQ(groups[1].page_template, "/*#1");
  EXPECT_EQ(groups[1].example.page, kPortal + "0");
}

}  // namespace
}  // namespace vigie::reports::testing
