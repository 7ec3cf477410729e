// A run belongs to a living process; one of a dead process is resumed or interrupted.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/page_contents.h"
#include "reports/conclude/kept_run.h"
#include "reports/history/database.h"
#include "reports/history/history.h"
#include "reports/history/owner.h"
#include "reports/history/run_store.h"
#include "reports/run.h"
#include "tests/reports/history/child_process.h"
#include "tests/reports/history/crawled.h"
#include "tests/support/temp_folder.h"

namespace vigie::reports::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class Resume : public ::testing::Test {
 protected:
  // A process begins a run, commits, and is killed.
  void leave_behind(const std::vector<MadePage>& pages, const RunRequest& wanted = request()) {
    crawler::CrawlBatch made = batch(pages);
    made.discovered.push_back({.url = kPortal + "waits", .clicks = 3});
    leave_behind(wanted, [&](RunStore& run) { run.commit(std::move(made)); });
  }
  void leave_behind(const RunRequest& wanted, const std::function<void(RunStore&)>& work) {
    const Signal done;
    ChildProcess child([&] {
      History history = open_or_die(path());
      const auto run = history.begin_run(wanted);
      work(*run);
      done.give();
      pause();
      return 0;
    });
    ASSERT_TRUE(done.wait());
    child.kill();
  }
  void change(const std::string& sql) {
    history::Database database(path(), SQLITE_OPEN_READWRITE, History::kPatience);
    database.run(sql.c_str());
  }
  std::string state_of(std::int64_t run) {
    for (const RunSummary& summary : open_or_die(path()).runs())
      if (summary.info.id == run) return name(summary.info.state);
    return "absent";
  }
  std::string path() const { return folder_.file("history.db"); }

  tests::TempFolder folder_;
};

std::vector<std::string> known(RunStore& run) {
  std::vector<std::string> lines;
  run.known_urls([&](const crawler::KnownUrl& url) {
    lines.push_back(
        fmt::format("{} {}{} {}", url.url.substr(kPortal.size() - 1), crawler::name(url.found_by),
                    url.resource ? fmt::format(" {}", crawler::name(*url.resource)) : "",
                    url.visited ? "visited" : "waits"));
  });
  return lines;
}

TEST_F(Resume, GoesOnWithWhatAKilledProcessKnew) {
  leave_behind({{.path = "/a"}, {.path = "/b"}});
  History history = open_or_die(path());
  const auto run = history.begin_run(request());
  EXPECT_TRUE(run->resumed());
  EXPECT_EQ(run->id(), 1);
  EXPECT_THAT(known(*run),
              UnorderedElementsAre("/a link visited", "/b link visited", "/waits link waits",
                                   "/style.css resource style waits"));
  run->commit(batch({{.path = "/waits"}}));
  run->finish(RunState::finished);
  EXPECT_THAT(urls_of(*history.run(1)),
              ElementsAre(kPortal + "a", kPortal + "b", kPortal + "waits"));
}

// The journal names evidence that the file keeps by number: the next process reads it there.
TEST_F(Resume, FindsTheEvidenceThatTheDeadProcessNamedByNumber) {
  const std::string selector = "html > body > main > " + std::string(500, 'x');
  leave_behind(request(), [&](RunStore& run) {
    run.commit(batch({{.path = "/a", .faults = {{.selector = selector}}}}));
    run.each_answer([](const KeptPage&) {});  // merges
    run.commit(batch({{.path = "/b", .faults = {{.line = 77, .selector = selector}}}}));
  });
  EXPECT_LT(history::Database(path(), SQLITE_OPEN_READWRITE, History::kPatience)
                .integer("SELECT length(data) FROM journal"),
            500);
  History history = open_or_die(path());
  const auto run = history.begin_run(request());
  run->finish(RunState::finished);
  EXPECT_THAT(findings_of(*history.run(1)), ElementsAre("/a image-alt 1:10", "/b image-alt 1:77"));
  history.run(1)->each_finding(
      [&](const FindingEntry& finding) { EXPECT_EQ(finding.selector, selector); });
}

TEST_F(Resume, WorksTwiceFromTheSameRun) {
  leave_behind({{.path = "/a"}});
  leave_behind({{.path = "/b"}});  // resumes, and dies too
  History history = open_or_die(path());
  const auto run = history.begin_run(request());
  EXPECT_TRUE(run->resumed());
  EXPECT_THAT(known(*run),
              UnorderedElementsAre("/a link visited", "/b link visited", "/waits link waits",
                                   "/style.css resource style waits"));
}

TEST_F(Resume, AsksForNoResourcesWhenTheRunWantsNone) {
  leave_behind({{.path = "/a"}});
  History history = open_or_die(path());
  RunRequest wanted = request();
  wanted.resources = false;
  EXPECT_THAT(known(*history.begin_run(wanted)),
              ElementsAre("/a link visited", "/waits link waits"));
}

TEST_F(Resume, AsksForNoResourceTwice) {
  leave_behind(request(), [](RunStore& run) {
    crawler::CrawlBatch made = batch({{.path = "/a"}});
    made.resources.push_back(resource("/style.css", crawler::ResourceKind::style, 10));
    made.resources.back().uses.push_back(
        {.url = kPortal + "f.woff2", .kind = crawler::ResourceKind::font});
    run.commit(std::move(made));
  });
  History history = open_or_die(path());
  EXPECT_THAT(known(*history.begin_run(request())),
              ElementsAre("/a link visited", "/style.css resource style visited",
                          "/f.woff2 resource font waits"));
}

TEST_F(Resume, ChecksExternalLinksOfPagesThatAreKept) {
  RunRequest wanted = request();
  wanted.external = true;
  leave_behind(wanted, [](RunStore& run) {
    crawler::CrawlBatch made = batch({{.path = "/a"}});
    made.pages[0].contents->links = {{.url = "https://ailleurs.example/x"}, {.url = kPortal + "b"}};
    run.commit(std::move(made));
  });
  History history = open_or_die(path());
  std::vector<std::string> external;
  history.begin_run(wanted)->known_urls([&](const crawler::KnownUrl& url) {
    if (url.found_by == crawler::FoundBy::external) external.push_back(url.url);
  });
  EXPECT_THAT(external, ElementsAre("https://ailleurs.example/x"));
}

TEST_F(Resume, LeavesALivingRunAloneAndBeginsBesideIt) {
  History mine = open_or_die(path()), other = open_or_die(path());
  const auto first = mine.begin_run(request());
  const auto second = other.begin_run(request());
  EXPECT_FALSE(second->resumed());
  EXPECT_NE(first->id(), second->id());
  EXPECT_EQ(state_of(first->id()), "running");
  EXPECT_TRUE(mine.runs()[0].alive);
}

TEST_F(Resume, InterruptsARunWithOtherOptions) {
  leave_behind({{.path = "/a"}});
  History history = open_or_die(path());
  RunRequest other = request();
  other.options = {{"max-pages", "300"}};
  const auto run = history.begin_run(other);
  EXPECT_FALSE(run->resumed());
  EXPECT_EQ(state_of(1), "interrupted");
  EXPECT_THAT(urls_of(*history.run(1)), ElementsAre(kPortal + "a"));
  EXPECT_THAT(known(*run), IsEmpty());
}

TEST_F(Resume, InterruptsARunOfAnotherVersionOfTheRules) {
  leave_behind({{.path = "/a"}});
  History history = open_or_die(path());
  RunRequest other = request();
  ++other.catalogue_version;
  EXPECT_FALSE(history.begin_run(other)->resumed());
}

TEST_F(Resume, InterruptsDeadRunsOfOtherPortals) {
  leave_behind({{.path = "/a"}}, request("https://autre.example/"));
  History history = open_or_die(path());
  EXPECT_FALSE(history.begin_run(request())->resumed());
  EXPECT_EQ(state_of(1), "interrupted");
}

TEST_F(Resume, InterruptsARunSilentForMoreThanAnHour) {
  leave_behind({{.path = "/a"}});
  change("UPDATE run SET heartbeat_ms = heartbeat_ms - 3601000");
  History history = open_or_die(path());
  EXPECT_FALSE(history.begin_run(request())->resumed());
}

TEST_F(Resume, TakesAnyAgeWhenAskedTo) {
  leave_behind({{.path = "/a"}});
  change("UPDATE run SET heartbeat_ms = heartbeat_ms - 360100000");
  History history = open_or_die(path());
  RunRequest wanted = request();
  wanted.resume = RunRequest::Resume::always;
  EXPECT_TRUE(history.begin_run(wanted)->resumed());
}

TEST_F(Resume, NeverHappensWhenUnwanted) {
  leave_behind({{.path = "/a"}});
  History history = open_or_die(path());
  RunRequest wanted = request();
  wanted.resume = RunRequest::Resume::never;
  EXPECT_FALSE(history.begin_run(wanted)->resumed());
  EXPECT_EQ(state_of(1), "interrupted");
}

TEST_F(Resume, KnowsAReusedProcessNumberByItsStart) {
  leave_behind({{.path = "/a"}});
  change(fmt::format("UPDATE run SET pid = {}", getpid()));
  History history = open_or_die(path());
  EXPECT_TRUE(history.begin_run(request())->resumed());
}

TEST_F(Resume, TakesARunFromBeforeTheMachineStarted) {
  leave_behind({{.path = "/a"}});
  const history::Owner self = history::this_process();
  change(fmt::format("UPDATE run SET pid = {}, process_started = {}, boot = 'before'", self.pid,
                     self.started));
  History history = open_or_die(path());
  EXPECT_TRUE(history.begin_run(request())->resumed());
}

TEST_F(Resume, JudgesARunOfAnotherMachineByItsHeartbeat) {
  leave_behind({{.path = "/a"}});
  change("UPDATE run SET host = 'elsewhere/1'");
  EXPECT_FALSE(open_or_die(path()).begin_run(request())->resumed());
  change(fmt::format("UPDATE run SET heartbeat_ms = {} WHERE id = 1", history::now_ms() - 61'000));
  change("DELETE FROM run WHERE id = 2");
  EXPECT_TRUE(open_or_die(path()).begin_run(request())->resumed());
}

TEST_F(Resume, TellsADeadRunInTheList) {
  leave_behind({{.path = "/a"}});
  const auto runs = open_or_die(path()).runs();
  ASSERT_THAT(runs, SizeIs(1));
  EXPECT_EQ(runs[0].info.state, RunState::running);
  EXPECT_FALSE(runs[0].alive);
}

TEST_F(Resume, ShowsThePagesOfADeadRunThatNobodyResumed) {
  leave_behind({{.path = "/a"}});
  EXPECT_THAT(urls_of(*open_or_die(path()).run(1)), ElementsAre(kPortal + "a"));
}

}  // namespace
}  // namespace vigie::reports::testing
