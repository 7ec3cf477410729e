#include "crawler/cookie_jar.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

#include "crawler/url.h"

namespace vigie::crawler {
namespace {

constexpr std::int64_t kNow = 1'764'000'000;  // 2025-11-24

Url url(std::string_view text) { return Url::parse(text).value(); }

struct Case {
  const char* name;
  std::string set_cookie;
  std::string from, to;
  std::string sent;
};
void PrintTo(const Case& one, std::ostream* out) { *out << one.set_cookie; }

class Cookie : public testing::TestWithParam<Case> {};
TEST_P(Cookie, GoesWhereItBelongs) {
  CookieJar jar;
  jar.store(GetParam().set_cookie, url(GetParam().from), kNow);
  EXPECT_EQ(jar.header_for(url(GetParam().to), kNow), GetParam().sent);
}

const std::string kSite = "https://www.ville.example/a/b";
INSTANTIATE_TEST_SUITE_P(
    Rfc6265, Cookie,
    testing::Values(
        Case{"Simple", "a=1", kSite, kSite, "a=1"},
        Case{"SpacesAreTrimmed", "  a = 1 ;x", kSite, kSite, "a=1"},
        Case{"ValueMayHoldEquals", "a=b=c", kSite, kSite, "a=b=c"},
        Case{"NameMayBeMissing", "alone", kSite, kSite, "alone"},
        Case{"EmptyIsNone", "=", kSite, kSite, ""},
        Case{"QuotesStay", "a=\"1\"", kSite, kSite, "a=\"1\""},
        Case{"ControlCharactersAreRefused", "a=1\x01", kSite, kSite, ""},
        Case{"LineBreakIsRefused", "a=1\r\nX-Evil: 1", kSite, kSite, ""},
        Case{"HostOnlyByDefault", "a=1", kSite, "https://sub.www.ville.example/a/", ""},
        Case{"DomainCoversSubdomains", "a=1; Domain=ville.example", kSite,
             "https://mail.ville.example/a/", "a=1"},
        Case{"LeadingDotIsIgnored", "a=1; Domain=.Ville.Example", kSite,
             "https://mail.ville.example/a/", "a=1"},
        Case{"DomainDoesNotCoverLookalikes", "a=1; Domain=ville.example", kSite,
             "https://maville.example/a/", ""},
        Case{"ForeignDomainIsRefused", "a=1; Domain=autre.example", kSite,
             "https://autre.example/a/", ""},
        Case{"PublicSuffixIsRefused", "a=1; Domain=gouv.fr", "https://x.gouv.fr/",
             "https://y.gouv.fr/", ""},
        Case{"TopLevelIsRefused", "a=1; Domain=fr", "https://x.gouv.fr/", "https://x.gouv.fr/", ""},
        Case{"SuffixMayKeepItsOwn", "a=1; Domain=gouv.fr", "https://gouv.fr/", "https://gouv.fr/",
             "a=1"},
        Case{"SuffixSharesNothing", "a=1; Domain=gouv.fr", "https://gouv.fr/", "https://x.gouv.fr/",
             ""},
        Case{"AddressIsNoDomain", "a=1; Domain=0.0.1", "http://127.0.0.1/", "http://127.0.0.1/",
             ""},
        Case{"AddressKeepsItsOwn", "a=1; Domain=127.0.0.1", "http://127.0.0.1/",
             "http://127.0.0.1/", "a=1"},
        Case{"DefaultPathIsTheFolder", "a=1", kSite, "https://www.ville.example/a/c", "a=1"},
        Case{"OtherFoldersDoNotGetIt", "a=1", kSite, "https://www.ville.example/", ""},
        Case{"PathMatchesWholeSegments", "a=1; Path=/a", kSite, "https://www.ville.example/ab", ""},
        Case{"PathMatchesBelow", "a=1; Path=/a", kSite, "https://www.ville.example/a/x", "a=1"},
        Case{"PathMatchesItself", "a=1; Path=/a", kSite, "https://www.ville.example/a?q", "a=1"},
        Case{"RelativePathIsIgnored", "a=1; Path=x", kSite, kSite, "a=1"},
        Case{"SecureNeedsTls", "a=1; Path=/; Secure", kSite, "http://www.ville.example/", ""},
        Case{"SecureOverTls", "a=1; Path=/; Secure", kSite, "https://www.ville.example/", "a=1"},
        Case{"SecureFromPlainIsRefused", "a=1; Path=/; Secure", "http://www.ville.example/",
             "https://www.ville.example/", ""},
        Case{"PortsAreShared", "a=1; Path=/", kSite, "https://www.ville.example:8443/", "a=1"},
        Case{"ExpiredIsDropped", "a=1; Expires=Thu, 01 Jan 2015 00:00:00 GMT", kSite, kSite, ""},
        Case{"FutureIsKept", "a=1; Expires=Thu, 01 Jan 2037 00:00:00 GMT", kSite, kSite, "a=1"},
        Case{"ExpiredWithDashesIsDropped", "a=1; Expires=Thu, 01-Jan-1970 00:00:01 GMT", kSite,
             kSite, ""},
        Case{"YearSeventyIsNotToCome", "a=1; Expires=Thu, 01-Jan-70 00:00:01 GMT", kSite, kSite,
             ""},
        Case{"YearSixtyNineIsToCome", "a=1; Expires=Tue, 01-Jan-69 00:00:01 GMT", kSite, kSite,
             "a=1"},
        Case{"UnreadableDateIsNone", "a=1; Expires=tomorrow", kSite, kSite, "a=1"},
        Case{"MaxAgeZeroDrops", "a=1; Max-Age=0", kSite, kSite, ""},
        Case{"MaxAgeWinsOverExpires", "a=1; Max-Age=60; Expires=Thu, 01 Jan 2015 00:00:00 GMT",
             kSite, kSite, "a=1"},
        Case{"HugeMaxAgeIsKept", "a=1; Max-Age=99999999999999999999", kSite, kSite, "a=1"},
        Case{"MaxAgeOfWordsIsNone", "a=1; Max-Age=soon", kSite, kSite, "a=1"},
        Case{"SecurePrefixNeedsSecure", "__Secure-a=1", kSite, kSite, ""},
        Case{"SecurePrefix", "__Secure-a=1; Secure", kSite, kSite, "__Secure-a=1"},
        Case{"HostPrefixNeedsRoot", "__Host-a=1; Secure", kSite, kSite, ""},
        Case{"HostPrefixWantsNoDomain", "__Host-a=1; Secure; Path=/; Domain=www.ville.example",
             kSite, kSite, ""},
        Case{"HostPrefix", "__Host-a=1; Secure; Path=/", kSite, kSite, "__Host-a=1"},
        Case{"TooLongIsRefused", "a=" + std::string(5000, 'x'), kSite, kSite, ""}),
    [](const auto& test) { return test.param.name; });

TEST(CookieJar, SendsLongerPathsFirstThenOlderCookies) {
  CookieJar jar;
  const Url page = url("https://v.example/a/b/c");
  jar.store("old=1; Path=/a", page, kNow);
  jar.store("new=1; Path=/a", page, kNow);
  jar.store("deep=1; Path=/a/b", page, kNow);
  jar.store("old=2; Path=/a", page, kNow);
  EXPECT_EQ(jar.header_for(page, kNow), "deep=1; old=2; new=1");
}

TEST(CookieJar, ForgetsWhatIsTakenBack) {
  CookieJar jar;
  const Url page = url("https://v.example/");
  jar.store("a=1", page, kNow);
  jar.store("a=; Max-Age=0", page, kNow);
  EXPECT_EQ(jar.header_for(page, kNow), "");
  EXPECT_EQ(jar.size(), 0U);
}

TEST(CookieJar, ForgetsWhatHasExpiredMeanwhile) {
  CookieJar jar;
  const Url page = url("https://v.example/");
  jar.store("a=1; Max-Age=60", page, kNow);
  EXPECT_EQ(jar.header_for(page, kNow + 59), "a=1");
  EXPECT_EQ(jar.header_for(page, kNow + 60), "");
}

TEST(CookieJar, StaysBoundedUnderAFlood) {
  CookieJar jar;
  for (int i = 0; i < 100'000; ++i)
    jar.store("c" + std::to_string(i) + "=1; Path=/", url("https://v.example/"), kNow);
  EXPECT_EQ(jar.size(), 50U);
  EXPECT_NE(jar.header_for(url("https://v.example/"), kNow).find("c99999=1"), std::string::npos);
  for (int i = 0; i < 5'000; ++i)
    jar.store("a=1", url("https://h" + std::to_string(i) + ".example/"), kNow);
  EXPECT_LE(jar.size(), 3'000U);
  EXPECT_EQ(jar.header_for(url("https://h4999.example/"), kNow), "a=1") << "the newest stay";
}

TEST(CookieJar, ReadsNetscapeFiles) {
  CookieJar jar;
  EXPECT_EQ(jar.load_netscape("# Netscape HTTP Cookie File\n"
                              "v.example\tFALSE\t/\tFALSE\t0\tsession\tabc\n"
                              "#HttpOnly_.v.example\tTRUE\t/\tTRUE\t4000000000\tid\tx y\r\n"
                              "v.example\tFALSE\t/\tFALSE\t1\told\tgone\n"
                              "\n"
                              "no cookie at all\n"
                              "v.example\tFALSE\t/\tFALSE\t0\tempty",
                              kNow),
            4U);
  EXPECT_EQ(jar.header_for(url("https://v.example/"), kNow), "session=abc; id=x y; empty=");
  EXPECT_EQ(jar.header_for(url("https://www.v.example/"), kNow), "id=x y");
  EXPECT_EQ(jar.header_for(url("http://v.example/"), kNow), "session=abc; empty=");
}

}  // namespace
}  // namespace vigie::crawler
