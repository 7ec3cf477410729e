#include "rules/security/set_cookie.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "crawler/ascii.h"
#include "rules/security/header_lists.h"
#include "rules/white_space.h"

namespace vigie::rules {
namespace {

using crawler::equal_ignoring_case;

constexpr std::size_t kMostBytes = 4096;
constexpr std::size_t kMostAttributeBytes = 1024;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// §5.1.1: anything but these letters, digits and the colon separates.
bool separates(char letter) {
  return letter != ':' && !is_digit(letter) && !(letter >= 'a' && letter <= 'z') &&
         !(letter >= 'A' && letter <= 'Z') && static_cast<unsigned char>(letter) < 0x7F;
}

// The number a token begins with, when it has `least` to `most` digits and no further one follows.
std::optional<int> digits(std::string_view token, std::size_t least, std::size_t most) {
  std::size_t count = 0;
  while (count < token.size() && is_digit(token[count])) ++count;
  if (count < least || count > most) return std::nullopt;
  int number = 0;
  std::from_chars(token.data(), token.data() + count, number);
  return number;
}

struct CookieDate {
  std::optional<int> hour, minute, second, day, month, year;

  void read(std::string_view token) {
    if (!hour && read_time(token)) return;
    if (!day && (day = digits(token, 1, 2))) return;
    if (!month && read_month(token)) return;
    if (!year) year = digits(token, 2, 4);
  }

  bool read_time(std::string_view token) {
    std::array<std::optional<int>, 3> parts;
    for (std::size_t part = 0; part < parts.size(); ++part) {
      parts[part] = digits(token, 1, 2);
      if (!parts[part]) return false;
      token.remove_prefix(*parts[part] < 10 && (token.size() < 2 || !is_digit(token[1])) ? 1 : 2);
      if (part == 2) break;
      if (!token.starts_with(':')) return false;
      token.remove_prefix(1);
    }
    hour = parts[0];
    minute = parts[1];
    second = parts[2];
    return true;
  }

  bool read_month(std::string_view token) {
    constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (token.size() < 3) return false;
    const std::size_t at = kMonths.find(lower_case(token.substr(0, 3)));
    if (at == std::string_view::npos || at % 3 != 0) return false;
    month = static_cast<int>(at / 3) + 1;
    return true;
  }

  std::optional<std::int64_t> milliseconds() const {
    if (!hour || !day || !month || !year || *hour > 23 || *minute > 59 || *second > 59)
      return std::nullopt;
    const int full_year = *year >= 70 && *year <= 99 ? *year + 1900
                          : *year < 70               ? *year + 2000
                                                     : *year;
    const std::chrono::year_month_day date{std::chrono::year{full_year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (full_year < 1601 || !date.ok()) return std::nullopt;
    const auto at = std::chrono::sys_days{date} + std::chrono::hours{*hour} +
                    std::chrono::minutes{*minute} + std::chrono::seconds{*second};
    return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
  }
};

// Delta seconds; a sign or digits alone, else the attribute is ignored. Zero and less end at once.
std::optional<std::int64_t> end_of_max_age(std::string_view value, std::int64_t now_ms) {
  const bool negative = value.starts_with('-');
  const std::string_view number = value.substr(negative ? 1 : 0);
  if (number.empty() || !std::ranges::all_of(number, is_digit)) return std::nullopt;
  constexpr std::int64_t kMost = 400LL * 86'400;  // §5.5: no cookie lives longer
  std::int64_t seconds = kMost;
  std::from_chars(number.data(), number.data() + number.size(), seconds);
  if (negative || seconds == 0) return std::numeric_limits<std::int64_t>::min();
  return now_ms + std::min(seconds, kMost) * 1000;
}

SetCookie::SameSite same_site_of(std::string_view value) {
  if (equal_ignoring_case(value, "none")) return SetCookie::SameSite::none;
  if (equal_ignoring_case(value, "lax")) return SetCookie::SameSite::lax;
  if (equal_ignoring_case(value, "strict")) return SetCookie::SameSite::strict;
  return SetCookie::SameSite::unknown;
}

// Of an attribute given twice the last counts.
class AttributeReader {
 public:
  AttributeReader(SetCookie& cookie, std::int64_t now_ms) : cookie_(cookie), now_ms_(now_ms) {}

  void read(std::string_view attribute) {
    const std::size_t equals = std::min(attribute.find('='), attribute.size());
    const std::string_view name = trimmed(attribute.substr(0, equals));
    const std::string_view value =
        trimmed(attribute.substr(std::min(equals + 1, attribute.size())));
    if (value.size() > kMostAttributeBytes) return;
    if (equal_ignoring_case(name, "secure")) {
      cookie_.secure = true;
    } else if (equal_ignoring_case(name, "httponly")) {
      cookie_.http_only = true;
    } else if (equal_ignoring_case(name, "samesite")) {
      cookie_.same_site = same_site_of(value);
      cookie_.same_site_text = value;
    } else if (equal_ignoring_case(name, "domain")) {
      cookie_.domain = lower_case(value.starts_with('.') ? value.substr(1) : value);
    } else if (equal_ignoring_case(name, "path")) {
      cookie_.path = value.starts_with('/') ? value : std::string_view{};
    } else if (equal_ignoring_case(name, "max-age")) {
      if (const auto end = end_of_max_age(value, now_ms_)) {
        cookie_.ends_ms = end;
        has_max_age_ = true;
      }
    } else if (equal_ignoring_case(name, "expires") && !has_max_age_) {
      if (const auto end = parse_cookie_date(value)) cookie_.ends_ms = end;
    }
  }

 private:
  SetCookie& cookie_;
  std::int64_t now_ms_;
  bool has_max_age_ = false;
};

}  // namespace

std::optional<std::int64_t> parse_cookie_date(std::string_view text) {
  CookieDate date;
  while (!text.empty()) {
    const auto end = static_cast<std::size_t>(std::ranges::find_if(text, separates) - text.begin());
    if (end > 0) date.read(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return date.milliseconds();
}

std::optional<SetCookie> parse_set_cookie(std::string_view header, std::int64_t now_ms) {
  const auto is_control = [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return (byte < 0x20 && byte != '\t') || byte == 0x7F;
  };
  if (std::ranges::any_of(header, is_control)) return std::nullopt;
  const std::vector<std::string_view> parts = split(header, ';');
  const std::string_view pair = parts.front();
  const std::size_t equals = pair.find('=');
  SetCookie cookie;
  // Without an equals sign the whole is the value of a cookie without a name.
  if (equals != std::string_view::npos) cookie.name = trimmed(pair.substr(0, equals));
  if (pair.empty() || pair == "=" || pair.size() > kMostBytes) return std::nullopt;
  AttributeReader reader(cookie, now_ms);
  for (std::size_t part = 1; part < parts.size(); ++part) reader.read(parts[part]);
  return cookie;
}

}  // namespace vigie::rules
