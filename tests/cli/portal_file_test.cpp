// Portal files: what good ones say, and the exact message for each bad one of
// tests/data/portal_file/bad (NAME.toml beside NAME.expected, NAME.fr.expected).
#include "cli/portal_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/message.h"
#include "cli/options/given.h"
#include "reports/locale/texts.h"
#include "tests/support/temp_folder.h"

namespace vigie::cli {
namespace {

using reports::Language;
using reports::Texts;
using testing::ElementsAre;
using testing::IsEmpty;

const std::filesystem::path kData = std::filesystem::path(VIGIE_TEST_DATA) / "portal_file";

std::string complaint(const std::string& text, const std::string& path, Language language,
                      bool everybody_can_read) {
  try {
    PortalFile file = parse_portal_file(text, path, everybody_can_read);
    read_all("audit", merged({}, std::move(file.given)));
    return "no complaint\n";
  } catch (const StartError& error) {
    return in_words(error.message(), Texts(language));
  }
}

std::vector<std::string> bad_files() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kData / "bad"))
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

class BadPortalFile : public testing::TestWithParam<std::string> {};

TEST_P(BadPortalFile, IsExplained) {
  unsetenv("NO_SUCH_TOKEN");
  const std::string text = tests::read_text(kData / "bad" / (GetParam() + ".toml"));
  const std::string path = GetParam() + ".toml";
  EXPECT_EQ(complaint(text, path, Language::english, true),
            tests::read_text(kData / "bad" / (GetParam() + ".expected")));
  const std::filesystem::path french = kData / "bad" / (GetParam() + ".fr.expected");
  if (std::filesystem::exists(french)) {
    EXPECT_EQ(complaint(text, path, Language::french, true), tests::read_text(french));
  }
}

INSTANTIATE_TEST_SUITE_P(Files, BadPortalFile, testing::ValuesIn(bad_files()),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

PortalFile read(const std::string& rest) {
  return parse_portal_file("[portal]\nurl = \"https://www.ville.example\"\n" + rest, "p.toml");
}

TEST(PortalFile, IsNamedAfterItsUrlWhenItHasNoName) {
  EXPECT_EQ(read("").name, "https://www.ville.example");
  EXPECT_EQ(read("name = \"Ville\"").name, "Ville");
}

TEST(PortalFile, ResolvesStartPagesAgainstTheUrl) {
  EXPECT_THAT(read("start = [\"/a\", \"https://agenda.ville.example/\"]").urls,
              ElementsAre("https://www.ville.example", "https://www.ville.example/a",
                          "https://agenda.ville.example/"));
  EXPECT_THAT(read("start = \"/a\"").urls,
              ElementsAre("https://www.ville.example", "https://www.ville.example/a"));
}

TEST(PortalFile, TakesOneValueOrAListOfWhatMayBeRepeated) {
  EXPECT_EQ(read("[crawl]\nexclude = \"/a\"").given.size(), 1U);
  EXPECT_EQ(read("[crawl]\nexclude = [\"/a\", \"/b\"]").given.size(), 2U);
}

TEST(PortalFile, AcceptsWhatComesWithALaterVersionAndSaysSo) {
  const PortalFile file =
      read("[thresholds]\nttfb_p95 = 500\n[[accepted]]\nrule = \"image-alt\"\nreason = \"x\"\n");
  EXPECT_THAT(file.given, IsEmpty());
  ASSERT_EQ(file.notes.size(), 2U);
  EXPECT_EQ(in_words(file.notes[0], Texts(Language::english)),
            "p.toml:5:3: [accepted] does nothing yet: it comes with a later version\n");
  EXPECT_EQ(in_words(file.notes[1], Texts(Language::english)),
            "p.toml:3:2: [thresholds] does nothing yet: it comes with a later version\n");
}

TEST(PortalFile, MayHoldASecretWhenNotEverybodyCanReadIt) {
  const std::string text =
      "[portal]\nurl = \"https://www.ville.example\"\n[session]\nheader = \"X-Key: hunter2\"\n";
  EXPECT_EQ(complaint(text, "p.toml", Language::english, false), "no complaint\n");
}

TEST(PortalFile, IsReadWithTheRightsItHas) {
  const tests::TempFolder folder;
  const std::string path = folder.write(
      "p.toml",
      "[portal]\nurl = \"https://www.ville.example\"\n[session]\nheader = \"X-Key: hunter2\"\n");
  std::filesystem::permissions(path, std::filesystem::perms(0600));
  EXPECT_EQ(read_portal_file(path).given.size(), 1U);
  std::filesystem::permissions(path, std::filesystem::perms(0644));
  EXPECT_THROW(read_portal_file(path), StartError);
}

TEST(PortalFile, IsRefusedWhenItIsAFolderOrTooLong) {
  const tests::TempFolder folder;
  EXPECT_THROW(read_portal_file(folder.path().string()), StartError);
  EXPECT_THROW(read_portal_file(folder.write("p.toml", std::string(300'000, '\n'))), StartError);
  EXPECT_THROW(read_portal_file("/dev/zero"), StartError);
}

TEST(PortalFile, MayUseTheWholeOfToml) {
  const PortalFile file = parse_portal_file(
      "portal = { url = 'https://www.ville.example', name = \"\"\"\nVille \\\n  de Valmont\"\"\" "
      "}\n"
      "crawl.max_pages = 1_000\ncrawl.delay = 5e-1\n",
      "p.toml");
  EXPECT_EQ(file.name, "Ville de Valmont");
  EXPECT_EQ(file.given.size(), 2U);
}

}  // namespace
}  // namespace vigie::cli
