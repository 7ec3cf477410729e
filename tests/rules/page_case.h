#ifndef VIGIE_TESTS_RULES_PAGE_CASE_H
#define VIGIE_TESTS_RULES_PAGE_CASE_H

#include <ostream>
#include <string>
#include <string_view>

#include "rules/rule.h"

namespace vigie::rules {

// A page (or a part of one) beside what the worst verdict on it must be.
struct PageCase {
  std::string name;
  std::string_view html;
  Outcome outcome;
};
inline void PrintTo(const PageCase& page_case, std::ostream* out) { *out << page_case.html; }
inline void PrintTo(Outcome outcome, std::ostream* out) { *out << name(outcome); }

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): names the cases after themselves
#define VIGIE_PAGE_CASES(SUITE, RULE, ...)                                                        \
  class SUITE : public testing::TestWithParam<PageCase> {};                                       \
  TEST_P(SUITE, JudgesAs) { EXPECT_EQ(worst(judge(RULE, GetParam().html)), GetParam().outcome); } \
  INSTANTIATE_TEST_SUITE_P(Table, SUITE, testing::Values(__VA_ARGS__),                            \
                           [](const auto& test) { return test.param.name; })

}  // namespace vigie::rules

#endif
