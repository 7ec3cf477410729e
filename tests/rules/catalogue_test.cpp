#include "rules/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <variant>

#include "rules/rule.h"

namespace vigie::rules {
namespace {

TEST(Catalogue, HoldsEachRuleOnce) {
  std::set<std::string_view> ids;
  for (const Rule& rule : catalogue()) EXPECT_TRUE(ids.insert(rule.info.id).second) << rule.info.id;
  EXPECT_EQ(ids.size(), 18U);
}

TEST(Catalogue, FindsARuleByItsId) {
  for (const Rule& rule : catalogue()) EXPECT_EQ(find_rule(rule.info.id), &rule);
  EXPECT_EQ(find_rule("image-al"), nullptr);
  EXPECT_EQ(find_rule(""), nullptr);
}

TEST(Catalogue, LeavesLinksAndResourcesToTheFinishedCrawl) {
  for (const std::string_view id : {"broken-link", "missing-resource"})
    EXPECT_TRUE(std::holds_alternative<PortalChecks>(find_rule(id)->checks)) << id;
}

TEST(Catalogue, TellsOfEachRuleWhatItIsAndHowToMendIt) {
  for (const Rule& rule : catalogue()) {
    EXPECT_FALSE(std::string_view(rule.info.title).empty()) << rule.info.id;
    EXPECT_TRUE(std::string_view(rule.info.help).ends_with('.')) << rule.info.id;
    EXPECT_THAT(rule.info.id, testing::MatchesRegex("[a-z]+(-[a-z]+)*"));
  }
}

TEST(Catalogue, NamesTheRgaaAndWcagForEveryAccessibilityRule) {
  for (const Rule& rule : catalogue()) {
    const bool accessibility = rule.info.theme == Theme::accessibility;
    EXPECT_EQ(rule.info.rgaa.empty(), !accessibility) << rule.info.id;
    EXPECT_EQ(rule.info.wcag.empty(), !accessibility) << rule.info.id;
    for (const auto* const references : {&rule.info.rgaa, &rule.info.wcag})
      for (const std::string_view reference : *references)
        EXPECT_THAT(reference, testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+")) << rule.info.id;
  }
}

}  // namespace
}  // namespace vigie::rules
