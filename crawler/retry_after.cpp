#include "crawler/retry_after.h"

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crawler/ascii.h"

namespace vigie::crawler {

std::optional<std::chrono::seconds> retry_after(std::string_view value, std::int64_t now_s) {
  constexpr std::size_t kLongest = 64;
  constexpr std::int64_t kMost = 10'000'000;  // seconds; more is never waited for anyway
  value = strip_space(value);
  if (value.empty() || value.size() > kLongest) return std::nullopt;
  if (value.find_first_not_of("0123456789") == std::string_view::npos) {
    std::int64_t seconds = 0;
    for (const char digit : value) seconds = std::min(seconds * 10 + (digit - '0'), kMost);
    return std::chrono::seconds(seconds);
  }
  const std::int64_t when = curl_getdate(std::string(value).c_str(), nullptr);
  if (when < 0) return std::nullopt;
  return std::chrono::seconds(std::clamp<std::int64_t>(when - now_s, 0, kMost));
}

}  // namespace vigie::crawler
