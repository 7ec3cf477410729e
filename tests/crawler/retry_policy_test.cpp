#include "crawler/retry_policy.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string_view>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/headers.h"

namespace vigie::crawler {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kNow = 784'111'777;  // Sun, 06 Nov 1994 08:49:37 GMT

std::optional<std::chrono::milliseconds> wait(int attempts, int status,
                                              std::string_view retry_after = "") {
  Headers headers;
  if (!retry_after.empty()) headers.add("Retry-After", retry_after);
  return retry_wait({}, attempts, status, headers, std::nullopt, kNow);
}

std::optional<std::chrono::milliseconds> wait(int attempts, ErrorKind kind) {
  return retry_wait({}, attempts, 0, {}, Failure{kind, ""}, kNow);
}

TEST(RetryPolicy, DoublesTheWaitForABusyServer) {
  EXPECT_EQ(wait(1, 503), 1000ms);
  EXPECT_EQ(wait(2, 503), 2000ms);
  EXPECT_EQ(wait(3, 503), std::nullopt) << "two retries";
  EXPECT_EQ(wait(1, 429), 1000ms);
}

TEST(RetryPolicy, HonoursRetryAfterUpToItsCap) {
  EXPECT_EQ(wait(1, 503, "7"), 7000ms);
  EXPECT_EQ(wait(1, 503, "30"), 30'000ms);
  EXPECT_EQ(wait(1, 503, "31"), std::nullopt);
  EXPECT_EQ(wait(1, 503, "Sun, 06 Nov 1994 08:49:47 GMT"), 10'000ms);
  EXPECT_EQ(wait(1, 503, "0"), 1000ms) << "not at once";
  EXPECT_EQ(wait(1, 503, "soon"), 1000ms);
}

TEST(RetryPolicy, TriesBrokenConnectionsAgain) {
  EXPECT_EQ(wait(1, ErrorKind::reset), 1000ms);
  EXPECT_EQ(wait(2, ErrorKind::reset), 2000ms);
  EXPECT_EQ(wait(3, ErrorKind::reset), std::nullopt);
  EXPECT_EQ(wait(1, ErrorKind::connect_refused), 1000ms);
  EXPECT_EQ(wait(1, ErrorKind::truncated), 1000ms);
  EXPECT_EQ(wait(2, ErrorKind::truncated), std::nullopt);
}

TEST(RetryPolicy, LeavesWhatARetryCannotMend) {
  for (const ErrorKind kind : {ErrorKind::timeout, ErrorKind::too_large, ErrorKind::tls_expired,
                               ErrorKind::address_blocked, ErrorKind::redirect_loop})
    EXPECT_EQ(wait(1, kind), std::nullopt) << name(kind);
  for (const int status : {200, 301, 400, 401, 403, 404, 500, 502, 504})
    EXPECT_EQ(wait(1, status), std::nullopt) << status;
}

TEST(RetryPolicy, NamesWhatAStatusMeans) {
  const auto kind = [](int status, std::string_view retry_after = "") {
    Headers headers;
    if (!retry_after.empty()) headers.add("Retry-After", retry_after);
    return failure_of_status(status, headers).transform([](const Failure& one) {
      return one.kind;
    });
  };
  EXPECT_EQ(kind(200), std::nullopt);
  EXPECT_EQ(kind(304), std::nullopt);
  EXPECT_EQ(kind(401), ErrorKind::auth_required);
  EXPECT_EQ(kind(407), ErrorKind::auth_required);
  EXPECT_EQ(kind(403), ErrorKind::http_status);
  EXPECT_EQ(kind(404), ErrorKind::http_status);
  EXPECT_EQ(kind(429), ErrorKind::rate_limited);
  EXPECT_EQ(kind(500), ErrorKind::http_status);
  EXPECT_EQ(kind(503), ErrorKind::http_status);
  EXPECT_EQ(kind(503, "120"), ErrorKind::rate_limited);
}

}  // namespace
}  // namespace vigie::crawler
