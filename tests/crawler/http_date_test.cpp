#include "crawler/http_date.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crawler/retry_after.h"

namespace vigie::crawler {
namespace {

constexpr std::int64_t kNow = 1'764'000'000;  // 2025-11-24 16:00:00 UTC

std::optional<std::int64_t> seconds_of(std::string_view text) {
  return parse_http_date(text, std::chrono::sys_seconds(std::chrono::seconds(kNow)))
      .transform([](std::chrono::sys_seconds when) { return when.time_since_epoch().count(); });
}

struct DateCase {
  std::string name;
  std::string text;
  std::optional<std::int64_t> seconds;
};
class HttpDate : public testing::TestWithParam<DateCase> {};
TEST_P(HttpDate, IsReadAs) { EXPECT_EQ(seconds_of(GetParam().text), GetParam().seconds); }
INSTANTIATE_TEST_SUITE_P(
    Texts, HttpDate,
    testing::Values(DateCase{"ImfFixdate", "Sun, 06 Nov 1994 08:49:37 GMT", 784'111'777},
                    DateCase{"Rfc850", "Sunday, 06-Nov-94 08:49:37 GMT", 784'111'777},
                    DateCase{"Asctime", "Sun Nov  6 08:49:37 1994", 784'111'777},
                    DateCase{"Netscape", "Sun, 06-Nov-1994 08:49:37 gmt", 784'111'777},
                    DateCase{"TwoDigitsNear", "Monday, 24-Nov-75 16:00:00 GMT", 3'341'836'800},
                    DateCase{"TwoDigitsFar", "Wednesday, 24-Nov-76 16:00:00 GMT", 217'699'200},
                    DateCase{"Epoch", "Thu, 01 Jan 1970 00:00:00 GMT", 0},
                    DateCase{"BeforeTheEpoch", "Wed, 31 Dec 1969 23:59:59 GMT", -1},
                    DateCase{"LeapSecond", "Sat, 31 Dec 2016 23:59:60 GMT", 1'483'228'799},
                    DateCase{"LeapDay", "Thu, 29 Feb 2024 00:00:00 GMT", 1'709'164'800},
                    DateCase{"NoLeapYear", "Wed, 29 Feb 2023 00:00:00 GMT", std::nullopt},
                    DateCase{"HourTooBig", "Sun, 06 Nov 1994 24:00:00 GMT", std::nullopt},
                    DateCase{"OtherZone", "Sun, 06 Nov 1994 08:49:37 CET", std::nullopt},
                    DateCase{"NoDayName", "06 Nov 1994 08:49:37 GMT", std::nullopt},
                    DateCase{"Iso", "1994-11-06T08:49:37Z", std::nullopt},
                    DateCase{"Zero", "0", std::nullopt}, DateCase{"Empty", "", std::nullopt},
                    DateCase{"Endless", std::string(100'000, '1'), std::nullopt}),
    [](const auto& test) { return test.param.name; });

class RetryAfter : public testing::TestWithParam<DateCase> {};
TEST_P(RetryAfter, Asks) {
  EXPECT_EQ(retry_after(GetParam().text, kNow).transform([](auto wait) { return wait.count(); }),
            GetParam().seconds);
}
INSTANTIATE_TEST_SUITE_P(Values, RetryAfter,
                         testing::Values(DateCase{"Seconds", " 120 ", 120},
                                         DateCase{"Zero", "0", 0},
                                         DateCase{"Huge", "99999999999999999999", 10'000'000},
                                         DateCase{"Date", "Mon, 24 Nov 2025 16:02:00 GMT", 120},
                                         DateCase{"PastDate", "Sun, 06 Nov 1994 08:49:37 GMT", 0},
                                         DateCase{"Negative", "-5", std::nullopt},
                                         DateCase{"Fraction", "1.5", std::nullopt},
                                         DateCase{"Words", "later", std::nullopt},
                                         DateCase{"Empty", "", std::nullopt}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace vigie::crawler
