#include "crawler/speed_watch.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"

namespace vigie::crawler {
namespace {

using namespace std::chrono_literals;

struct Ended {
  std::optional<ErrorKind> kind;
  std::chrono::milliseconds after{0};
};

// Looks every 100 ms for a minute; `bytes` tells how many had come by then.
Ended watch(const std::function<std::uint64_t(std::chrono::milliseconds)>& bytes) {
  SpeedWatch speed;
  const SpeedWatch::Clock::time_point start{1h};
  speed.start(start);
  for (auto at = 0ms; at < 60s; at += 100ms)
    if (const auto fault = speed.fault(start + at, bytes(at), {})) return {fault->kind, at};
  return {};
}

TEST(SpeedWatch, EndsASilentServerAtTheFirstByteLimit) {
  const Ended ended = watch([](auto) { return 0; });
  EXPECT_EQ(ended.kind, ErrorKind::timeout);
  EXPECT_EQ(ended.after, 15s);
}

TEST(SpeedWatch, LetsAServerThink) {
  EXPECT_EQ(watch([](auto at) { return at < 14s ? 0 : at.count() * 1000; }).kind, std::nullopt);
}

TEST(SpeedWatch, EndsADrip) {
  const Ended ended = watch([](auto at) { return 1 + at.count() / 20; });  // 50 bytes a second
  EXPECT_EQ(ended.kind, ErrorKind::too_slow);
  EXPECT_GE(ended.after, 10s);
  EXPECT_LE(ended.after, 13s);
}

TEST(SpeedWatch, LetsASlowLineBe) {
  EXPECT_EQ(watch([](auto at) { return 1 + at.count() / 5; }).kind, std::nullopt);
}

TEST(SpeedWatch, LetsAPauseShorterThanTheLimitBe) {
  EXPECT_EQ(watch([](auto at) { return 10'000 * (1 + at / 8s); }).kind, std::nullopt);
}

TEST(SpeedWatch, EndsAStallAfterAGoodBeginning) {
  const Ended ended = watch([](auto at) { return 1000 * std::min<std::int64_t>(at / 100ms, 50); });
  EXPECT_EQ(ended.kind, ErrorKind::too_slow);
  EXPECT_LE(ended.after, 18s);
}

}  // namespace
}  // namespace vigie::crawler
