// What the guide to the portal file says is so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/message.h"
#include "cli/options/given.h"
#include "cli/portal_file.h"
#include "crawler/scope.h"
#include "crawler/url.h"
#include "reports/locale/texts.h"
#include "tests/support/temp_folder.h"

namespace vigie::cli {
namespace {

const std::filesystem::path kDocs = VIGIE_DOCS;

// The blocks between ```toml and ```.
std::vector<std::string> toml_blocks(std::string_view text) {
  constexpr std::string_view kOpening = "```toml\n";
  std::vector<std::string> blocks;
  for (std::size_t at = text.find(kOpening); at != text.npos; at = text.find(kOpening, at)) {
    at += kOpening.size();
    blocks.emplace_back(text.substr(at, text.find("```", at) - at));
  }
  return blocks;
}

// What stands between ` and ` in one column of a table's row.
std::vector<std::string> codes(std::string_view cell) {
  std::vector<std::string> found;
  for (std::size_t from = cell.find('`'); from != cell.npos;) {
    const std::size_t to = cell.find('`', from + 1);
    found.emplace_back(cell.substr(from + 1, to - from - 1));
    from = cell.find('`', to + 1);
  }
  return found;
}

struct PatternRow {
  std::string pattern;
  std::vector<std::string> matches, others;
};

std::vector<PatternRow> pattern_rows(std::string_view text) {
  std::vector<PatternRow> rows;
  for (std::size_t at = text.find("\n| `"); at != text.npos; at = text.find("\n| `", at + 1)) {
    const std::string_view line = text.substr(at + 3, text.find('\n', at + 1) - at - 3);
    const std::size_t second = line.find('|');
    const std::size_t third = line.find('|', second + 1);
    rows.push_back({codes(line.substr(0, second)).at(0), codes(line.substr(second, third - second)),
                    codes(line.substr(third))});
  }
  return rows;
}

bool covers(const std::string& pattern, const std::string& path) {
  const auto url = crawler::Url::parse("https://agenda.ville.example" + path);
  crawler::Scope scope;
  scope.add_origin(*url);
  scope.include(pattern);
  return scope.covers(*url);
}

class Guide : public testing::TestWithParam<const char*> {};

TEST_P(Guide, HasExamplesThatAreUnderstood) {
  setenv("PORTAL_TOKEN", "s3cret", 1);
  std::vector<std::string> blocks = toml_blocks(tests::read_text(kDocs / GetParam()));
  EXPECT_EQ(blocks.size(), 3U);
  const std::string first_steps = std::string(GetParam()).replace(0, 11, "guide");
  for (std::string& block : toml_blocks(tests::read_text(kDocs / first_steps)))
    blocks.push_back(std::move(block));
  EXPECT_GT(blocks.size(), 3U);
  const tests::TempFolder folder;
  folder.write("session.txt", "");
  for (std::string block : blocks) {
    if (block.find("[portal]") == std::string::npos)
      block.insert(0, "[portal]\nurl = \"https://www.ville.example\"\n");
    try {
      read_all("audit", parse_portal_file(block, folder.file("portal.toml"), true).given);
    } catch (const StartError& error) {
      ADD_FAILURE() << block
                    << in_words(error.message(), reports::Texts(reports::Language::english));
    }
  }
}

TEST_P(Guide, HasPatternsThatMatchWhatItSays) {
  const std::vector<PatternRow> rows = pattern_rows(tests::read_text(kDocs / GetParam()));
  ASSERT_EQ(rows.size(), 5U);
  for (const PatternRow& row : rows) {
    for (const std::string& path : row.matches) EXPECT_TRUE(covers(row.pattern, path)) << path;
    for (const std::string& path : row.others) EXPECT_FALSE(covers(row.pattern, path)) << path;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, Guide, testing::Values("portal-file.md", "portal-file.fr.md"),
                         [](const auto& test) {
                           return std::string(test.param).ends_with(".fr.md") ? "French"
                                                                              : "English";
                         });

}  // namespace
}  // namespace vigie::cli
