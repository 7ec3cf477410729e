// What `vigie doctor` says of a machine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/run_vigie.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

TEST(Doctor, NamesThePlaceOfTheHistoryAndLeavesItAlone) {
  const TempFolder folder;
  const std::string path = folder.file("new/history.db");
  const Ran ran = vigie({"doctor"}, {.environment = {{"VIGIE_HISTORY", path}}});
  EXPECT_THAT(ran.out, HasSubstr("fine (" + path + ")"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "new"));
}

TEST(Doctor, Exits2AndSaysWhatToDoWhenSomethingIsLacking) {
  const TempFolder folder;
  for (const std::string& path :
       {folder.path().string(), folder.write("file", "") + "/history.db"}) {
    const Ran ran = vigie({"doctor"}, {.environment = {{"VIGIE_HISTORY", path}}});
    EXPECT_EQ(ran.exit_code, 2);
    EXPECT_THAT(ran.out, ContainsRegex("History +LACKING \\(" + path));
    EXPECT_THAT(ran.out, HasSubstr("name another place in VIGIE_HISTORY"));
  }
}

TEST(Doctor, MissesALocaleThatShowsAccents) {
  EXPECT_THAT(vigie({"doctor"}, {.environment = {{"LC_ALL", "C"}}}).out,
              ContainsRegex("Characters +LACKING \\(C\\)"));
  EXPECT_THAT(vigie({"doctor"}).out, Not(ContainsRegex("Characters +LACKING")));
}

}  // namespace
}  // namespace vigie::tests
