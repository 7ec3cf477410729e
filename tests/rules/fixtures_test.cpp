#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "judging.h"
#include "rules/catalogue.h"
#include "rules/rule.h"

// Pages written from the official texts by somebody who did not write the rules:
// tests/data/rules/<rule id>/<page>.html, beside them expected.tsv with a line for each page,
//   file TAB outcome [TAB note]     # begins a comment; the outcome is the worst verdict on the
//   page
// and, where headers matter, <page>.headers: raw header lines, first "URL: https://…" if the
// address matters (else https://mairie.example/page), "Status: 404" if the status does.

namespace vigie::rules {
namespace {

namespace fs = std::filesystem;

const fs::path kFixtures{VIGIE_TEST_DATA "/rules"};

// tests/data/rules/adjudicated.tsv: where the first version of an expectation stands and the rule
// may differ from it, with the reason. `rule/page TAB outcome TAB reason`. expected.tsv is left as
// it was written.
std::map<std::string, std::string> adjudicated() {
  std::map<std::string, std::string> outcomes;
  std::ifstream file(kFixtures / "adjudicated.tsv");
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string::npos) continue;
    const std::size_t end = line.find('\t', tab + 1);
    outcomes.emplace(line.substr(0, tab), line.substr(tab + 1, end - tab - 1));
  }
  return outcomes;
}

struct Fixture {
  std::string rule, page, expected;
};
void PrintTo(const Fixture& fixture, std::ostream* out) {
  *out << fixture.rule << '/' << fixture.page;
}

std::string read(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<Fixture> read_expected(const fs::path& folder) {
  std::vector<Fixture> fixtures;
  std::ifstream file(folder / "expected.tsv");
  for (std::string line; std::getline(file, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t tab = line.find('\t');
    const std::size_t end = tab == std::string::npos ? tab : line.find('\t', tab + 1);
    std::string outcome = tab == std::string::npos ? "" : line.substr(tab + 1, end - tab - 1);
    fixtures.push_back({folder.filename().string(), line.substr(0, tab), std::move(outcome)});
  }
  return fixtures;
}

std::vector<fs::path> folders() {
  std::vector<fs::path> found;
  if (fs::is_directory(kFixtures))
    for (const auto& entry : fs::directory_iterator(kFixtures))
      if (entry.is_directory()) found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

std::vector<Fixture> all_fixtures() {
  std::vector<Fixture> all;
  const auto decided = adjudicated();
  for (const fs::path& folder : folders())
    for (Fixture& fixture : read_expected(folder)) {
      if (const auto found = decided.find(fixture.rule + '/' + fixture.page);
          found != decided.end())
        fixture.expected = found->second;
      all.push_back(std::move(fixture));
    }
  return all;
}

void read_headers(const fs::path& file, Sent& sent) {
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    if (line.ends_with('\r')) line.pop_back();
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) continue;
    const std::string name = line.substr(0, colon);
    const std::size_t start = line.find_first_not_of(" \t", colon + 1);
    const std::string value = start == std::string::npos ? "" : line.substr(start);
    if (name == "URL")
      sent.url = value;
    else if (name == "Status")
      sent.status = std::stoi(value);
    else
      sent.headers.emplace_back(name, value);
  }
}

class RuleFixture : public testing::TestWithParam<Fixture> {};

TEST_P(RuleFixture, GetsTheVerdictOfTheOfficialText) {
  const Fixture& fixture = GetParam();
  const fs::path page = kFixtures / fixture.rule / fixture.page;
  ASSERT_TRUE(fs::is_regular_file(page)) << page;
  Sent sent{.body = read(page)};
  fs::path headers = page;
  read_headers(headers.replace_extension(".headers"), sent);
  EXPECT_EQ(name(worst(judge(fixture.rule, sent))), fixture.expected);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RuleFixture);
INSTANTIATE_TEST_SUITE_P(Files, RuleFixture, testing::ValuesIn(all_fixtures()),
                         [](const auto& test) {
                           std::string name = test.param.rule + "_" + test.param.page;
                           std::ranges::replace_if(
                               name, [](unsigned char byte) { return std::isalnum(byte) == 0; },
                               '_');
                           return name;
                         });

TEST(RuleFixtures, BelongToARuleAndAllHaveAnExpectation) {
  constexpr std::array<std::string_view, 4> kOutcomes{"failed", "cantTell", "passed",
                                                      "inapplicable"};
  for (const fs::path& folder : folders()) {
    EXPECT_NE(find_rule(folder.filename().string()), nullptr) << folder;
    std::set<std::string> expected;
    for (const Fixture& fixture : read_expected(folder)) {
      EXPECT_TRUE(expected.insert(fixture.page).second) << folder << ' ' << fixture.page;
      EXPECT_NE(std::ranges::find(kOutcomes, fixture.expected), kOutcomes.end())
          << folder << ' ' << fixture.page << ' ' << fixture.expected;
    }
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().extension() == ".html") {
        EXPECT_TRUE(expected.contains(entry.path().filename().string())) << entry.path();
      }
  }
}

}  // namespace
}  // namespace vigie::rules
