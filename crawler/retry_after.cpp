#include "crawler/retry_after.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/http_date.h"

namespace vigie::crawler {

std::optional<std::chrono::seconds> retry_after(std::string_view value, std::int64_t now_s) {
  constexpr std::int64_t kMost = 10'000'000;  // seconds; more is never waited for anyway
  value = strip_space(value);
  if (value.empty()) return std::nullopt;
  if (value.find_first_not_of("0123456789") == std::string_view::npos) {
    std::int64_t seconds = 0;
    for (const char digit : value) seconds = std::min(seconds * 10 + (digit - '0'), kMost);
    return std::chrono::seconds(seconds);
  }
  const std::chrono::sys_seconds now{std::chrono::seconds(now_s)};
  const auto when = parse_http_date(value, now);
  if (!when) return std::nullopt;
  return std::chrono::seconds(std::clamp<std::int64_t>((*when - now).count(), 0, kMost));
}

}  // namespace vigie::crawler
