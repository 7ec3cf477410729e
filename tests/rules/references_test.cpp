#include "rules/references.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::rules {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(RgaaTests, AreFoundByTheirNumberInBothLanguages) {
  const auto test = rgaa_test("1.1.1");
  ASSERT_TRUE(test);
  EXPECT_THAT(test->french, StartsWith("Chaque image (balise `<img>`"));
  EXPECT_THAT(test->english, StartsWith("Does each image (`<img>` tag"));
}

TEST(RgaaTests, HaveNoEnglishWhereRawebSaysSomethingElse) {
  const auto test = rgaa_test("1.4.5");
  ASSERT_TRUE(test);
  EXPECT_THAT(test->french, HasSubstr("`<embed>`"));
  EXPECT_EQ(test->english, "");
}

TEST(RgaaTests, KnowTheLastOneAndNothingElse) {
  EXPECT_TRUE(rgaa_test("13.12.1"));
  EXPECT_FALSE(rgaa_test("1.1"));
  EXPECT_FALSE(rgaa_test("14.1.1"));
  EXPECT_FALSE(rgaa_test(""));
}

TEST(WcagCriteria, AreFoundByTheirNumber) {
  const auto criterion = wcag_criterion("1.4.4");
  ASSERT_TRUE(criterion);
  EXPECT_EQ(criterion->level, "AA");
  EXPECT_EQ(criterion->english, "Resize Text");
  EXPECT_FALSE(wcag_criterion("9.9.9"));
}

}  // namespace
}  // namespace vigie::rules
