// Every option, whatever it does: declared whole, shown in both languages, its example understood
// on the command line and in a portal file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/message.h"
#include "cli/options/given.h"
#include "cli/options/option.h"
#include "cli/portal_file.h"
#include "cli/request.h"
#include "reports/formats/terminal_text.h"
#include "reports/locale/texts.h"
#include "tests/support/temp_folder.h"

namespace vigie::cli {
namespace {

using reports::Language;
using reports::Texts;

const Texts kEnglish{Language::english};
const Texts kFrench{Language::french};

std::vector<const Option*> every_option() {
  std::vector<const Option*> options;
  for (const OptionGroup& group : option_groups())
    for (const Option& option : group.options) options.push_back(&option);
  return options;
}

// As a POSIX shell splits it, single quotes being the only ones in use.
std::vector<std::string> split_as_shell(std::string_view line) {
  std::vector<std::string> words(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '\'')
      quoted = !quoted;
    else if (c == ' ' && !quoted)
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

// A folder that has what the examples name.
class Examples : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"ca.pem", "agent.pem", "agent.key", "cookies.txt"})
      folder_.write(name, "");
    folder_.write("public/index.html", "<!doctype html>");
    folder_.write("public/contact.html", "<!doctype html>");
    folder_.write("portal.toml", "[portal]\nurl = \"https://www.ville.example\"\n");
    setenv("PORTAL_TOKEN", "s3cret", 1);
    setenv("XDG_STATE_HOME", folder_.path().c_str(), 1);
    std::filesystem::current_path(folder_.path());
  }
  void TearDown() override { std::filesystem::current_path("/"); }

  // Of a whole command line: what parsing it complains of.
  std::string complaint_about(std::string_view command_line) {
    std::vector<std::string> words = split_as_shell(command_line);
    EXPECT_EQ(words.at(0), "vigie");
    const std::string command = words.at(1);
    words.erase(words.begin(), words.begin() + 2);
    try {
      const CommandLine line = parse_command_line(command, words);
      if (command == "audit")
        audit_call(line);
      else
        read_all(command, merged(line.given, {}));
      return {};
    } catch (const StartError& error) {
      return in_words(error.message(), kEnglish);
    }
  }

 private:
  tests::TempFolder folder_;
};

TEST_F(Examples, OfOptionsAreUnderstoodOnTheCommandLine) {
  for (const Option* option : every_option()) {
    const std::string written = "--" + std::string(option->name);
    EXPECT_THAT(std::string(option->example), testing::HasSubstr(written)) << option->name;
    EXPECT_EQ(complaint_about(option->example), "") << option->example;
  }
}

TEST_F(Examples, OfCommandsAreUnderstood) {
  for (const Command& command : commands()) {
    EXPECT_FALSE(command.examples.empty()) << command.name;
    for (const std::string_view example : command.examples)
      EXPECT_EQ(complaint_about(example), "") << example;
  }
}

TEST_F(Examples, OfOptionsAreUnderstoodInThePortalFile) {
  for (const Option* option : every_option()) {
    if (option->table.empty()) continue;
    const std::string text = "[portal]\nurl = \"https://www.ville.example\"\n[" +
                             std::string(option->table) + "]\n" + toml_example(*option) + '\n';
    try {
      const PortalFile file = parse_portal_file(text, "portal.toml");
      ASSERT_EQ(file.given.size(), 1U) << text;
      EXPECT_EQ(file.given.front().option, option) << text;
      read_all("audit", file.given);
    } catch (const StartError& error) {
      ADD_FAILURE() << text << in_words(error.message(), kEnglish);
    }
  }
}

TEST_F(Examples, MeanTheSameOnTheCommandLineAndInThePortalFile) {
  for (const Option* option : every_option()) {
    if (option->table.empty() || option->takes == Takes::path) continue;
    const CommandLine line = parse_command_line(
        "audit", std::vector{"--" + std::string(option->name) + '=' + example_value(*option)});
    const PortalFile file =
        parse_portal_file("[portal]\nurl = \"https://www.ville.example\"\n[" +
                              std::string(option->table) + "]\n" + toml_example(*option) + '\n',
                          "portal.toml");
    ASSERT_EQ(line.given.size(), 1U) << option->name;
    EXPECT_EQ(line.given.front().value, file.given.front().value) << option->name;
  }
}

TEST(Options, HaveOneNameAndLetterPerCommand) {
  for (const Command& command : commands()) {
    std::set<std::string> seen;
    for (const Option* option : options_of(command.name)) {
      EXPECT_TRUE(seen.insert(std::string(option->name)).second) << option->name;
      if (option->letter != 0) {
        EXPECT_TRUE(seen.insert(std::string(1, option->letter)).second) << option->letter;
      }
    }
  }
}

TEST(Options, BelongToCommandsThatThereAre) {
  for (const Option* option : every_option())
    for (const std::string_view command : option->commands)
      EXPECT_NE(find_command(command), nullptr) << option->name << ' ' << command;
}

TEST(Options, HaveAKeyOfTheirOwnInThePortalFileWhenAnAuditTakesThem) {
  std::set<std::pair<std::string_view, std::string>> keys;
  for (const Option* option : options_of("audit")) {
    EXPECT_NE(option->table, "") << option->name;
    EXPECT_TRUE(keys.emplace(option->table, toml_key(*option)).second) << option->name;
  }
}

TEST(Options, CanBeRead) {
  for (const Option* option : every_option()) {
    EXPECT_NE(option->read, nullptr) << option->name;
    EXPECT_EQ(option->takes == Takes::nothing, *option->value == '\0') << option->name;
  }
}

TEST(Options, ReferToOptionsOfTheSameCommand) {
  for (const Option* option : every_option()) {
    const std::string_view command = option->commands.empty() ? "audit" : option->commands.front();
    for (const std::string_view other : option->see_also)
      EXPECT_NE(find_option(command, other), nullptr) << option->name << ": " << other;
    if (option->excludes.empty()) continue;
    const Option* other = find_option("audit", option->excludes);
    ASSERT_NE(other, nullptr) << option->name;
    EXPECT_EQ(other->excludes, option->name);
  }
}

TEST(Options, AcceptTheirDefaultAndEachOfTheirChoices) {
  for (const Option* option : every_option()) {
    Asked asked;
    if (!option->default_value.empty()) {
      EXPECT_TRUE(option->read(option->default_value, asked)) << option->name;
    }
    for (const std::string_view choice : option->choices)
      EXPECT_TRUE(option->read(choice, asked)) << option->name << ' ' << choice;
    if (!option->choices.empty()) {
      EXPECT_FALSE(option->read("no such choice", asked)) << option->name;
    }
  }
}

TEST(Options, AreWrittenInFrenchToo) {
  for (const Option* option : every_option()) {
    EXPECT_NE(kFrench.translate(option->summary), option->summary) << option->name;
    if (*option->detail != '\0') {
      EXPECT_NE(kFrench.translate(option->detail), option->detail) << option->name;
    }
  }
}

TEST(Options, FitOnOneLineOfTheShortHelpInBothLanguages) {
  for (const Texts& texts : {kEnglish, kFrench})
    for (const Option* option : every_option()) {
      EXPECT_LE(reports::columns(texts.translate(option->summary)), 50U)
          << texts.translate(option->summary);
      EXPECT_THAT(std::string(texts.translate(option->summary)),
                  testing::Not(testing::EndsWith(".")));
    }
}

TEST(Help, HasNoLineWiderThan79Columns) {
  for (const Texts& texts : {kEnglish, kFrench}) {
    std::string all = overview(texts);
    for (const Command& command : commands())
      all += short_help(command, texts) + long_help(command, texts);
    for (std::size_t from = 0; from < all.size();) {
      const std::size_t end = all.find('\n', from);
      const std::string_view line = std::string_view(all).substr(from, end - from);
      // An example is one line to paste, whatever its length.
      if (line.find("vigie ") == std::string_view::npos) {
        EXPECT_LE(reports::columns(line), kHelpWidth) << line;
      }
      from = end + 1;
    }
  }
}

}  // namespace
}  // namespace vigie::cli
