#ifndef VIGIE_CRAWLER_RETRY_POLICY_H
#define VIGIE_CRAWLER_RETRY_POLICY_H

#include <chrono>
#include <cstdint>
#include <optional>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/headers.h"

namespace vigie::crawler {

// How long to wait before asking again, nullopt when the answer stands. 429 and 503 wait for
// Retry-After where there is one, and connections that broke for a time that doubles.
// `attempts`: requests made so far, at least 1. `now_s`: Unix time.
std::optional<std::chrono::milliseconds> retry_wait(const FetchLimits& limits, int attempts,
                                                    int status, const Headers& headers,
                                                    const std::optional<Failure>& failure,
                                                    std::int64_t now_s);

// What a status says by itself: nullopt below 400.
std::optional<Failure> failure_of_status(int status, const Headers& headers);

}  // namespace vigie::crawler

#endif
