// Histories that earlier versions wrote (tests/data/history): read, and gone on with.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "crawler/crawl_store.h"
#include "reports/history/history.h"
#include "reports/history/run_store.h"
#include "reports/run.h"
#include "tests/reports/history/crawled.h"
#include "tests/support/temp_folder.h"

namespace vigie::reports::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kHttpPortal = "http://mairie.example/";

class OldSchema : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    std::filesystem::copy_file(
        std::filesystem::path(VIGIE_TEST_DATA) / "history" / (GetParam() + ".db"), path());
  }
  std::string path() const { return folder_.file("history.db"); }
  static std::vector<std::string> problems_of(const reports::Run& run) {
    std::vector<std::string> lines;
    run.each_finding([&](const FindingEntry& finding) {
      if (finding.rule == "image-alt" || finding.rule == "field-label")
        lines.push_back(fmt::format("{} {} since {}", finding.page.substr(kHttpPortal.size() - 1),
                                    finding.rule, finding.first_run));
    });
    return lines;
  }

  tests::TempFolder folder_;
};

TEST_P(OldSchema, ListsItsRuns) {
  const auto runs = open_or_die(path()).runs(kHttpPortal);
  ASSERT_THAT(runs, SizeIs(3));
  for (const RunSummary& run : runs) {
    EXPECT_EQ(run.info.state, run.info.id == 3 ? RunState::running : RunState::finished);
    EXPECT_FALSE(run.alive);
  }
}

TEST_P(OldSchema, ShowsTheFindingsOfEachRun) {
  const History history = open_or_die(path());
  EXPECT_EQ(history.run(1)->page_count(), 5U);
  EXPECT_THAT(problems_of(*history.run(1)), SizeIs(6));
  const auto change = history.run(2)->change();
  ASSERT_TRUE(change);
  EXPECT_EQ(change->new_findings, 1U);
  EXPECT_EQ(change->fixed_findings, 1U);
  EXPECT_THAT(change->fixed, SizeIs(1));
}

TEST_P(OldSchema, ShowsWhatAKilledRunLeftInTheJournal) {
  const auto run = open_or_die(path()).run(3);
  EXPECT_THAT(urls_of(*run), ::testing::IsSupersetOf({kHttpPortal, kHttpPortal + "ecoles.html"}));
  EXPECT_FALSE(problems_of(*run).empty());
}

TEST_P(OldSchema, IsInOrder) {
  EXPECT_THAT(check_history(path()), IsEmpty());
  open_or_die(path()).run(3);
  EXPECT_THAT(check_history(path()), IsEmpty()) << "after the journal was merged";
}

TEST_P(OldSchema, TakesAnotherRun) {
  {
    History history = open_or_die(path());
    const auto store = history.begin_run(request(kHttpPortal));
    EXPECT_FALSE(store->resumed());
    EXPECT_EQ(store->id(), 4);
    crawler::CrawlBatch made =
        batch({{.path = "/contact.html", .faults = {{}}, .rules = {"image-alt", "field-label"}}});
    made.pages[0].url = made.pages[0].response.url = made.pages[0].response.final_url =
        kHttpPortal + "contact.html";
    store->commit(std::move(made));
    store->finish(RunState::finished);
    EXPECT_FALSE(store->lost());
    const auto change = history.run(4)->change();
    ASSERT_TRUE(change);
    EXPECT_EQ(change->previous_run, 2);
    EXPECT_EQ(change->new_findings, 1U);
    ASSERT_THAT(change->fixed, SizeIs(1)) << "the field without a label";
    EXPECT_EQ(change->fixed[0].rule, "field-label");
    EXPECT_EQ(change->fixed[0].first_run, 2);
  }
  EXPECT_THAT(check_history(path()), IsEmpty());
  for (const RunSummary& run : open_or_die(path()).runs(kHttpPortal))
    EXPECT_EQ(run.info.state, run.info.id == 3 ? RunState::interrupted : RunState::finished);
}

INSTANTIATE_TEST_SUITE_P(Released, OldSchema, ::testing::Values("schema-1"),
                         [](const auto& test) { return "Schema" + test.param.substr(7); });

}  // namespace
}  // namespace vigie::reports::testing
