#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "header_case.h"
#include "judging.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::rules {
namespace {

using enum Outcome;

constexpr const char* kCookie = "Set-Cookie";
const std::string kHttp = "http://mairie.example/";

VIGIE_HEADER_CASES(
    CookieFlags, "cookie-flags", HeaderCase{"NoCookie", {}, inapplicable},
    HeaderCase{"Session", {{kCookie, "SESSID=1; Secure; HttpOnly; SameSite=Lax"}}, passed},
    HeaderCase{"Preference", {{kCookie, "lang=fr; secure"}}, passed},
    HeaderCase{
        "WhateverTheCase", {{kCookie, "PHPSESSID=1;SECURE;httponly;samesite=STRICT"}}, passed},
    HeaderCase{"AntiForgeryTokenIsReadByScripts", {{kCookie, "XSRF-TOKEN=1; Secure"}}, passed},
    HeaderCase{"SideIsNoSid", {{kCookie, "side=left; Secure"}}, passed},
    HeaderCase{"NotSecure", {{kCookie, "lang=fr"}}, failed},
    HeaderCase{"SessionWithoutHttpOnly", {{kCookie, "JSESSIONID=1; Secure; SameSite=Lax"}}, failed},
    HeaderCase{"SessionWithoutSameSite", {{kCookie, "connect.sid=1; Secure; HttpOnly"}}, failed},
    HeaderCase{"SameSiteUnknown", {{kCookie, "a=1; Secure; SameSite=Loose"}}, failed},
    HeaderCase{"SameSiteNoneWithoutSecure", {{kCookie, "a=1; SameSite=None"}}, failed, "", kHttp},
    HeaderCase{"LastAttributeCounts", {{kCookie, "a=1; Secure; SameSite=x; SameSite=Lax"}}, passed},
    HeaderCase{"SessionForOtherSites",
               {{kCookie, "sessionid=1; Secure; HttpOnly; SameSite=None"}},
               cant_tell},
    HeaderCase{"HostPrefix", {{kCookie, "__Host-a=1; Secure; Path=/"}}, passed},
    HeaderCase{"HostPrefixWithDomain",
               {{kCookie, "__Host-a=1; Secure; Path=/; Domain=mairie.example"}},
               failed},
    HeaderCase{"HostPrefixWithoutPath", {{kCookie, "__HOST-a=1; Secure"}}, failed},
    HeaderCase{"SecurePrefixOverHttp", {{kCookie, "__Secure-a=1; Secure"}}, failed, "", kHttp},
    HeaderCase{"SecureIsNotAskedOverHttp", {{kCookie, "lang=fr"}}, passed, "", kHttp},
    HeaderCase{"TakenAwayByMaxAge", {{kCookie, "old=; Max-Age=0"}}, inapplicable},
    HeaderCase{"TakenAwayByExpires",
               {{kCookie, "old=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"}},
               inapplicable},
    HeaderCase{"MaxAgeComesBeforeExpires",
               {{kCookie, "a=1; Max-Age=60; Expires=Thu, 01-Jan-70 00:00:00 GMT"}},
               failed},
    HeaderCase{"SetAgainBetter", {{kCookie, "a=1"}, {kCookie, "a=2; Secure"}}, passed},
    HeaderCase{"SameNameElsewhereIsAnother",
               {{kCookie, "a=1; Path=/x"}, {kCookie, "a=2; Secure"}},
               failed},
    HeaderCase{"OwnDomain", {{kCookie, "a=1; Domain=mairie.example"}}, failed},
    HeaderCase{
        "DomainOfAnotherHostDropsIt", {{kCookie, "a=1; Domain=autre.example"}}, inapplicable},
    HeaderCase{"PublicSuffixDropsIt", {{kCookie, "a=1; Domain=example"}}, inapplicable},
    HeaderCase{"ControlCharactersDropIt", {{kCookie, "a=\x01"}}, inapplicable});

TEST(CookieFlagsRule, GivesEachCookieItsVerdict) {
  const Judgement judgement = judge(
      "cookie-flags", Sent{.headers = {{kCookie, "a=1"}, {kCookie, "PHPSESSID=2"}}, .body = "<p>"});
  ASSERT_EQ(judgement.findings.size(), 2U);
  EXPECT_EQ(judgement.findings[0].where, "Set-Cookie: a");
  EXPECT_EQ(judgement.findings[0].values, std::vector<std::string>{"Secure"});
  EXPECT_EQ(judgement.findings[1].where, "Set-Cookie: PHPSESSID");
  EXPECT_EQ(judgement.findings[1].values, std::vector<std::string>{"Secure, HttpOnly, SameSite"});
  EXPECT_NE(judgement.findings[0].fingerprint, judgement.findings[1].fingerprint);
}

TEST(CookieFlagsRule, JudgesCookiesOfWhatIsNoHtmlToo) {
  EXPECT_EQ(worst(judge("cookie-flags", Sent{.headers = {{kCookie, "a=1"}}, .is_html = false})),
            failed);
}

}  // namespace
}  // namespace vigie::rules
