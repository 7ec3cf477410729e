#include "crawler/robots.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

namespace vigie::crawler {
namespace {

Robots for_everyone(std::string_view rules) {
  return Robots::parse("User-agent: *\n" + std::string(rules), "Vigie");
}

struct MatchCase {
  std::string name;
  std::string rules;
  std::string path;
  bool allowed;
};
class RobotsRules : public testing::TestWithParam<MatchCase> {};
TEST_P(RobotsRules, Match) {
  EXPECT_EQ(for_everyone(GetParam().rules).allows(GetParam().path), GetParam().allowed);
}

const auto case_name = [](const auto& test) { return test.param.name; };

INSTANTIATE_TEST_SUITE_P(
    Prefixes, RobotsRules,
    testing::Values(MatchCase{"Prefix", "Disallow: /fish", "/fishheads/a.html", false},
                    MatchCase{"Case", "Disallow: /fish", "/Fish", true},
                    MatchCase{"NotInside", "Disallow: /fish", "/catfish", true},
                    MatchCase{"FolderNeedsItsSlash", "Disallow: /fish/", "/fish", true},
                    MatchCase{"Query", "Disallow: /?", "/?id=1", false},
                    MatchCase{"EmptyForbidsNothing", "Disallow:", "/", true},
                    MatchCase{"WithoutSlashMatchesNothing", "Disallow: fish", "/fish", true},
                    MatchCase{"RobotsTxtItself", "Disallow: /", "/robots.txt", true},
                    MatchCase{"AllowWinsATie", "Disallow: /a\nAllow: /a", "/a", true}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Wildcards, RobotsRules,
    testing::Values(MatchCase{"InTheMiddle", "Disallow: /*.php", "/a/b.php?x", false},
                    MatchCase{"Anchored", "Disallow: /*.php$", "/a/b.php", false},
                    MatchCase{"AnchoredNotAtTheEnd", "Disallow: /*.php$", "/a/b.php?x", true},
                    MatchCase{"AnchoredTakesTheLast", "Disallow: /*.php$", "/a.php/b.php", false},
                    MatchCase{"AnchoredWithoutAsterisk", "Disallow: /a$", "/ab", true},
                    MatchCase{"Several", "Disallow: /*fish*.php", "/afishb/c.php", false},
                    MatchCase{"SeveralInOrder", "Disallow: /*b*a", "/ab", true},
                    MatchCase{"NoOverlapWithTheEnd", "Disallow: /ab*ab$", "/ab", true},
                    MatchCase{"AsteriskMayBeNothing", "Disallow: /a*b", "/ab", false},
                    MatchCase{"TwoAreOne", "Disallow: /a**b", "/axb", false},
                    MatchCase{"FinalAsteriskIsNothing", "Disallow: /fish*", "/fish", false},
                    MatchCase{"AsteriskThenAnchor", "Disallow: /fish*$", "/fish/x", false},
                    MatchCase{"OnlyAsterisk", "Disallow: *", "/x", false},
                    MatchCase{"DollarInside", "Disallow: /a$b", "/a$b", false},
                    MatchCase{"OnlyDollar", "Disallow: $", "/", true}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    Escapes, RobotsRules,
    testing::Values(
        MatchCase{"UnreservedIsDecodedInThePattern", "Disallow: /%66oo", "/foo", false},
        MatchCase{"UnreservedIsDecodedInThePath", "Disallow: /~mak", "/%7Emak/a.html", false},
        MatchCase{"SlashStaysEncoded", "Disallow: /a%2Fb", "/a/b", true},
        MatchCase{"HexInAnyCase", "Disallow: /a%2fb", "/a%2Fb", false},
        MatchCase{"PatternInUtf8", "Disallow: /démarches", "/d%C3%A9marches", false},
        MatchCase{"PatternWithSpace", "Disallow: /mes documents", "/mes%20documents", false},
        MatchCase{"EncodedAsteriskIsLiteral", "Disallow: /a%2A", "/abc", true},
        MatchCase{"EncodedAsteriskMatchesAsterisk", "Disallow: /a%2Ab", "/a*b", false},
        MatchCase{"EncodedDollarMatchesDollar", "Disallow: /a-%24", "/a-$x", false},
        MatchCase{"DollarAtTheEndOfThePath", "Disallow: /a$", "/a$", true}),
    case_name);

struct AgentCase {
  std::string name;
  std::string text;
  bool allowed;  // of "/x" to Vigie
};
class RobotsAgents : public testing::TestWithParam<AgentCase> {};
TEST_P(RobotsAgents, AreToldApart) {
  EXPECT_EQ(Robots::parse(GetParam().text, "Vigie").allows("/x"), GetParam().allowed);
}
INSTANTIATE_TEST_SUITE_P(
    Texts, RobotsAgents,
    testing::Values(
        AgentCase{"CaseAndVersion", "User-Agent: vIGIE/2.0 (x)\nDisallow: /", false},
        AgentCase{"NamedGroupHidesTheOther", "User-agent: *\nDisallow: /\n\nUser-agent: Vigie",
                  true},
        AgentCase{"LongerNameIsAnother", "User-agent: Vigie-News\nDisallow: /", true},
        AgentCase{"RuleBeforeAnyAgent", "Disallow: /\nUser-agent: *\nDisallow: /y", true},
        AgentCase{"BlankLineEndsNoGroup", "User-agent: a\n\nUser-agent: Vigie\n\nDisallow: /",
                  false},
        AgentCase{"OldMacLineEnds", "User-agent: *\rDisallow: /", false},
        AgentCase{"Comments", "User-agent: * # all\nDisallow: /x # this\n#Allow: /x", false},
        AgentCase{"NothingAtAll", "", true},
        AgentCase{"AWebPage", "<!DOCTYPE html><title>404</title><p>Disallow: /", true},
        AgentCase{"NulAndBinary", std::string("\0\xFF\x80:\n:\n::\n", 10), true}),
    case_name);

TEST(Robots, AllowsAllOrNothingOnDemand) {
  EXPECT_TRUE(Robots::allow_all().allows("/x"));
  EXPECT_FALSE(Robots::disallow_all().allows("/x"));
}

struct DelayCase {
  std::string name;
  std::string value;
  std::optional<double> seconds;
};
class CrawlDelay : public testing::TestWithParam<DelayCase> {};
TEST_P(CrawlDelay, IsReadAs) {
  EXPECT_EQ(for_everyone("Crawl-delay:" + GetParam().value).crawl_delay(), GetParam().seconds);
}
INSTANTIATE_TEST_SUITE_P(Values, CrawlDelay,
                         testing::Values(DelayCase{"Fraction", " 0.5", 0.5},
                                         DelayCase{"Zero", "0", 0.0},
                                         DelayCase{"Negative", "-1", std::nullopt},
                                         DelayCase{"Infinite", "inf", std::nullopt},
                                         DelayCase{"NotANumber", "nan", std::nullopt},
                                         DelayCase{"WithAUnit", "10s", std::nullopt},
                                         DelayCase{"TheLongestOfTwo", "3\nCrawl-delay: 2", 3.0}),
                         case_name);

TEST(Robots, IgnoresTheLineThatTheLimitCuts) {
  std::string text = "User-agent: *\nDisallow: /kept\n#";
  text.append(kMaxRobotsBytes - text.size() - 12, 'x');
  text += "\nDisallow: /admin/\n";
  ASSERT_GT(text.size(), kMaxRobotsBytes);
  const Robots robots = Robots::parse(text, "Vigie");
  EXPECT_FALSE(robots.allows("/kept"));
  EXPECT_TRUE(robots.allows("/other"));
}

// Backtracking would take longer than anyone waits: 2^60 steps.
TEST(Robots, MatchesManyAsterisksInLinearTime) {
  std::string pattern = "/";
  for (int i = 0; i < 60; ++i) pattern += "a*";
  const Robots robots = for_everyone("Disallow: " + pattern + "b$");
  EXPECT_TRUE(robots.allows("/" + std::string(2000, 'a')));
}

TEST(Robots, HoldsAsManyRulesAsFit) {
  std::string rules;
  int count = 0;
  for (; rules.size() + 60 < kMaxRobotsBytes; ++count)
    rules += "allow:" + std::string(count % 2 == 0 ? "/" : "/*") + std::to_string(count) + "$\n";
  ASSERT_GT(count, 30'000);
  const Robots robots = for_everyone(rules + "Disallow: /");
  EXPECT_TRUE(robots.allows("/0"));
  EXPECT_TRUE(robots.allows("/x" + std::to_string(count - 1 - count % 2)));
  EXPECT_FALSE(robots.allows("/" + std::string(2000, 'x')));
}

}  // namespace
}  // namespace vigie::crawler
