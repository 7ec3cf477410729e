// crawler-commons' files: what each lets which robot fetch. Where crawler-commons expects otherwise
// than RFC 9309 the RFC counts.
#include <gtest/gtest.h>

#include <fstream>
#include <ios>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/robots.h"

namespace vigie::crawler {
namespace {

Robots robots_of(std::string_view file, std::string_view agent) {
  std::ifstream stream(VIGIE_TEST_DATA "/robots/" + std::string(file), std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  EXPECT_FALSE(text.empty()) << file;
  return Robots::parse(text, agent);
}

struct FileCase {
  std::string name;
  std::string_view file, agent;
  std::vector<std::string_view> allowed, forbidden;
};
class RobotsFile : public testing::TestWithParam<FileCase> {};
TEST_P(RobotsFile, AllowsAndForbids) {
  const FileCase& test = GetParam();
  const Robots robots = robots_of(test.file, test.agent);
  for (const std::string_view path : test.allowed) EXPECT_TRUE(robots.allows(path)) << path;
  for (const std::string_view path : test.forbidden) EXPECT_FALSE(robots.allows(path)) << path;
}

const auto case_name = [](const auto& test) { return test.param.name; };

INSTANTIATE_TEST_SUITE_P(Rfc9309Examples, RobotsFile,
                         testing::Values(FileCase{"Unnamed",
                                                  "rfc9309-example-simple-robots.txt",
                                                  "other",
                                                  {"/publications/", "/a.gif?x", "/"},
                                                  {"/a.gif", "/example/", "/example/a.html"}},
                                         FileCase{"ForbiddenWithExceptions",
                                                  "rfc9309-example-simple-robots.txt",
                                                  "FooBot",
                                                  {"/example/page.html", "/example/allowed.gif"},
                                                  {"/", "/example/", "/publications/"}},
                                         FileCase{"TwoNamesOneGroup",
                                                  "rfc9309-example-simple-robots.txt",
                                                  "bazbot/1.0",
                                                  {"/", "/example/", "/a.gif"},
                                                  {"/example/page.html"}},
                                         FileCase{"GroupWithoutRules",
                                                  "rfc9309-example-simple-robots.txt",
                                                  "quxbot",
                                                  {"/", "/example/", "/a.gif"},
                                                  {}},
                                         FileCase{"LongestMatch",
                                                  "rfc9309-example-longest-match-robots.txt",
                                                  "foobot",
                                                  {"/example/page/", "/example/page/a.gif"},
                                                  {"/example/page/disallowed.gif"}},
                                         FileCase{"MergedGroups",
                                                  "rfc9309-example-rule-group-merging.txt",
                                                  "examplebot",
                                                  {"/"},
                                                  {"/foo", "/bar", "/baz"}},
                                         FileCase{"UnmergedGroup",
                                                  "rfc9309-example-rule-group-merging.txt",
                                                  "bazbot",
                                                  {"/foo", "/bar"},
                                                  {"/baz"}}),
                         case_name);

INSTANTIATE_TEST_SUITE_P(
    Groups, RobotsFile,
    testing::Values(
        FileCase{"CrawlDelayEndsNoGroup",
                 "crawl-delay-group-merging.txt",
                 "mybot",
                 {"/"},
                 {"/private/"}},
        // crawler-commons' comment gives mybot the second group of yourbot as well; nothing in
        // RFC 9309 does.
        FileCase{
            "OnlyItsOwnSecondGroup", "crawl-delay-group-merging.txt", "mybot", {"/login/"}, {}},
        FileCase{"SecondGroup",
                 "crawl-delay-group-merging.txt",
                 "yourbot",
                 {"/"},
                 {"/private/", "/login/"}},
        FileCase{
            "ExtensionsEndNoGroup", "extensions-group-merging.txt", "mybot", {"/"}, {"/private/"}},
        FileCase{"ExtensionsOfEveryAgent",
                 "extensions-group-merging.txt",
                 "other",
                 {"/llms.txt"},
                 {"/"}},
        FileCase{
            "UnknownFields", "extension-robots.txt", "mybot", {"/", "/secret/"}, {"/private/"}},
        FileCase{"HostField", "www.flot.com-robots.txt", "foobot", {"/"}, {"/img/", "/bitrix/x"}},
        FileCase{"MergedWithEveryAgent",
                 "merge-rules.txt",
                 "wget",
                 {"/foo/bar", "/ckh/bar", "/"},
                 {"/tmp/bar"}},
        FileCase{"EveryAgentOfTheMergedGroup",
                 "merge-rules.txt",
                 "other",
                 {"/ckh/bar"},
                 {"/foo/bar", "/tmp/bar"}},
        FileCase{"Everything", "merge-rules.txt", "curl", {}, {"/", "/foo/bar"}},
        FileCase{"OneOfManyNames", "many-user-agents.txt", "wget", {}, {"/"}},
        FileCase{"NoneOfManyNames",
                 "many-user-agents.txt",
                 "mysuperlongbotname",
                 {"/"},
                 {"/bot-trap/"}}),
    case_name);

INSTANTIATE_TEST_SUITE_P(Patterns, RobotsFile,
                         testing::Values(FileCase{"AllowBeatsAShorterPattern",
                                                  "precedence-of-rules.txt",
                                                  "wget",
                                                  {"/index.html", "/foo"},
                                                  {"/other"}},
                                         FileCase{"AllowBeatsAPatternOfItsLength",
                                                  "precedence-of-rules.txt",
                                                  "testy",
                                                  {"/foo/bar", "/"},
                                                  {"/foo", "/foo/baz"}},
                                         FileCase{"Wildcards",
                                                  "wildcards.txt",
                                                  "any",
                                                  {"/", "/wishlist/universal/page",
                                                   "/gp/wishlist/ipad-install2"},
                                                  {"/wishlist/bogus", "/anydirectoryhere/gcrnsts",
                                                   "/gp/registry/wishlist/x/reserve"}},
                                         FileCase{"QueryPatterns",
                                                  "twitter.com-robots.txt",
                                                  "slurp",
                                                  {"/me"},
                                                  {"/me?x=y", "/me/with_friends"}},
                                         FileCase{"MalformedEscape",
                                                  "malformed-path.txt",
                                                  "any",
                                                  {"/wiki/"},
                                                  {"/wiki/Wikipedia_talk:Mediation_Committee/",
                                                   "/wiki/Wikipedia_talk%3Mediation_Committee/"}}),
                         case_name);

INSTANTIATE_TEST_SUITE_P(
    Sloppy, RobotsFile,
    testing::Values(
        FileCase{"MisspeltDisallow",
                 "directive-typos-robots.txt",
                 "bot1",
                 {"/useragent/"},
                 {"/desallow/", "/dissalow/"}},
        FileCase{
            "Useragent", "directive-typos-robots.txt", "bot2", {"/desallow/"}, {"/useragent/"}},
        FileCase{"UsegAgent", "directive-typos-robots.txt", "bot3", {}, {"/useg-agent/"}},
        FileCase{"NoColonAfterUseragent",
                 "directive-typos-robots.txt",
                 "bot4",
                 {},
                 {"/useragent-no-colon/"}},
        FileCase{"SpaceBeforeColonAndNoColon",
                 "format-errors-robots.txt",
                 "bot1",
                 {"/"},
                 {"/whitespace-before-colon/", "/no-colon/"}},
        FileCase{"NoColonAfterUserAgent",
                 "format-errors-robots.txt",
                 "bot2",
                 {"/"},
                 {"/no-colon-useragent/"}},
        FileCase{"SpaceBeforeColonOfAllow",
                 "format-errors-robots.txt",
                 "bot3",
                 {"/whitespace-before-colon"},
                 {"/"}},
        FileCase{"Utf8Bom", "robots-with-utf8-bom.txt", "foobot", {"/"}, {"/profile"}},
        FileCase{"Utf16LittleEndian", "robots-with-utf16le-bom.txt", "foobot", {"/"}, {"/profile"}},
        FileCase{"Utf16BigEndian", "robots-with-utf16be-bom.txt", "foobot", {"/"}, {"/profile"}}),
    case_name);

struct DelayCase {
  std::string name;
  std::string_view file, agent;
  std::optional<double> seconds;
};
class RobotsFileDelay : public testing::TestWithParam<DelayCase> {};
TEST_P(RobotsFileDelay, Is) {
  EXPECT_EQ(robots_of(GetParam().file, GetParam().agent).crawl_delay(), GetParam().seconds);
}
INSTANTIATE_TEST_SUITE_P(
    Files, RobotsFileDelay,
    testing::Values(DelayCase{"WithAComment", "astore.amazon.com-robots.txt", "any", 5},
                    DelayCase{"DosLineEndings", "dos-line-endings.txt", "any", 1},
                    DelayCase{"OfTheNamed", "twitter.com-robots.txt", "msnbot", 10},
                    DelayCase{"CommentedOut", "twitter.com-robots.txt", "googlebot", std::nullopt},
                    DelayCase{"BeforeTheOthersName", "crawl-delay-group-merging.txt", "mybot", 10},
                    DelayCase{"NotOfTheNextName", "crawl-delay-group-merging.txt", "yourbot",
                              std::nullopt},
                    DelayCase{"OfEveryAgent", "crawl-delay-group-merging.txt", "other", 30}),
    case_name);

struct SitemapCase {
  std::string name;
  std::string_view file;
  std::vector<std::string> sitemaps;
};
class RobotsFileSitemaps : public testing::TestWithParam<SitemapCase> {};
TEST_P(RobotsFileSitemaps, Are) {
  EXPECT_EQ(robots_of(GetParam().file, "any").sitemaps(), GetParam().sitemaps);
}
INSTANTIATE_TEST_SUITE_P(
    Files, RobotsFileSitemaps,
    testing::Values(
        SitemapCase{"AnywhereAndAsWritten",
                    "sitemap-robots.txt",
                    {"http://domain.com/sitemap.xml", "http://domain.com/dir/my-sitemap.xml",
                     "http://domain.com/dir/MixedCased-sitemap.xml"}},
        SitemapCase{"Twice", "sitemap-robots-dedup.txt", {"http://example.org/sitemap.xml"}},
        SitemapCase{"Relative", "relative-sitemap-robots.txt", {"/sitemap.xml"}},
        SitemapCase{"SpaceBeforeColon", "format-errors-robots.txt", {"/sitemap.xml"}},
        SitemapCase{
            "Utf16", "robots-with-utf16le-bom.txt", {"http://www.newsweek.com/sitemap_index.xml"}}),
    case_name);

}  // namespace
}  // namespace vigie::crawler
