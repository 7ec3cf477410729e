#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "judging.h"
#include "rules/catalogue.h"
#include "rules/finding.h"
#include "rules/rule.h"

// The W3C's own test cases (tests/data/act/README.md), judged by all rules of the catalogue. A case
// is falsely accused when a finding that names its ACT rule fails where it must not.

namespace vigie::rules {
namespace {

const std::filesystem::path kCases{VIGIE_TEST_DATA "/act"};

struct ActCase {
  std::string page;      // "23a2a8/….html"
  std::string expected;  // passed, failed, inapplicable
  std::string ours;      // where a failure is expected: failed, cantTell or missed

  std::string rule() const { return page.substr(0, page.find('/')); }
};
void PrintTo(const ActCase& one, std::ostream* out) { *out << one.page; }

std::vector<ActCase> read_cases() {
  std::vector<ActCase> cases;
  std::ifstream file(kCases / "expectations.tsv");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream fields(line);
    ActCase one;
    std::string approved;
    std::getline(fields, one.page, '\t');
    std::getline(fields, one.expected, '\t');
    std::getline(fields, approved, '\t');
    std::getline(fields, one.ours, '\t');
    cases.push_back(std::move(one));
  }
  return cases;
}

// What the findings that name the case's ACT rule come to.
std::string outcome_of(const ActCase& one) {
  std::ifstream file(kCases / one.page, std::ios::binary);
  const Judgement judgement =
      judge_all({.body = std::string{std::istreambuf_iterator<char>(file), {}},
                 .is_html = one.page.ends_with(".html")});
  std::string outcome = "missed";
  for (const Finding& finding : judgement.findings) {
    if (std::ranges::find(finding.act, one.rule()) == finding.act.end()) continue;
    if (finding.outcome == Outcome::failed) return "failed";
    outcome = "cantTell";
  }
  return outcome;
}

class ActCaseOf : public testing::TestWithParam<ActCase> {};

TEST_P(ActCaseOf, IsJudgedAsItsRuleSays) {
  const ActCase& one = GetParam();
  const std::string outcome = outcome_of(one);
  if (one.expected == "failed") {
    EXPECT_EQ(outcome, one.ours);
  } else {
    EXPECT_NE(outcome, "failed");
  }
}

INSTANTIATE_TEST_SUITE_P(W3c, ActCaseOf, testing::ValuesIn(read_cases()), [](const auto& test) {
  std::string name = test.param.page.substr(0, test.param.page.find('.'));
  std::ranges::replace(name, '/', '_');
  return "Rule_" + name;
});

TEST(ActCases, AreThereForEveryActRuleThatTheCatalogueNames) {
  std::map<std::string, int> of_rule;
  for (const ActCase& one : read_cases()) ++of_rule[one.rule()];
  for (const Rule& rule : catalogue())
    for (const std::string_view act : rule.info.act)
      if (act != "3ea0c8") {  // deprecated, without cases
        EXPECT_GT(of_rule[std::string(act)], 0) << act;
      }
}

TEST(ActCases, AreMostlyFound) {
  struct Tally {
    int expected = 0, found = 0, undecided = 0;
  };
  std::map<std::string, Tally> of_rule;
  for (const ActCase& one : read_cases()) {
    if (one.expected != "failed") continue;
    Tally& tally = of_rule[one.rule()];
    const std::string outcome = outcome_of(one);
    ++tally.expected;
    tally.found += outcome == "failed" ? 1 : 0;
    tally.undecided += outcome == "cantTell" ? 1 : 0;
  }
  Tally all;
  for (const auto& [rule, tally] : of_rule) {
    std::cout << rule << ": found " << tally.found << " of " << tally.expected << ", cantTell "
              << tally.undecided << '\n';
    all.expected += tally.expected;
    all.found += tally.found;
  }
  std::cout << "all: found " << all.found << " of " << all.expected << '\n';
  EXPECT_GT(all.found * 10, all.expected * 9);
}

}  // namespace
}  // namespace vigie::rules
