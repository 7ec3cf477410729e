#include "crawler/scope.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "crawler/url.h"
#include "crawler/url_pattern.h"

namespace vigie::crawler {
namespace {

Url parse(std::string_view text) { return Url::parse(text).value(); }

struct GlobCase {
  std::string_view glob, text;
  bool matches;
};
class Glob : public testing::TestWithParam<GlobCase> {};
TEST_P(Glob, Matches) {
  EXPECT_EQ(matches_glob(GetParam().glob, GetParam().text), GetParam().matches)
      << GetParam().glob << " " << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(
    Table, Glob,
    testing::Values(GlobCase{"/a", "/a", true}, GlobCase{"/a", "/ab", false},
                    GlobCase{"/*", "/ab", true}, GlobCase{"/*", "/a/b", false},
                    GlobCase{"/**", "/a/b", true}, GlobCase{"/a/*/c", "/a/b/c", true},
                    GlobCase{"/a/*/c", "/a/b/d/c", false}, GlobCase{"/a/**/c", "/a/b/d/c", true},
                    GlobCase{"**.pdf", "/x/y.pdf", true}, GlobCase{"**/b*", "/a/b/c/bd", true},
                    GlobCase{"*a*a*a*b", "/aaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
                    GlobCase{"", "", true}, GlobCase{"**", "", true},
                    GlobCase{"/?q=*", "/?q=1", true}));

TEST(Glob, IsNotSlowOnManyStars) {
  std::string glob, text(20'000, 'a');
  for (int i = 0; i < 200; ++i) glob += "a*";
  EXPECT_FALSE(matches_glob(glob + "b", text));
}

TEST(Scope, CoversTheOriginAndItsSchemePairOnStandardPorts) {
  Scope scope;
  scope.add_origin(parse("https://ville.example/"));
  EXPECT_TRUE(scope.covers(parse("https://ville.example/x")));
  EXPECT_TRUE(scope.covers(parse("http://ville.example/x")));
  EXPECT_FALSE(scope.covers(parse("https://ville.example:8443/x")));
  EXPECT_FALSE(scope.covers(parse("https://www.ville.example/")));
}

TEST(Scope, LeavesOutWhatIsExcludedEvenWhenIncluded) {
  Scope scope;
  scope.add_origin(parse("https://ville.example/"));
  scope.include("/services");
  scope.exclude("/services/**/archive");
  EXPECT_TRUE(scope.covers(parse("https://ville.example/services/eau")));
  EXPECT_FALSE(scope.covers(parse("https://ville.example/services/eau/archive/1")));
  EXPECT_FALSE(scope.covers(parse("https://ville.example/agenda")));
  EXPECT_TRUE(scope.is_internal(parse("https://ville.example/agenda")));
}

struct PatternCase {
  std::string_view url, pattern;
};
class Pattern : public testing::TestWithParam<PatternCase> {};
TEST_P(Pattern, Generalises) {
  EXPECT_EQ(url_pattern(parse(GetParam().url)),
            std::string("https://v.example") + std::string(GetParam().pattern));
}
INSTANTIATE_TEST_SUITE_P(
    Table, Pattern,
    testing::Values(PatternCase{"https://v.example/", "/"},
                    PatternCase{"https://v.example/a/b.html", "/a/*.html"},
                    PatternCase{"https://v.example/agenda/2026/11/24", "/agenda/#/#/*"},
                    PatternCase{"https://v.example/a/a/a/x", "/a/*"},
                    PatternCase{"https://v.example/a/?b=1&a=2&b=3", "/a/?a&b"},
                    PatternCase{"https://v.example/page-12/x", "/page-#/*"},
                    PatternCase{"https://v.example/0123456789abcdef0123/x", "/#/*"},
                    PatternCase{"https://v.example/x;jsessionid=1", "/*"}));

TEST(UrlPattern, SeesPathsThatRepeatThemselves) {
  EXPECT_TRUE(looks_endless(parse("https://v.example/a/b/a/b/a/b")));
  EXPECT_TRUE(looks_endless(
      parse("https://v.example/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21")));
  EXPECT_FALSE(looks_endless(parse("https://v.example/2026/11/11/11/releve")));
  EXPECT_FALSE(looks_endless(parse("https://v.example/fr/services/fr/eau")));
}

TEST(UrlPattern, DropsSessionIdsThatMakeANewUrlOfEveryLink) {
  EXPECT_EQ(without_session_id(parse("https://v.example/a?PHPSESSID=1f&id=3")).href(),
            "https://v.example/a?id=3");
  EXPECT_EQ(without_session_id(parse("https://v.example/a;jsessionid=9?id=3")).href(),
            "https://v.example/a?id=3");
  EXPECT_EQ(without_session_id(parse("https://v.example/a?sid=3")).href(),
            "https://v.example/a?sid=3");
}

struct SignOutCase {
  std::string_view url;
  bool expected;
};
class SignOut : public testing::TestWithParam<SignOutCase> {};
TEST_P(SignOut, IsRecognised) {
  EXPECT_EQ(looks_like_sign_out(parse(GetParam().url)), GetParam().expected) << GetParam().url;
}
INSTANTIATE_TEST_SUITE_P(Table, SignOut,
                         testing::Values(SignOutCase{"https://v.example/Logout", true},
                                         SignOutCase{"https://v.example/?action=deconnexion", true},
                                         SignOutCase{"https://v.example/d%C3%A9connexion", true},
                                         SignOutCase{"https://v.example/connexion", false},
                                         SignOutCase{"https://v.example/catalogue", false}));

}  // namespace
}  // namespace vigie::crawler
