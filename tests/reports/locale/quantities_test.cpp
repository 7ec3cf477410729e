#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <string>

#include "probes/measure.h"
#include "reports/locale/texts.h"

namespace vigie::reports {
namespace {

const Texts kEnglish(Language::english);
const Texts kFrench(Language::french);
constexpr std::int64_t kAfternoon = 1'795'525'500'123;  // 2026-11-24T13:05:00.123Z

// Sets the process's time zone for one test.
class InZone {
 public:
  explicit InZone(const char* zone) {
    setenv("TZ", zone, 1);
    tzset();
  }
  ~InZone() {
    unsetenv("TZ");
    tzset();
  }
  InZone(const InZone&) = delete;
  InZone& operator=(const InZone&) = delete;
};

struct Both {
  const char *english, *french;
};

void expect_number(double value, int decimals, Both expected) {
  EXPECT_EQ(kEnglish.number(value, decimals), expected.english);
  EXPECT_EQ(kFrench.number(value, decimals), expected.french);
}

TEST(Number, GroupsThousandsAndMarksDecimalsAsTheLanguageDoes) {
  expect_number(1234.5, 1, {"1,234.5", "1\u202f234,5"});
  expect_number(1234567, 1, {"1,234,567", "1\u202f234\u202f567"});
  expect_number(999, 1, {"999", "999"});
}

TEST(Number, WritesNoNeedlessDecimal) {
  expect_number(3.0, 2, {"3", "3"});
  expect_number(3.10, 2, {"3.1", "3,1"});
  expect_number(100, 0, {"100", "100"});
}

TEST(Number, RoundsBeforeItGroups) { expect_number(999.96, 1, {"1,000", "1\u202f000"}); }

TEST(Number, WritesATrueMinusAndNoNegativeZero) {
  expect_number(-1500.25, 2, {"\u22121,500.25", "\u22121\u202f500,25"});
  expect_number(-0.001, 1, {"0", "0"});
}

TEST(Number, ShowsADashForWhatIsNoNumber) {
  expect_number(std::numeric_limits<double>::quiet_NaN(), 1, {"–", "–"});
  expect_number(std::numeric_limits<double>::infinity(), 1, {"–", "–"});
}

TEST(Count, GroupsTheLargestNumber) {
  EXPECT_EQ(kEnglish.count(std::numeric_limits<std::uint64_t>::max()),
            "18,446,744,073,709,551,615");
  EXPECT_EQ(kFrench.count(1'150), "1\u202f150");
}

TEST(Percent, IsOfARatio) {
  EXPECT_EQ(kEnglish.percent(0.051), "5.1%");
  EXPECT_EQ(kFrench.percent(0.051), "5,1\u00a0%");
}

void expect_duration(double ms, Both expected) {
  EXPECT_EQ(kEnglish.duration(ms), expected.english);
  EXPECT_EQ(kFrench.duration(ms), expected.french);
}

TEST(Duration, KeepsThreeDigitsThatMatter) {
  expect_duration(3.42, {"3.4\u00a0ms", "3,4\u00a0ms"});
  expect_duration(412.3, {"412\u00a0ms", "412\u00a0ms"});
  expect_duration(1254, {"1.25\u00a0s", "1,25\u00a0s"});
  expect_duration(12'340, {"12.3\u00a0s", "12,3\u00a0s"});
}

TEST(Duration, GrowsIntoMinutesAndHours) {
  expect_duration(125'000, {"2\u00a0min\u00a05\u00a0s", "2\u00a0min\u00a05\u00a0s"});
  expect_duration(120'000, {"2\u00a0min", "2\u00a0min"});
  expect_duration(11'520'000, {"3\u00a0h\u00a012\u00a0min", "3\u00a0h\u00a012\u00a0min"});
}

TEST(Duration, DoesNotWriteSixtySecondsOrAThousandMilliseconds) {
  expect_duration(999.7, {"1\u00a0s", "1\u00a0s"});
  expect_duration(59'990, {"1\u00a0min", "1\u00a0min"});
}

TEST(Size, UsesTheUnitsOfTheLanguage) {
  EXPECT_EQ(kEnglish.size(980), "980\u00a0B");
  EXPECT_EQ(kFrench.size(980), "980\u00a0o");
  EXPECT_EQ(kEnglish.size(12'345), "12.3\u00a0kB");
  EXPECT_EQ(kFrench.size(12'345), "12,3\u00a0ko");
  EXPECT_EQ(kFrench.size(5'200'000), "5,2\u00a0Mo");
}

TEST(Size, DoesNotWriteAThousandOfAUnit) {
  EXPECT_EQ(kEnglish.size(999'960), "1\u00a0MB");
  EXPECT_EQ(kEnglish.size(999.6), "1\u00a0kB");
}

TEST(Quantity, FollowsTheUnit) {
  EXPECT_EQ(kFrench.quantity(1500, probes::Unit::milliseconds), "1,5\u00a0s");
  EXPECT_EQ(kFrench.quantity(1500, probes::Unit::bytes), "1,5\u00a0ko");
  EXPECT_EQ(kFrench.quantity(1500, probes::Unit::count), "1\u202f500");
  EXPECT_EQ(kFrench.quantity(134.9, probes::Unit::count), "135");
  EXPECT_EQ(kFrench.quantity(2.5, probes::Unit::count), "2,5");
  EXPECT_EQ(kFrench.quantity(12, probes::Unit::days), "12\u00a0j");
}

TEST(Date, IsWrittenOutInTheLanguage) {
  const InZone zone("UTC0");
  EXPECT_EQ(kEnglish.date(kAfternoon), "24\u00a0November 2026");
  EXPECT_EQ(kFrench.date(kAfternoon), "24\u00a0novembre 2026");
}

TEST(Date, HasAnOrdinalOnTheFirstInFrench) {
  const InZone zone("UTC0");
  const std::int64_t first = 1'793'534'400'000;  // 2026-11-01T12:00Z
  EXPECT_EQ(kFrench.date(first), "1er\u00a0novembre 2026");
  EXPECT_EQ(kEnglish.date(first), "1\u00a0November 2026");
}

TEST(DateTime, SaysItsZone) {
  const InZone zone("CET-1");
  EXPECT_EQ(kEnglish.date_time(kAfternoon), "24\u00a0November 2026, 14:05 UTC+1");
  EXPECT_EQ(kFrench.date_time(kAfternoon), "24\u00a0novembre 2026 à 14\u00a0h\u00a005 (UTC+1)");
}

TEST(DateTime, SaysHalfHoursOfAZone) {
  const InZone zone("IST-5:30");
  EXPECT_EQ(kEnglish.date_time(kAfternoon), "24\u00a0November 2026, 18:35 UTC+5:30");
}

TEST(DateTime, IsADashWhenThereIsNone) { EXPECT_EQ(kFrench.date_time(0), "–"); }

TEST(IsoTime, IsUtcWithMilliseconds) {
  const InZone zone("CET-1");
  EXPECT_EQ(iso_time(kAfternoon), "2026-11-24T13:05:00.123Z");
  EXPECT_EQ(iso_time(0), "");
}

}  // namespace
}  // namespace vigie::reports
