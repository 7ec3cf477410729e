// What is no usable history is told apart, and not touched.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reports/history/database.h"
#include "reports/history/database_file.h"
#include "reports/history/history.h"
#include "reports/history/run_store.h"
#include "reports/run.h"
#include "tests/reports/history/child_process.h"
#include "tests/reports/history/crawled.h"
#include "tests/support/temp_folder.h"

namespace vigie::reports::testing {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Opening : public ::testing::Test {
 protected:
  std::string path() const { return folder_.file("history.db"); }
  void fill(int runs = 1) {
    History history = open_or_die(path());
    for (int run = 0; run < runs; ++run)
      run_of(history, {{.path = "/a", .faults = {{}}}, {.path = "/b", .links = {"/a"}}});
  }
  void sql(const char* text) {
    history::Database database(path(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 1s);
    database.run(text);
  }
  // The kind, after making sure that nothing was changed and nothing is left beside the file.
  std::optional<OpenErrorKind> refusal() {
    const std::string before = tests::read_text(path());
    const auto history = History::open(path());
    EXPECT_EQ(tests::read_text(path()), before);
    EXPECT_FALSE(fs::exists(path() + "-wal"));
    EXPECT_FALSE(fs::exists(path() + "-shm"));
    if (history) return std::nullopt;
    return history.error().kind;
  }
  tests::TempFolder folder_;
};

TEST_F(Opening, MakesTheFileAndItsFolders) {
  const std::string deep = folder_.file("a/b/history.db");
  EXPECT_TRUE(History::open(deep));
  EXPECT_TRUE(fs::is_regular_file(deep));
}

TEST_F(Opening, TakesAnEmptyFileForANewHistory) {
  std::ofstream(path()).close();
  EXPECT_TRUE(History::open(path()));
}

TEST_F(Opening, TakesNamesThatLookLikeUris) {
  const std::string odd = folder_.file("a?mode=ro#100%.db");
  EXPECT_TRUE(History::open(odd));
  EXPECT_TRUE(History::open(odd));  // once more, when there is something to look at
  EXPECT_TRUE(fs::is_regular_file(odd));
}

TEST_F(Opening, RefusesANewerSchema) {
  fill();
  sql("PRAGMA user_version = 99");
  EXPECT_EQ(refusal(), OpenErrorKind::newer_schema);
}

TEST_F(Opening, RefusesANewerSchemaThatOnlyTheLogKnows) {
  fill();
  history::Database keeps_the_log(path(), SQLITE_OPEN_READWRITE, 1s);
  keeps_the_log.run("PRAGMA user_version = 99");
  const auto history = History::open(path());
  ASSERT_FALSE(history);
  EXPECT_EQ(history.error().kind, OpenErrorKind::newer_schema);
}

TEST_F(Opening, RefusesWhatIsNoDatabase) {
  folder_.write("history.db", "crawl:\n  max_pages: 500\n");
  EXPECT_EQ(refusal(), OpenErrorKind::not_a_database);
}

TEST_F(Opening, RefusesTheDatabaseOfAnotherProgram) {
  sql("CREATE TABLE bookmark (url TEXT)");
  EXPECT_EQ(refusal(), OpenErrorKind::not_a_database);
}

TEST_F(Opening, RefusesADatabaseMarkedAsAnotherProgramS) {
  sql("PRAGMA application_id = 7; CREATE TABLE t (a)");
  EXPECT_EQ(refusal(), OpenErrorKind::not_a_database);
}

TEST_F(Opening, RefusesAFileCutShort) {
  fill();
  fs::resize_file(path(), fs::file_size(path()) / 2);
  EXPECT_EQ(refusal(), OpenErrorKind::corrupt);
}

TEST_F(Opening, RefusesADamagedPage) {
  fill(3);
  {
    std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(4096, '\xa5');
  }
  EXPECT_EQ(refusal(), OpenErrorKind::corrupt);
}

TEST_F(Opening, RefusesAHeaderFollowedByNonsense) {
  folder_.write("history.db", "SQLite format 3" + std::string(1, '\0') + std::string(9000, 'x'));
  const auto kind = refusal();
  EXPECT_TRUE(kind == OpenErrorKind::corrupt || kind == OpenErrorKind::not_a_database);
}

TEST_F(Opening, RefusesAFolder) {
  const auto history = History::open(folder_.path().string());
  ASSERT_FALSE(history);
  EXPECT_EQ(history.error().kind, OpenErrorKind::a_folder);
  EXPECT_TRUE(history.error().refused());
}

TEST_F(Opening, RefusesADevice) {
  const auto history = History::open("/dev/null");
  ASSERT_FALSE(history);
  EXPECT_EQ(history.error().kind, OpenErrorKind::not_a_database);
}

TEST_F(Opening, SaysWhenThereIsNothingToRead) {
  const auto history = History::open(path(), History::Access::read);
  ASSERT_FALSE(history);
  EXPECT_EQ(history.error().kind, OpenErrorKind::missing);
  EXPECT_FALSE(fs::exists(path()));
}

// Root may write anywhere, so this is done by somebody else.
int cannot_use(const std::string& path) {
  const auto history = History::open(path, History::Access::write, 200ms);
  if (history) return 1;
  return history.error().kind == OpenErrorKind::cannot_use ? 0 : 2;
}

void open_to_all(const fs::path& folder) { fs::permissions(folder, fs::perms(0755)); }

TEST_F(Opening, CannotUseAReadOnlyFile) {
  fill();
  fs::permissions(path(), fs::perms(0444));
  fs::permissions(folder_.path(), fs::perms(0777));
  EXPECT_EQ(as_nobody([&] { return cannot_use(path()); }), 0);
}

TEST_F(Opening, CannotUseAReadOnlyFolder) {
  fill();
  fs::permissions(path(), fs::perms(0666));
  fs::permissions(folder_.path(), fs::perms(0555));
  EXPECT_EQ(as_nobody([&] { return cannot_use(path()); }), 0);
  EXPECT_EQ(as_nobody([&] { return cannot_use(folder_.file("new.db")); }), 0);
}

TEST_F(Opening, CannotUseAFileThatMayNotBeRead) {
  fill();
  fs::permissions(path(), fs::perms(0600));
  open_to_all(folder_.path());
  EXPECT_EQ(as_nobody([&] { return cannot_use(path()); }), 0);
}

TEST_F(Opening, ReadsAHistoryInAReadOnlyFolder) {
  fill();
  fs::permissions(path(), fs::perms(0444));
  fs::permissions(folder_.path(), fs::perms(0555));
  EXPECT_EQ(as_nobody([&] {
              const auto history = History::open(path(), History::Access::read);
              return history && findings_of(*history->run(1)).size() == 1 ? 0 : 1;
            }),
            0);
}

TEST_F(Opening, CannotUseANewFileThatIsLocked) {
  history::Database holder(path(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 1s);
  holder.run("BEGIN EXCLUSIVE");
  EXPECT_EQ(cannot_use(path()), 0);
}

TEST_F(Opening, BringsTwoProcessesAtOnceToTheSameSchema) {
  std::vector<std::unique_ptr<ChildProcess>> processes;
  for (int process = 0; process < 8; ++process)
    processes.push_back(
        std::make_unique<ChildProcess>([this] { return History::open(path()) ? 0 : 1; }));
  for (const auto& process : processes) EXPECT_EQ(process->wait(), 0);
}

TEST_F(Opening, FindsNothingWrongWithAHistoryInOrder) {
  fill(3);
  EXPECT_THAT(check_history(path()), IsEmpty());
}

TEST_F(Opening, FindsARowThatIsNotThere) {
  fill(2);
  sql("DELETE FROM answer");
  EXPECT_FALSE(check_history(path()).empty());
}

TEST_F(Opening, FindsBrokenInvariants) {
  fill(2);
  sql("UPDATE page SET previous_run_id = 9; UPDATE finding SET since_run_id = 5");
  EXPECT_GE(check_history(path()).size(), 3U);
}

}  // namespace
}  // namespace vigie::reports::testing
