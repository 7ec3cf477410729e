// Whatever happens to the disk or the process: the file stays sound, no half run is called
// finished, and the run goes on.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "crawler/crawl_store.h"
#include "probes/measure.h"
#include "reports/history/database.h"
#include "reports/history/history.h"
#include "reports/history/run_store.h"
#include "reports/history/trouble.h"
#include "reports/run.h"
#include "rules/finding.h"
#include "rules/rule.h"
#include "tests/reports/history/child_process.h"
#include "tests/reports/history/crawled.h"
#include "tests/reports/history/failing_disk.h"
#include "tests/support/temp_folder.h"

namespace vigie::reports::testing {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string told(const std::vector<Trouble>& troubles) {
  std::string text;
  for (const Trouble& trouble : troubles) {
    text += trouble.what;
    for (const std::string& value : trouble.values) text += " | " + value;
    text += "\n";
  }
  return text;
}

#define EXPECT_SOUND(path) EXPECT_EQ(told(check_history(path)), "")

constexpr int kPages = 8;

std::vector<MadePage> page(int number, int title = 0) {
  return {{.path = fmt::format("/{:03}", number),
           .faults = {{.fingerprint = static_cast<std::uint64_t>(number + 1)},
                      {.rule = "page-title", .fingerprint = 7}},
           .links = {"/a", "/b"},
           .title = fmt::format("Page {} {}", number, title)}};
}

// A run from end to end, as an audit makes it.
std::int64_t whole_run(History& history, std::optional<Trouble>* lost = nullptr) {
  const auto run = history.begin_run(request());
  for (int number = 0; number < kPages; ++number) {
    crawler::CrawlBatch made = batch(page(number));
    made.discovered.push_back({.url = kPortal + fmt::format("new/{}", number)});
    made.resources.push_back(
        resource(fmt::format("/{}.css", number), crawler::ResourceKind::style, 100));
    run->commit(std::move(made));
    if (number == kPages / 2) run->each_answer([](const KeptPage&) {});  // merges
  }
  const rules::OutcomeCounts judged{.rule = "broken-link", .count = {1, 1, 0, 0}};
  for (int number = 0; number < kPages; ++number) {
    run->add_findings(kPortal + fmt::format("{:03}", number),
                      {{.rule = "broken-link", .outcome = rules::Outcome::failed, .message = "m"}},
                      {&judged, 1});
    run->conclude_page(kPortal + fmt::format("{:03}", number), {.clicks = 1});
  }
  run->add_measures(std::vector<probes::Measure>{{"pages.html", kPages, probes::Unit::count}});
  run->finish(RunState::finished);
  if (lost != nullptr) *lost = run->lost();
  return run->id();
}

void expect_whole(const History& history, std::int64_t id) {
  const auto run = history.run(id);
  ASSERT_NE(run, nullptr);
  EXPECT_EQ(run->info().state, RunState::finished);
  EXPECT_EQ(run->page_count(), std::uint64_t{kPages});
  EXPECT_THAT(findings_of(*run), SizeIs(3 * kPages));
  EXPECT_THAT(run->measures(), SizeIs(1));
}

// Of what the file holds: whatever is called finished is whole.
void expect_nothing_half(const std::string& path) {
  const History history = open_or_die(path);
  for (const RunSummary& summary : history.runs())
    if (summary.info.state == RunState::finished) expect_whole(history, summary.info.id);
}

struct Failure {
  int code;
  bool for_good;
};
class FailingWrite : public ::testing::TestWithParam<Failure> {};

TEST_P(FailingWrite, LeavesASoundFileAndAWholeRun) {
  for (int nth = 1;; ++nth) {
    SCOPED_TRACE(fmt::format("write {}", nth));
    const tests::TempFolder folder;
    const std::string path = folder.file("history.db");
    {
      History history = open_or_die(path);
      whole_run(history);  // what was there before must be there after
    }
    bool failed = false;
    {
      const FailingDisk disk(folder.path().string(), nth, GetParam().code, GetParam().for_good);
      auto history = History::open(path, History::Access::write, 100ms);
      if (history) {
        std::optional<Trouble> lost;
        const std::int64_t id = whole_run(*history, &lost);
        expect_whole(*history, id);
        EXPECT_EQ(history->temporary(), lost.has_value());
      } else {
        EXPECT_EQ(history.error().kind, OpenErrorKind::cannot_use);
      }
      failed = disk.failed();
    }
    EXPECT_SOUND(path);
    expect_nothing_half(path);
    expect_whole(open_or_die(path), 1);
    if (::testing::Test::HasFailure() || !failed) {
      EXPECT_GT(nth, 20) << "hardly anything was written";
      return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Disk, FailingWrite,
                         ::testing::Values(Failure{SQLITE_FULL, false}, Failure{SQLITE_FULL, true},
                                           Failure{SQLITE_IOERR_WRITE, false},
                                           Failure{SQLITE_IOERR_WRITE, true}),
                         [](const auto& test) {
                           return std::string(test.param.code == SQLITE_FULL ? "Full" : "Error") +
                                  (test.param.for_good ? "ForGood" : "Once");
                         });

class Faults : public ::testing::Test {
 protected:
  std::string path() const { return folder_.file("history.db"); }
  tests::TempFolder folder_;
};

TEST_F(Faults, KeepAFullDiskFromStoppingTheRun) {
  const fs::path small = folder_.path() / "small";
  fs::create_directories(small);
  if (mount("none", small.c_str(), "tmpfs", 0, "size=400k") != 0)
    GTEST_SKIP() << "a tmpfs cannot be mounted here";
  {
    const std::string file = (small / "history.db").string();
    History history = open_or_die(file);
    const auto run = history.begin_run(request());
    for (int number = 0; number < 400; ++number) run->commit(batch(page(number)));
    run->finish(RunState::finished);
    ASSERT_TRUE(run->lost());
    EXPECT_STREQ(run->lost()->what, "no space left on the device");
    EXPECT_EQ(history.run(run->id())->page_count(), 400U);
  }
  EXPECT_SOUND((small / "history.db").string());
  umount(small.c_str());
}

TEST_F(Faults, WorkAgainWhenThereIsRoom) {
  {
    open_or_die(path());
  }
  {
    const FailingDisk disk(folder_.path().string(), 60, SQLITE_FULL, true);
    History history = open_or_die(path());
    whole_run(history);
    ASSERT_TRUE(disk.failed());
  }
  History history = open_or_die(path());
  std::optional<Trouble> lost;
  expect_whole(history, whole_run(history, &lost));
  EXPECT_FALSE(lost);
}

// Another process holds the lock from the start, or takes it in the middle.
class Locked : public Faults {
 protected:
  void lock() {
    history::Database(path(), SQLITE_OPEN_READWRITE, 1s).run("SELECT 1");
    const Signal held;
    holder_ = std::make_unique<ChildProcess>([&] {
      history::Database database(path(), SQLITE_OPEN_READWRITE, 1s);
      database.run("BEGIN EXCLUSIVE");
      held.give();
      pause();
      return 0;
    });
    ASSERT_TRUE(held.wait());
  }
  std::unique_ptr<ChildProcess> holder_;
};

TEST_F(Locked, HistoryLetsTheRunGoOnElsewhere) {
  {
    open_or_die(path());
  }
  lock();
  History history = open_or_die(path(), 200ms);
  std::optional<Trouble> lost;
  expect_whole(history, whole_run(history, &lost));
  ASSERT_TRUE(lost);
  EXPECT_STREQ(lost->what, "locked by another program for too long");
}

TEST_F(Locked, HistoryInTheMiddleCostsNoPage) {
  History history = open_or_die(path(), 200ms);
  const auto run = history.begin_run(request());
  for (int number = 0; number < 5; ++number) run->commit(batch(page(number)));
  run->each_answer([](const KeptPage&) {});
  run->commit(batch(page(5)));
  lock();
  for (int number = 6; number < 10; ++number) run->commit(batch(page(number)));
  run->finish(RunState::finished);
  EXPECT_TRUE(run->lost());
  EXPECT_EQ(history.run(run->id())->page_count(), 10U);
  EXPECT_THAT(findings_of(*history.run(run->id())), SizeIs(20));
  holder_->kill();
  expect_nothing_half(path());
}

TEST_F(Locked, HistoryStillTellsWhatChangedSinceTheRunBefore) {
  History history = open_or_die(path(), 200ms);
  run_of(history, {page(1)[0], page(2)[0]});
  const auto run = history.begin_run(request());
  run->commit(batch(page(1)));
  lock();
  run->commit(batch(page(3)));
  run->finish(RunState::finished);
  const auto change = history.run(run->id())->change();
  ASSERT_TRUE(change);
  EXPECT_EQ(change->previous_run, 1);
  EXPECT_EQ(change->persisting_findings, 2U);
  EXPECT_EQ(change->new_findings, 2U);
  EXPECT_EQ(change->pages_removed, 1U);
}

TEST_F(Faults, LeaveASoundFileWhenKilledAtAnyMoment) {
  constexpr int kTotal = 2'000;
  std::mt19937 random(7);
  int resumed = 0;
  for (int turn = 0; turn < 20; ++turn) {
    const Signal begun;
    ChildProcess child([&] {
      History history = open_or_die(path());
      const auto run = history.begin_run(request());
      std::set<std::string> known;
      run->known_urls([&](const crawler::KnownUrl& url) {
        if (url.visited && !url.resource) known.insert(url.url);
      });
      begun.give();
      for (int number = 0; number < kTotal; ++number)
        if (!known.contains(visit(page(number)[0]).url)) run->commit(batch(page(number)));
      run->finish(RunState::finished);
      return run->resumed() ? 10 : 11;
    });
    ASSERT_TRUE(begun.wait());
    usleep(static_cast<useconds_t>(random() % 40'000));
    child.kill();
    EXPECT_SOUND(path());
  }
  const History history = open_or_die(path());
  for (const RunSummary& summary : history.runs()) {
    if (summary.info.state == RunState::finished)
      EXPECT_EQ(summary.pages, std::uint64_t{kTotal});
    else
      ++resumed;
  }
  EXPECT_LE(resumed, 1) << "a killed run was not resumed";
}

TEST_F(Faults, LetEightProcessesAuditOnePortalAtOnce) {
  std::vector<std::unique_ptr<ChildProcess>> processes;
  for (int process = 0; process < 8; ++process)
    processes.push_back(std::make_unique<ChildProcess>([this, process] {
      History history = open_or_die(path());
      const auto run = history.begin_run(request());
      for (int number = 0; number < 300; ++number)
        run->commit(batch(page((number * 7 + process) % 300, number % 5 == process % 5)));
      run->finish(RunState::finished);
      return run->lost() || run->resumed() ? 1 : 0;
    }));
  for (const auto& process : processes) EXPECT_EQ(process->wait(), 0);
  EXPECT_SOUND(path());
  const History history = open_or_die(path());
  const auto runs = history.runs();
  ASSERT_THAT(runs, SizeIs(8));
  for (const RunSummary& summary : runs) {
    EXPECT_EQ(summary.info.state, RunState::finished);
    EXPECT_EQ(summary.pages, 300U);
    EXPECT_THAT(findings_of(*history.run(summary.info.id)), SizeIs(600));
  }
}

}  // namespace
}  // namespace vigie::reports::testing
