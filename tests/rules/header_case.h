#ifndef VIGIE_TESTS_RULES_HEADER_CASE_H
#define VIGIE_TESTS_RULES_HEADER_CASE_H

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "rules/rule.h"

namespace vigie::rules {

// Headers of a page beside what the worst verdict on them must be.
struct HeaderCase {
  std::string name;
  std::vector<std::pair<std::string, std::string>> headers;
  Outcome outcome;
  std::string body = "<p>Bonjour";
  std::string url = "https://mairie.example/page";
};
inline void PrintTo(const HeaderCase& header_case, std::ostream* out) {
  *out << header_case.url;
  for (const auto& [name, value] : header_case.headers) *out << '\n' << name << ": " << value;
  *out << '\n' << header_case.body;
}
inline void PrintTo(Outcome outcome, std::ostream* out) { *out << name(outcome); }

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): names the cases after themselves
#define VIGIE_HEADER_CASES(SUITE, RULE, ...)                                                      \
  class SUITE : public testing::TestWithParam<HeaderCase> {};                                     \
  TEST_P(SUITE, JudgesAs) {                                                                       \
    const HeaderCase& one = GetParam();                                                           \
    EXPECT_EQ(worst(judge(RULE, Sent{.url = one.url, .headers = one.headers, .body = one.body})), \
              one.outcome);                                                                       \
  }                                                                                               \
  INSTANTIATE_TEST_SUITE_P(Table, SUITE, testing::Values(__VA_ARGS__),                            \
                           [](const auto& test) { return test.param.name; })

}  // namespace vigie::rules

#endif
