#include "crawler/url.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace vigie::crawler {
namespace {

Url url(std::string_view input) { return Url::parse(input).value(); }

TEST(Url, GivesItsParts) {
  const Url whole = url("HTTPS://Marie:s3cret@Mairie.Example:8443/a/./b/../c?q=été#haut");
  EXPECT_EQ(whole.href(), "https://Marie:s3cret@mairie.example:8443/a/c?q=%C3%A9t%C3%A9#haut");
  EXPECT_EQ(whole.scheme(), "https");
  EXPECT_EQ(whole.username(), "Marie");
  EXPECT_EQ(whole.password(), "s3cret");
  EXPECT_EQ(whole.host(), "mairie.example");
  EXPECT_EQ(whole.port(), 8443);
  EXPECT_EQ(whole.path(), "/a/c");
  EXPECT_EQ(whole.query(), "q=%C3%A9t%C3%A9");
  EXPECT_EQ(whole.fragment(), "haut");
}

TEST(Url, HasEmptyPartsWhereTheInputHasNone) {
  const Url bare = url("http://mairie.example");
  EXPECT_EQ(bare.href(), "http://mairie.example/");
  EXPECT_EQ(bare.username(), "");
  EXPECT_EQ(bare.password(), "");
  EXPECT_EQ(bare.port(), std::nullopt);
  EXPECT_EQ(bare.effective_port(), 80);
  EXPECT_EQ(bare.path(), "/");
  EXPECT_FALSE(bare.has_query());
  EXPECT_FALSE(bare.has_fragment());
}

TEST(Url, TellsAnEmptyQueryFromNone) {
  EXPECT_TRUE(url("http://a/?").has_query());
  EXPECT_EQ(url("http://a/?").query(), "");
  EXPECT_TRUE(url("http://a/#").has_fragment());
  EXPECT_FALSE(url("http://a/#?").has_query());
  EXPECT_EQ(url("http://a/#?").fragment(), "?");
}

struct ErrorCase {
  std::string name;
  std::string input;
  UrlError error;
};
class UrlErrors : public testing::TestWithParam<ErrorCase> {};
TEST_P(UrlErrors, AreTold) {
  const auto parsed = Url::parse(GetParam().input);
  ASSERT_FALSE(parsed) << parsed->href();
  EXPECT_EQ(name(parsed.error()), name(GetParam().error));
}
INSTANTIATE_TEST_SUITE_P(
    Inputs, UrlErrors,
    testing::Values(
        ErrorCase{"Nothing", "", UrlError::empty}, ErrorCase{"OnlySpace", " \t\n", UrlError::empty},
        ErrorCase{"Mail", "mailto:mairie@ville.example", UrlError::scheme},
        ErrorCase{"Script", "java\nscript:void(0)", UrlError::scheme},
        ErrorCase{"RelativeWithoutBase", "contact.html", UrlError::invalid},
        ErrorCase{"NoHost", "http://", UrlError::host},
        ErrorCase{"NoHostBeforeThePort", "http://:80/", UrlError::host},
        ErrorCase{"SpaceInHost", "http://ma mairie/", UrlError::host},
        ErrorCase{"FakePunycodeBesideUnicode", "http://\u00E9.xn--a-ecp.ru/", UrlError::host},
        ErrorCase{"NoUtf8InHost", "http://mairie\xE9.fr/", UrlError::host},
        ErrorCase{"PortTooBig", "http://ville.example:65536/", UrlError::port},
        ErrorCase{"PortNoNumber", "http://ville.example:http/", UrlError::port},
        ErrorCase{"PortNegative", "http://ville.example:-1/", UrlError::port},
        ErrorCase{"TooLong", "http://a/" + std::string(kMaxUrlBytes, 'x'), UrlError::too_long},
        ErrorCase{"HostTooLong", "http://" + std::string(200'000, 'x') + "/", UrlError::too_long},
        ErrorCase{"PortLong", "http://a:" + std::string(200'000, '9') + "/", UrlError::port}),
    [](const auto& test) { return test.param.name; });

TEST(Url, MayBeExactlyAsLongAsTheLimit) {
  const std::string longest = "http://a/" + std::string(kMaxUrlBytes - 9, 'x');
  EXPECT_EQ(url(longest).href(), longest);
}

TEST(Url, MayBeWrittenLongerThanItIs) {
  std::string input = "http://a/";
  for (int i = 0; i < 100'000; ++i) input += "x/../";
  EXPECT_EQ(url(input).href(), "http://a/");
}

TEST(Url, TakesTheBytesOfALatin1LocationAsTheyAre) {
  EXPECT_EQ(url("http://a/actualit\xE9s?q=\xE9").href(), "http://a/actualit%E9s?q=%E9");
}

TEST(Url, ReadsInternationalHosts) {
  EXPECT_EQ(url("https://Hôtel-de-Ville.fr").host(), "xn--htel-de-ville-plb.fr");
  EXPECT_EQ(url("https://faß.example").host(), "xn--fa-hia.example");  // not transitional
  EXPECT_EQ(url("https://xn--a-ecp.FR").host(), "xn--a-ecp.fr");       // no Punycode, yet ASCII
  EXPECT_EQ(url("https://r%C3%A9gion.fr").host(), "xn--rgion-bsa.fr");
}

TEST(Url, HasAnOriginWithoutCredentials) {
  EXPECT_EQ(url("https://ville.example:443/a").origin(), "https://ville.example");
  EXPECT_EQ(url("https://ville.example:8443/a?b").origin(), "https://ville.example:8443");
  EXPECT_EQ(url("https://m:s@ville.example:8443/a?b#c").origin(), "https://ville.example:8443");
  EXPECT_EQ(url("https://m:s@ville.example/a#c").without_fragment().origin(),
            "https://ville.example");
}

TEST(Url, ComparesOriginsBySchemeHostAndPort) {
  const Url here = url("https://ville.example/a");
  EXPECT_TRUE(here.same_origin(url("https://m:s@VILLE.example:443/b")));
  EXPECT_FALSE(here.same_origin(url("http://ville.example/a")));
  EXPECT_FALSE(here.same_origin(url("https://ville.example:444/a")));
  EXPECT_FALSE(here.same_origin(url("https://www.ville.example/a")));
}

TEST(Url, LosesOnlyItsFragment) {
  EXPECT_EQ(url("http://m:s@a/b?c#d").without_fragment().href(), "http://m:s@a/b?c");
  EXPECT_FALSE(url("http://a/b#").without_fragment().has_fragment());
  EXPECT_EQ(url("http://a/b?#d").without_fragment().href(), "http://a/b?");
}

struct KeyCase {
  std::string name;
  std::string input;
  std::string key;
};
class PageKey : public testing::TestWithParam<KeyCase> {};
TEST_P(PageKey, Is) {
  const Url key = url(GetParam().input).page_key();
  EXPECT_EQ(key.href(), GetParam().key);
  // The parts must be those of the same text parsed anew.
  const Url again = url(key.href());
  EXPECT_EQ(std::tuple(key.scheme(), key.username(), key.password(), key.host(), key.port(),
                       key.path(), key.has_query(), key.query(), key.has_fragment(), key.origin()),
            std::tuple(again.scheme(), again.username(), again.password(), again.host(),
                       again.port(), again.path(), again.has_query(), again.query(),
                       again.has_fragment(), again.origin()));
}
INSTANTIATE_TEST_SUITE_P(
    Urls, PageKey,
    testing::Values(KeyCase{"Same", "http://a/b?c=d", "http://a/b?c=d"},
                    KeyCase{"NoFragment", "http://a/b?c=d#e", "http://a/b?c=d"},
                    KeyCase{"EmptyQuery", "http://a/p?", "http://a/p"},
                    KeyCase{"EmptyQueryAndFragment", "http://a/p?#x", "http://a/p"},
                    KeyCase{"User", "http://marie@a:81/p", "http://a:81/p"},
                    KeyCase{"All", "http://marie:s3cret@a:81/p?#x", "http://a:81/p"},
                    KeyCase{"UserAndQuery", "http://:s3cret@a/p?q#x", "http://a/p?q"}),
    [](const auto& test) { return test.param.name; });

TEST(Url, IsOrderedAndComparedByHref) {
  EXPECT_EQ(url("http://A"), url("http://a/"));
  EXPECT_LT(url("http://a/"), url("http://b/"));
  EXPECT_NE(url("http://m@a/"), url("http://a/"));
}

struct RelativeCase {
  std::string name;
  std::string input;
  std::string base;
  std::string href;
};
class RelativeUrl : public testing::TestWithParam<RelativeCase> {};
TEST_P(RelativeUrl, ResolvesTo) {
  const Url base = url(GetParam().base);
  const auto resolved = Url::parse(GetParam().input, &base);
  ASSERT_TRUE(resolved);
  EXPECT_EQ(resolved->href(), GetParam().href);
}
INSTANTIATE_TEST_SUITE_P(
    Inputs, RelativeUrl,
    testing::Values(RelativeCase{"EmptyIsTheBase", "", "http://m:s@a/b?c#d", "http://m:s@a/b?c"},
                    RelativeCase{"EmptyQueryOfBaseStays", "#x", "http://a/b?#d", "http://a/b?#x"},
                    RelativeCase{"CredentialsOfTheBaseStay", "x", "http://m:s@a/b/c",
                                 "http://m:s@a/b/x"},
                    RelativeCase{"OtherHostHasNone", "//x/", "http://m:s@a/b/c", "http://x/"},
                    RelativeCase{"SameSchemeIsRelative", "http:x", "http://a/b/c", "http://a/b/x"},
                    RelativeCase{"OtherSchemeIsNot", "https:x", "http://a/b/c", "https://x/"},
                    RelativeCase{"UpPastTheRoot", "../../../x", "http://a/b/c", "http://a/x"},
                    RelativeCase{"EncodedDots", "%2E./.%2e/x", "http://a/b/c/d", "http://a/x"},
                    RelativeCase{"Backslashes", "\\\\x\\y", "http://a/b/c", "http://x/y"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace vigie::crawler
