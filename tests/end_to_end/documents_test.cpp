// What is made from the lists of commands and options: docs/options.md, man page, completions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/run_vigie.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const std::filesystem::path kDocs = VIGIE_DOCS;

std::string generated(const std::string& what, const std::string& language = "en") {
  const Ran ran = vigie({"generate", what, "--lang", language});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  return ran.out;
}

// What a shell makes of a script: its output, and its complaints as a failure.
std::string run_in(const std::string& shell, const std::string& script) {
  const Ran ran = vigie({"-c", script}, {.program = program_named(shell)});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  return ran.out;
}

TEST(Documents, HaveTheOptionsThatThereAre) {
  EXPECT_EQ(read_text(kDocs / "options.md"), generated("markdown"))
      << "write it anew: vigie generate markdown --lang en > docs/options.md";
  EXPECT_EQ(read_text(kDocs / "options.fr.md"), generated("markdown", "fr"))
      << "write it anew: vigie generate markdown --lang fr > docs/options.fr.md";
}

TEST(ManPage, IsUnderstoodByGroffWithoutAWarning) {
  const std::string groff = program_named("groff");
  if (groff.empty()) GTEST_SKIP() << "groff is not installed";
  for (const char* language : {"en", "fr"}) {
    const Ran ran = vigie({"-man", "-Kutf8", "-Tutf8", "-ww", "-z"},
                          {.program = groff, .input = generated("man", language)});
    EXPECT_EQ(ran.exit_code, 0);
    EXPECT_THAT(ran.err, IsEmpty()) << language;
  }
}

TEST(ManPage, ShowsEveryLineWhateverItBeginsWith) {
  const std::string groff = program_named("groff");
  if (groff.empty()) GTEST_SKIP() << "groff is not installed";
  const std::string page =
      vigie({"-man", "-Kutf8", "-Tascii", "-P-cbou"}, {.program = groff, .input = generated("man")})
          .out;
  EXPECT_THAT(page, HasSubstr("--include PATTERN"));
  EXPECT_THAT(page, HasSubstr("start page (0)"));
  EXPECT_THAT(page, HasSubstr("'Accept-Language: fr'"));
}

// What the completion offers for the last of these words.
std::string offered(const std::string& words) {
  const TempFolder folder;
  const std::string script = folder.write("vigie", generated("bash"));
  return run_in("bash",
                "source " + script + "; COMP_WORDS=(" + words +
                    "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _vigie; echo \"${COMPREPLY[*]}\"");
}

TEST(BashCompletion, OffersCommandsOptionsAndWords) {
  EXPECT_EQ(offered("vigie aud"), "audit\n");
  EXPECT_EQ(offered("vigie audit --max-p"), "--max-pages\n");
  EXPECT_EQ(offered("vigie audit --fail-on s"), "serious\n");
  EXPECT_EQ(offered("vigie rules image-a"), "image-alt\n");
  EXPECT_EQ(offered("vigie rules --max-p"), "\n");
  EXPECT_EQ(offered("vigie audit --max-pages 1"), "\n");
}

TEST(ZshCompletion, IsAScriptThatZshUnderstands) {
  if (program_named("zsh").empty()) GTEST_SKIP() << "zsh is not installed";
  const TempFolder folder;
  for (const char* language : {"en", "fr"})
    run_in("zsh", "emulate zsh; zsh -n " + folder.write("_vigie", generated("zsh", language)));
}

TEST(FishCompletion, OffersCommandsOptionsAndWords) {
  if (program_named("fish").empty()) GTEST_SKIP() << "fish is not installed";
  const TempFolder folder;
  const std::string source = "source " + folder.write("vigie.fish", generated("fish")) + "; ";
  EXPECT_THAT(run_in("fish", source + "complete -C 'vigie aud'"), HasSubstr("audit\t"));
  EXPECT_THAT(run_in("fish", source + "complete -C 'vigie audit --max-p'"),
              HasSubstr("--max-pages\t"));
  EXPECT_THAT(run_in("fish", source + "complete -C 'vigie audit --fail-on s'"),
              HasSubstr("serious"));
}

}  // namespace
}  // namespace vigie::tests
