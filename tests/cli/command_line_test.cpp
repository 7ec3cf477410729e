#include "cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "cli/message.h"
#include "cli/options/given.h"
#include "reports/locale/texts.h"

namespace vigie::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

std::vector<std::pair<std::string, std::string>> given_by(const std::vector<std::string>& words) {
  std::vector<std::pair<std::string, std::string>> given;
  for (const Given& one : parse_command_line("audit", words).given)
    given.emplace_back(one.option->name, one.value);
  return given;
}

std::string complaint(const std::string& command, const std::vector<std::string>& words) {
  try {
    read_all(command, merged(parse_command_line(command, words).given, {}));
    return "no complaint";
  } catch (const StartError& error) {
    return in_words(error.message(), reports::Texts(reports::Language::english));
  }
}

TEST(CommandLine, TakesValuesAfterASpaceOrAnEqualsSign) {
  EXPECT_THAT(given_by({"--max-pages", "5", "--max-depth=2"}),
              ElementsAre(Pair("max-pages", "5"), Pair("max-depth", "2")));
}

TEST(CommandLine, TakesLettersWithTheirValue) {
  EXPECT_THAT(
      given_by({"-o", "a.html", "-ob.json", "-q"}),
      ElementsAre(Pair("output", "a.html"), Pair("output", "b.json"), Pair("quiet", "true")));
}

TEST(CommandLine, LetsFlagsBeUndone) {
  EXPECT_THAT(given_by({"--external=false"}), ElementsAre(Pair("external", "false")));
}

TEST(CommandLine, TakesNoWordForTheValueOfAFlag) {
  const std::vector<std::string> words = {"--external", "portal.toml", "--allow-private", "b"};
  EXPECT_THAT(given_by(words),
              ElementsAre(Pair("external", "true"), Pair("allow-private", "true")));
  EXPECT_THAT(parse_command_line("audit", words).words, ElementsAre("portal.toml", "b"));
}

TEST(CommandLine, TakesOptionsBeforeAndAfterWords) {
  const std::vector<std::string> words = {"a.html", "--quiet", "b.html"};
  EXPECT_THAT(parse_command_line("audit", words).words, ElementsAre("a.html", "b.html"));
}

TEST(CommandLine, TakesEverythingAfterTwoDashesForWords) {
  const std::vector<std::string> words = {"--", "--quiet", "-x"};
  EXPECT_THAT(parse_command_line("audit", words).words, ElementsAre("--quiet", "-x"));
  EXPECT_THAT(given_by(words), IsEmpty());
}

TEST(CommandLine, NamesTheNearestOptionForOneItDoesNotKnow) {
  EXPECT_EQ(complaint("audit", {"--max-page", "5"}),
            "vigie audit: there is no option --max-page\n  did you mean --max-pages?\n");
  EXPECT_EQ(complaint("audit", {"--max-page=5"}),
            "vigie audit: there is no option --max-page\n  did you mean --max-pages?\n");
}

TEST(CommandLine, KnowsNoAbbreviations) {
  EXPECT_THAT(complaint("audit", {"--max-p", "5"}), HasSubstr("there is no option --max-p\n"));
}

TEST(CommandLine, KnowsOnlyTheOptionsOfTheCommand) {
  EXPECT_THAT(complaint("rules", {"--max-pages", "5"}),
              HasSubstr("vigie rules: there is no option --max-pages\n"));
}

TEST(CommandLine, SaysWhichOptionMissesItsValue) {
  EXPECT_EQ(complaint("audit", {"--max-pages"}),
            "vigie audit: --max-pages needs a value\n"
            "  as in: vigie audit portal.toml --max-pages 200\n");
}

TEST(CommandLine, SaysTheValueItRefuses) {
  EXPECT_EQ(complaint("audit", {"--max-pages", "5O0"}),
            "vigie audit: --max-pages is \"5O0\", not a whole number from 1 to 1000000\n"
            "  as in: --max-pages 200\n");
  EXPECT_EQ(complaint("audit", {"--fail-on", "serios"}),
            "vigie audit: --fail-on is \"serios\", not one of: minor, moderate, serious, critical, "
            "never\n  did you mean serious?\n");
}

TEST(CommandLine, ShowsControlCharactersOfWhatItRefuses) {
  EXPECT_THAT(complaint("audit", {"--max-pages", "\x1b[31m5\xe2\x80\xae"}),
              HasSubstr("\"\\x1b[31m5\\u202e\""));
  EXPECT_THAT(complaint("audit", {"--\x1b[2J"}), HasSubstr("there is no option --\\x1b[2J\n"));
}

TEST(CommandLine, RefusesOptionsThatContradictEachOther) {
  EXPECT_THAT(complaint("audit", {"--no-history", "--history", "h.db"}),
              HasSubstr("--no-history and --history exclude each other\n"));
  EXPECT_EQ(complaint("audit", {"--no-history=false", "--history", "h.db"}), "no complaint");
}

}  // namespace
}  // namespace vigie::cli
