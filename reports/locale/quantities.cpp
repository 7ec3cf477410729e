// Numbers, sizes, durations and dates as English and French write them. Sources: Unicode CLDR
// (grouping, decimal sign), Lexique des règles typographiques en usage à l'Imprimerie nationale
// (no-break spaces, "14 h 05", "1er").
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

#include "probes/measure.h"
#include "reports/locale/texts.h"

namespace vigie::reports {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00a0";
constexpr std::string_view kNarrowNoBreakSpace = "\u202f";
constexpr std::string_view kMinus = "\u2212";
constexpr std::string_view kNothing = "–";

constexpr std::array<std::string_view, 12> kEnglishMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 12> kFrenchMonths = {
    "janvier", "février", "mars",      "avril",   "mai",      "juin",
    "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};

// Digits in threes from the right.
std::string grouped(std::string_view digits, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += separator;
    out += digits[i];
  }
  return out;
}

std::string_view without_trailing_zeros(std::string_view decimals) {
  return decimals.substr(0, decimals.find_last_not_of('0') + 1);
}

std::string with_unit(std::string number, std::string_view unit) {
  return number.append(kNoBreakSpace).append(unit);
}

std::tm local_time(std::int64_t ms) {
  const auto seconds = static_cast<std::time_t>(ms / 1000);
  std::tm local{};
  localtime_r(&seconds, &local);
  return local;
}

// "UTC", "UTC+1", "UTC+5:30"
std::string zone(const std::tm& local) {
  const long minutes = local.tm_gmtoff / 60;
  if (minutes == 0) return "UTC";
  const long size = std::labs(minutes);
  std::string text = fmt::format("UTC{}{}", minutes < 0 ? kMinus : "+", size / 60);
  if (size % 60 != 0) text += fmt::format(":{:02}", size % 60);
  return text;
}

}  // namespace

std::string Texts::number(double value, int decimals) const {
  if (!std::isfinite(value)) return std::string(kNothing);
  const bool french = language_ == Language::french;
  const std::string plain = fmt::format("{:.{}f}", std::fabs(value), decimals);
  const std::size_t point = plain.find('.');
  const std::string_view whole = std::string_view(plain).substr(0, point);
  const std::string_view rest =
      point == std::string::npos
          ? std::string_view()
          : without_trailing_zeros(std::string_view(plain).substr(point + 1));
  std::string text = grouped(whole, french ? kNarrowNoBreakSpace : ",");
  if (!rest.empty()) text.append(french ? "," : ".").append(rest);
  const bool zero = whole == "0" && rest.empty();
  if (std::signbit(value) && !zero) text.insert(0, kMinus);
  return text;
}

std::string Texts::count(std::uint64_t value) const {
  return grouped(fmt::format("{}", value),
                 language_ == Language::french ? kNarrowNoBreakSpace : ",");
}

std::string Texts::percent(double ratio, int decimals) const {
  const std::string text = number(ratio * 100, decimals);
  return language_ == Language::french ? with_unit(text, "%") : text + "%";
}

std::string Texts::duration(double milliseconds) const {
  if (!std::isfinite(milliseconds)) return std::string(kNothing);
  const double size = std::fabs(milliseconds);
  if (size < 999.5) return with_unit(number(milliseconds, size < 9.95 ? 1 : 0), "ms");
  if (size < 59'950) return with_unit(number(milliseconds / 1000, size < 9'995 ? 2 : 1), "s");
  const auto seconds = std::llround(size / 1000);
  const std::string sign(milliseconds < 0 ? kMinus : "");
  const auto pair = [&](long long large, std::string_view large_unit, long long small,
                        std::string_view small_unit) {
    const std::string first = with_unit(number(static_cast<double>(large), 0), large_unit);
    if (small == 0) return sign + first;
    return sign + first + std::string(kNoBreakSpace) +
           with_unit(number(static_cast<double>(small), 0), small_unit);
  };
  if (seconds < 3600) return pair(seconds / 60, "min", seconds % 60, "s");
  return pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
}

std::string Texts::size(double bytes) const {
  if (!std::isfinite(bytes)) return std::string(kNothing);
  const bool french = language_ == Language::french;
  constexpr std::array<std::string_view, 5> kEnglish = {"B", "kB", "MB", "GB", "TB"};
  constexpr std::array<std::string_view, 5> kFrench = {"o", "ko", "Mo", "Go", "To"};
  std::size_t unit = 0;
  // 999.95 kB would be written 1,000 kB.
  while (std::fabs(bytes) >= (unit == 0 ? 999.5 : 999.95) && unit + 1 < kEnglish.size()) {
    bytes /= 1000;
    ++unit;
  }
  return with_unit(number(bytes, unit == 0 ? 0 : 1), french ? kFrench[unit] : kEnglish[unit]);
}

std::string Texts::quantity(double value, probes::Unit unit) const {
  switch (unit) {
    case probes::Unit::milliseconds:
      return duration(value);
    case probes::Unit::bytes:
      return size(value);
    case probes::Unit::ratio:
      return percent(value);
    case probes::Unit::days:
      return with_unit(number(value), language_ == Language::french ? "j" : "d");
    case probes::Unit::count:
    case probes::Unit::score:
      break;
  }
  // A quantile of counts may fall between two; past ten the fraction tells nothing.
  return number(value, std::fabs(value) < 10 ? 1 : 0);
}

std::string Texts::date(std::int64_t ms) const {
  if (ms == 0) return std::string(kNothing);
  const std::tm local = local_time(ms);
  const auto month = static_cast<std::size_t>(local.tm_mon);
  const bool french = language_ == Language::french;
  std::string day = fmt::format("{}", local.tm_mday);
  if (french && local.tm_mday == 1) day += "er";
  // The day must not be parted from its month.
  return fmt::format("{}{}{} {}", day, kNoBreakSpace,
                     french ? kFrenchMonths.at(month) : kEnglishMonths.at(month),
                     local.tm_year + 1900);
}

std::string Texts::date_time(std::int64_t ms) const {
  if (ms == 0) return std::string(kNothing);
  const std::tm local = local_time(ms);
  if (language_ == Language::french)
    return fmt::format("{} à {}{}h{}{:02} ({})", date(ms), local.tm_hour, kNoBreakSpace,
                       kNoBreakSpace, local.tm_min, zone(local));
  return fmt::format("{}, {:02}:{:02} {}", date(ms), local.tm_hour, local.tm_min, zone(local));
}

std::string iso_time(std::int64_t ms) {
  if (ms == 0) return {};
  const auto seconds = static_cast<std::time_t>(ms / 1000);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", utc.tm_year + 1900,
                     utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, ms % 1000);
}

}  // namespace vigie::reports
