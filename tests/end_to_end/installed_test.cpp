// The copy that `cmake --install` makes, used away from the build.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/run_vigie.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

class Installed : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    prefix_ = new TempFolder;
    const Ran ran = vigie({"--install", VIGIE_BUILD, "--prefix", prefix_->path().string()},
                          {.program = VIGIE_CMAKE});
    ASSERT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  }
  static void TearDownTestSuite() { delete prefix_; }

  static std::filesystem::path at(const char* path) { return prefix_->path() / path; }

 private:
  static inline TempFolder* prefix_ = nullptr;
};

TEST_F(Installed, ProgramRuns) {
  const RunOptions options{.folder = "/", .program = at("bin/vigie").string()};
  EXPECT_EQ(vigie({"--version"}, options).out, vigie({"--version"}).out);
  EXPECT_EQ(vigie({"rules"}, options).out, vigie({"rules"}).out);
  EXPECT_EQ(vigie({"rules", "--lang", "fr"}, options).out, vigie({"rules", "--lang", "fr"}).out);
}

TEST_F(Installed, ManPagesAndCompletionsAreWhatTheProgramSays) {
  const auto generated = [](const char* what, const char* language) {
    return vigie({"generate", what, "--lang", language}).out;
  };
  EXPECT_EQ(read_text(at("share/man/man1/vigie.1")), generated("man", "en"));
  EXPECT_EQ(read_text(at("share/man/fr/man1/vigie.1")), generated("man", "fr"));
  EXPECT_EQ(read_text(at("share/bash-completion/completions/vigie")), generated("bash", "en"));
  EXPECT_EQ(read_text(at("share/zsh/site-functions/_vigie")), generated("zsh", "en"));
  EXPECT_EQ(read_text(at("share/fish/vendor_completions.d/vigie.fish")), generated("fish", "en"));
}

}  // namespace
}  // namespace vigie::tests
