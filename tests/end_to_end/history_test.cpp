// What `vigie history` shows of runs that others kept, and what it refuses to open.
#include "reports/history/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "reports/run.h"
#include "tests/reports/history/crawled.h"
#include "tests/support/run_vigie.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

using reports::testing::request;
using testing::ContainsRegex;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class HistoryCommand : public testing::Test {
 protected:
  // A finished run of two pages, one of another portal with a hostile name, and a run that never
  // ended.
  void SetUp() override {
    reports::History history = reports::testing::open_or_die(path_);
    reports::testing::run_of(history, {{.path = "/"}, {.path = "/plan"}});
    const auto other = history.begin_run(request("https://autre.example/\x1b[2J"));
    other->commit(reports::testing::batch({{.path = "/seule"}}));
    other->finish(reports::RunState::interrupted);
  }

  Ran ask(Arguments arguments) {
    arguments.insert(arguments.begin(), "history");
    arguments.insert(arguments.end(), {"--history", path_});
    return vigie(arguments);
  }

  TempFolder folder_;
  std::string path_ = folder_.file("h.db");
};

TEST_F(HistoryCommand, ListsRunsTheNewestFirst) {
  const Ran ran = ask({"list"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("Run  Started"));
  EXPECT_THAT(ran.out, ContainsRegex(
                           "\n +2  .*interrupted +1  https://autre.example/.*\n +1  .*finished +2  "
                           "https://mairie.example/\n"));
  EXPECT_EQ(ran.err, "");
}

TEST_F(HistoryCommand, ShowsControlCharactersOfPortalsNames) {
  EXPECT_THAT(ask({"list"}).out, HasSubstr("https://autre.example/\\x1b[2J\n"));
}

TEST_F(HistoryCommand, ListsTheRunsOfOnePortal) {
  EXPECT_THAT(ask({"list", reports::testing::kPortal}).out, Not(HasSubstr("autre")));
  EXPECT_EQ(ask({"list", "https://nulle.example/"}).out, "");
}

TEST_F(HistoryCommand, ShowsTheNewestRunOrTheOneOfANumber) {
  EXPECT_THAT(ask({"show"}).out, HasSubstr("autre.example"));
  EXPECT_THAT(ask({"show", "1"}).out, HasSubstr("mairie.example"));
  EXPECT_THAT(ask({"show", "1", "--format", "json"}).out, StartsWith("{"));
  EXPECT_THAT(ask({"show", "1", "--format", "json"}).out, EndsWith("}\n"));
}

TEST_F(HistoryCommand, Exits2ForARunThatIsNotThere) {
  for (const char* word : {"7", "1x", "-1"}) {
    const Ran ran = ask({"show", "--", word});
    EXPECT_EQ(ran.exit_code, 2) << word;
  }
  EXPECT_EQ(ask({"show", "7"}).err,
            path_ + ": holds no run 7\n  list them all: vigie history list\n");
}

TEST_F(HistoryCommand, Exits4WhenStandardOutputIsFull) {
  for (const Arguments& arguments :
       {Arguments{"history", "list"}, Arguments{"history", "show", "1"},
        Arguments{"history", "show", "1", "--format", "html"}, Arguments{"history", "check"}}) {
    const Ran ran =
        vigie(arguments, {.environment = {{"VIGIE_HISTORY", path_}}, .output_path = "/dev/full"});
    EXPECT_EQ(ran.exit_code, 4);
    EXPECT_EQ(ran.err, "standard output: not written: no space left on the device\n");
  }
}

TEST_F(HistoryCommand, FindsASoundHistorySound) {
  const Ran ran = ask({"check"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.out, path_ + ": sound\n");
}

TEST_F(HistoryCommand, RefusesWhatIsNoHistoryAndLeavesItAsItIs) {
  const std::string text = "not a database, but long enough to have a header of its own, surely.\n";
  path_ = folder_.write("notes.txt", text);
  for (const char* what : {"list", "show", "check"}) {
    const Ran ran = ask({what});
    EXPECT_EQ(ran.exit_code, 2) << what;
    EXPECT_THAT(ran.err, StartsWith(path_ + ": "));
    EXPECT_EQ(ran.out, "");
  }
  EXPECT_EQ(read_text(path_), text);
}

TEST_F(HistoryCommand, MakesNoHistoryWhereThereIsNone) {
  path_ = folder_.file("none.db");
  for (const char* what : {"list", "show", "check"}) EXPECT_EQ(ask({what}).exit_code, 2) << what;
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(HistoryCommand, SaysWhatItCanDo) {
  const Ran ran = ask({"banana"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("say what: list [PORTAL], show [RUN] or check"));
}

}  // namespace
}  // namespace vigie::tests
