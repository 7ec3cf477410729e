#include "crawler/http_date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

#include "crawler/ascii.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kLongest = 64;

// Up to four digits and nothing else.
std::optional<int> number(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<unsigned> month_number(std::string_view name) {
  constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};
  const auto* const found = std::ranges::find_if(
      kMonths, [name](std::string_view month) { return equal_ignoring_case(month, name); });
  if (found == kMonths.end()) return std::nullopt;
  return static_cast<unsigned>(std::distance(kMonths.begin(), found)) + 1;
}

bool is_name_of_day(std::string_view word) {
  constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  return std::ranges::any_of(kDays, [word](std::string_view day) {
    return equal_ignoring_case(day, word.substr(0, day.size()));
  });
}

bool is_utc(std::string_view zone) {
  return equal_ignoring_case(zone, "GMT") || equal_ignoring_case(zone, "UTC") || zone == "+0000";
}

int full_year(int two_digits, std::chrono::sys_seconds now) {
  const auto today = std::chrono::time_point_cast<std::chrono::sys_days::duration>(now);
  const int this_year = static_cast<int>(std::chrono::year_month_day(today).year());
  const int year = this_year - this_year % 100 + two_digits;
  return year > this_year + 50 ? year - 100 : year;
}

std::optional<std::chrono::seconds> time_of_day(std::string_view hour, std::string_view minute,
                                                std::string_view second) {
  const auto hours = number(hour), minutes = number(minute), seconds = number(second);
  if (!hours || !minutes || !seconds) return std::nullopt;
  if (*hours > 23 || *minutes > 59 || *seconds > 60) return std::nullopt;
  return std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
         std::chrono::seconds(std::min(*seconds, 59));
}

std::optional<std::chrono::sys_days> date_of(std::string_view year, std::string_view month,
                                             std::string_view day, std::chrono::sys_seconds now) {
  auto year_value = number(year);
  const auto month_value = month_number(month);
  const auto day_value = number(day);
  if (!year_value || !month_value || !day_value) return std::nullopt;
  if (year.size() == 2) year_value = full_year(*year_value, now);
  const std::chrono::year_month_day date{std::chrono::year(*year_value),
                                         std::chrono::month(*month_value),
                                         std::chrono::day(static_cast<unsigned>(*day_value))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

}  // namespace

std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text,
                                                        std::chrono::sys_seconds now) {
  if (text.size() > kLongest) return std::nullopt;
  const std::vector<std::string_view> words = split_any(text, " \t,-:");
  if (words.size() < 7 || !is_name_of_day(words[0])) return std::nullopt;
  std::optional<std::chrono::sys_days> date;
  std::optional<std::chrono::seconds> time;
  if (words.size() == 8 && is_utc(words[7])) {
    date = date_of(words[3], words[2], words[1], now);
    time = time_of_day(words[4], words[5], words[6]);
  } else if (words.size() == 7) {  // asctime()
    date = date_of(words[6], words[1], words[2], now);
    time = time_of_day(words[3], words[4], words[5]);
  }
  if (!date || !time) return std::nullopt;
  return *date + *time;
}

}  // namespace vigie::crawler
