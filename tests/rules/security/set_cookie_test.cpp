#include "rules/security/set_cookie.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::rules {
namespace {

struct DateCase {
  std::string_view text;
  std::optional<std::int64_t> seconds;
};

TEST(CookieDate, ReadsWhatServersWrite) {
  for (const auto& [text, seconds] : {
           DateCase{"Wed, 09 Jun 2021 10:18:14 GMT", 1'623'233'894},
           DateCase{"Wed, 09-Jun-21 10:18:14 GMT", 1'623'233'894},
           DateCase{"Wed Jun  9 10:18:14 2021", 1'623'233'894},
           DateCase{"9 june 2021 10:18:14", 1'623'233'894},
           DateCase{"Thu, 01 Jan 1970 00:00:00 GMT", 0},
           DateCase{"01 Jan 70 1:2:3", 3723},
           DateCase{"Wed, 31 Feb 2021 10:18:14 GMT", std::nullopt},
           DateCase{"Wed, 09 Jun 2021 25:18:14 GMT", std::nullopt},
           DateCase{"Wed, 09 Jun 2021", std::nullopt},
           DateCase{"0", std::nullopt},
           DateCase{"", std::nullopt},
       }) {
    const auto at = parse_cookie_date(text);
    EXPECT_EQ(at, seconds ? std::optional(*seconds * 1000) : std::nullopt) << text;
  }
}

TEST(SetCookie, TakesTheNameUpToTheFirstEqualsSign) {
  EXPECT_EQ(parse_set_cookie(" a = b=c ; Path=/x", 0)->name, "a");
  EXPECT_EQ(parse_set_cookie("a", 0)->name, "");
  EXPECT_FALSE(parse_set_cookie("=; Secure", 0));
  EXPECT_FALSE(parse_set_cookie("", 0));
}

TEST(SetCookie, ReadsDomainAndPath) {
  const auto cookie = parse_set_cookie("a=1; Domain=.Mairie.example; Path=x", 0);
  EXPECT_EQ(cookie->domain, "mairie.example");
  EXPECT_EQ(cookie->path, "");
}

TEST(SetCookie, DropsWhatIsTooLong) {
  EXPECT_TRUE(parse_set_cookie("a=" + std::string(4094, 'x'), 0));
  EXPECT_FALSE(parse_set_cookie("a=" + std::string(4095, 'x'), 0));
}

TEST(SetCookie, IgnoresAMaxAgeThatIsNoNumber) {
  EXPECT_FALSE(parse_set_cookie("a=1; Max-Age=1h", 0)->ends_ms);
  EXPECT_TRUE(parse_set_cookie("a=1; Max-Age=-1", 5)->is_deletion(5));
  EXPECT_FALSE(parse_set_cookie("a=1; Max-Age=99999999999999999999", 5)->is_deletion(5));
}

}  // namespace
}  // namespace vigie::rules
