// A block of header lines, whatever their bytes: every reader of a header value ends, keeps its
// bounds, and what it read means the same when written again; a cookie kept for one host is never
// sent to a stranger. Dictionary: headers.dict.
#include "crawler/headers.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/cookie_jar.h"
#include "crawler/http_date.h"
#include "crawler/link_header.h"
#include "crawler/meta_refresh.h"
#include "crawler/retry_after.h"
#include "crawler/url.h"

namespace {

using namespace vigie::crawler;

constexpr std::int64_t kNow = 1'764'000'000;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_fields(const Headers& headers) {
  for (const auto& [name, value] : headers.lines()) {
    require(headers.first(name).has_value());
    require(headers.joined(name).value_or("").size() + 1 >= headers.all(name).size());
    require(strip_space(value).size() == value.size() || value.find('\f') != std::string::npos);
  }
}

void check_link(std::string_view value) {
  const auto links = parse_link_header(value);
  require(links.size() <= 200);
  for (const HeaderLink& link : links) {
    require(link.target.size() < value.size() && !link.target.contains('>'));
    for (const std::string& rel : link.rels)
      require(!rel.empty() && lower_case(rel) == rel && rel.find_first_of(" \t") == rel.npos);
  }
}

std::string as_imf_fixdate(std::chrono::sys_seconds when) {
  constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto day = std::chrono::time_point_cast<std::chrono::sys_days::duration>(when);
  if (day > when) --day;  // the cast rounds towards 1970
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(when - day);
  return fmt::format(
      "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[std::chrono::weekday(day).c_encoding()],
      static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
      static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
      time.seconds().count());
}

void check_times(std::string_view value) {
  const std::chrono::sys_seconds now{std::chrono::seconds(kNow)};
  if (const auto when = parse_http_date(value, now))
    require(parse_http_date(as_imf_fixdate(*when), now) == when);
  if (const auto wait = retry_after(value, kNow))
    require(wait->count() >= 0 && wait->count() <= 10'000'000);
}

void check_cookies(const Headers& headers, const Url& url) {
  CookieJar jar;
  for (const auto& [name, value] : headers.lines()) jar.store(value, url, kNow);
  require(jar.size() <= headers.size());
  static const Url kStranger = Url::parse("https://autre.example/rue/").value();
  require(jar.header_for(kStranger, kNow).empty());
  const std::string sent = jar.header_for(url, kNow);
  // What is sent must not be able to begin another header line.
  require(sent.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Url kUrl = Url::parse("https://www.ville.example/rue/").value();
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  Headers headers;
  for (const std::string_view line : split_any(input, "\r\n")) {
    const std::size_t colon = std::min(line.find(':'), line.size());
    headers.add(line.substr(0, colon), line.substr(std::min(colon + 1, line.size())));
  }
  check_fields(headers);
  check_cookies(headers, kUrl);
  for (const auto& [name, value] : headers.lines()) {
    check_link(value);
    check_times(value);
    if (const auto refresh = parse_refresh(value))
      require(refresh->seconds >= 0 && refresh->url.size() <= value.size());
    if (const auto url = Url::parse(value, &kUrl)) require(!url->href().empty());
  }
  return 0;
}
