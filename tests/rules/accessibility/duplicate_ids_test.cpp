#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "judging.h"
#include "page_case.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::rules {
namespace {

using enum Outcome;

VIGIE_PAGE_CASES(
    DuplicateId, "duplicate-id",
    PageCase{"UniqueAndPointedTo", "<label for=a>x</label><input id=a>", passed},
    PageCase{"TwiceAndPointedToByALabel", "<label for=a>x</label><input id=a><input id=a>", failed},
    PageCase{"TwiceAndPointedToByAria", "<input aria-describedby='b a'><p id=a>x</p><p id=a>y</p>",
             failed},
    PageCase{"TwiceButNobodyPoints", "<p id=a>x</p><p id=a>y</p>", inapplicable},
    PageCase{"OtherCaseIsAnotherId", "<label for=a>x</label><input id=a><input id=A>", passed},
    PageCase{"InATemplateItIsNone",
             "<label for=a>x</label><input id=a><template><input id=a></template>", passed},
    PageCase{"PointedToFromAHiddenPart",
             "<div hidden><label for=a>x</label></div><input id=a><input id=a>", inapplicable},
    PageCase{"NotThereAtAll", "<label for=a>x</label>", inapplicable},
    PageCase{"OutputForIsNeither", "<output for=a>x</output><input id=a><input id=a>",
             inapplicable});

TEST(DuplicateIdRule, ShowsTheSecondBearer) {
  const Judgement judgement =
      judge("duplicate-id", "<label for=a>x</label>\n<input id=a>\n<input id=a>\n<input id=a>");
  ASSERT_EQ(judgement.findings.size(), 1U);
  EXPECT_EQ(judgement.findings[0].line, 3U);
  EXPECT_EQ(judgement.findings[0].values, (std::vector<std::string>{"a", "3"}));
}

}  // namespace
}  // namespace vigie::rules
