#include "crawler/retry_policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/headers.h"
#include "crawler/retry_after.h"

namespace vigie::crawler {
namespace {

// How often a kind of fault may be tried again. What a second look rarely cures gets one.
int most_retries(ErrorKind kind, int allowed) {
  switch (kind) {
    case ErrorKind::reset:
    case ErrorKind::empty_reply:
    case ErrorKind::connect_refused:
      return allowed;
    case ErrorKind::truncated:
    case ErrorKind::dns:
      return std::min(allowed, 1);
    default:
      return 0;
  }
}

}  // namespace

std::optional<std::chrono::milliseconds> retry_wait(const FetchLimits& limits, int attempts,
                                                    int status, const Headers& headers,
                                                    const std::optional<Failure>& failure,
                                                    std::int64_t now_s) {
  const std::chrono::milliseconds backoff = limits.retry_backoff * (1 << std::min(attempts - 1, 8));
  if (status == 429 || status == 503) {
    if (attempts > limits.max_retries) return std::nullopt;
    const auto asked = retry_after(headers.first("retry-after").value_or(""), now_s);
    if (!asked) return backoff;
    if (*asked > limits.max_retry_after) return std::nullopt;
    return std::max<std::chrono::milliseconds>(*asked, limits.retry_backoff);
  }
  if (!failure || attempts > most_retries(failure->kind, limits.max_retries)) return std::nullopt;
  return backoff;
}

std::optional<Failure> failure_of_status(int status, const Headers& headers) {
  if (status < 400) return std::nullopt;
  ErrorKind kind = ErrorKind::http_status;
  if (status == 401 || status == 407) kind = ErrorKind::auth_required;
  // With Retry-After a 503 is a server that asks for patience, not one that broke.
  if (status == 429 || (status == 503 && headers.first("retry-after")))
    kind = ErrorKind::rate_limited;
  return Failure{kind, fmt::format("HTTP status {}", status)};
}

}  // namespace vigie::crawler
