// How the program starts and ends, whatever the command.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/run_vigie.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

TEST(Start, WithoutACommandShowsTheHelpAsAnErrorAndExits2) {
  const Ran ran = vigie({});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, StartsWith("Usage: vigie COMMAND"));
  EXPECT_EQ(ran.out, "");
}

TEST(Start, SaysItsVersion) {
  for (const char* option : {"--version", "-V"}) {
    const Ran ran = vigie({option});
    EXPECT_EQ(ran.exit_code, 0);
    EXPECT_THAT(ran.out, testing::MatchesRegex("vigie [0-9]+\\.[0-9]+\\.[0-9]+\n"));
    EXPECT_EQ(ran.err, "");
  }
}

TEST(Start, ExplainsItselfOnStandardOutput) {
  EXPECT_EQ(vigie({"--help"}).out, vigie({"help"}).out);
  EXPECT_EQ(vigie({"audit", "--help"}).out, vigie({"help", "audit"}).out);
  const Ran brief = vigie({"audit", "-h"});
  EXPECT_EQ(brief.exit_code, 0);
  EXPECT_THAT(brief.out, HasSubstr("\n  --max-pages N              Stop after N pages\n"));
}

TEST(Start, ListsEveryExitCode) {
  const std::string help = vigie({"--help"}).out;
  for (const char* line :
       {"\n  0 ", "\n  1 ", "\n  2 ", "\n  3 ", "\n  4 ", "\n  130 ", "\n  143 "})
    EXPECT_THAT(help, HasSubstr(line));
}

TEST(Start, SpeaksFrenchWhenToldOrWhenTheEnvironmentDoes) {
  const std::string french = vigie({"--help", "--lang", "fr"}).out;
  EXPECT_THAT(french, StartsWith("Usage\u00a0: vigie COMMANDE"));
  EXPECT_EQ(vigie({"--lang", "fr", "help"}).out, french);
  EXPECT_EQ(vigie({"help"}, {.environment = {{"LC_ALL", "fr_FR.UTF-8"}}}).out, french);
  EXPECT_THAT(vigie({"rules", "--quite", "--lang=fr"}).err,
              HasSubstr("vouliez-vous dire --quiet\u00a0?"));
}

TEST(Start, Exits2ForWhatIsNoCommand) {
  const Ran ran = vigie({"adit"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_EQ(ran.err, "vigie: there is no command adit\n  did you mean audit?\n");
  EXPECT_THAT(vigie({"https://www.ville.example"}).err,
              EndsWith("did you mean vigie audit https://www.ville.example?\n"));
  EXPECT_EQ(vigie({"help", "adit"}).exit_code, 2);
}

TEST(Start, Exits2ForAnOptionThatIsNotThere) {
  const Ran ran = vigie({"rules", "--quite"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_EQ(ran.err, "vigie rules: there is no option --quite\n  did you mean --quiet?\n");
}

TEST(Start, ShowsControlCharactersOfItsArguments) {
  EXPECT_THAT(vigie({"\x1b[2Jaudit"}).err,
              StartsWith("vigie: there is no command \\x1b[2Jaudit\n"));
}

TEST(Start, Exits2ForAWrongPortalFileWithItsPlace) {
  const TempFolder folder;
  folder.write("portal.toml",
               "[portal]\nurl = \"https://www.ville.example\"\n[crawl]\nmax_page = 5\n");
  const Ran ran = vigie({"audit", "portal.toml"}, {.folder = folder.path().string()});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, StartsWith("portal.toml:4:1: there is no key max_page in [crawl]\n"));
}

TEST(Start, Exits4WhenStandardOutputIsFull) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"--version"},
                                             {"--help"},
                                             {"help", "audit"},
                                             {"audit", "-h"},
                                             {"rules"},
                                             {"rules", "image-alt"},
                                             {"generate", "man"}}) {
    const Ran ran = vigie(arguments, {.output_path = "/dev/full"});
    EXPECT_EQ(ran.exit_code, 4) << arguments.front();
    EXPECT_THAT(ran.err, StartsWith("standard output: not written: "));
  }
}

TEST(Start, Exits4WhenStandardOutputIsClosed) {
  const Ran ran = vigie({"-c", vigie_program() + " rules >&-"}, {.program = "/bin/sh"});
  EXPECT_EQ(ran.exit_code, 4);
}

TEST(Start, Exits4WhenItsReaderWentAway) {
  const Ran ran = vigie({"-c", "exec > >(exec true); wait $!; " + vigie_program() + " rules"},
                        {.program = "/bin/bash"});
  EXPECT_EQ(ran.exit_code, 4) << ran.signal;
}

}  // namespace
}  // namespace vigie::tests
