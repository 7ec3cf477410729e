#include "crawler/speed_watch.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <optional>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"

namespace vigie::crawler {
namespace {

// A window of low speed is a part of low_speed_for; all of them in a row must be slow.
constexpr int kSlowWindows = 4;

}  // namespace

void SpeedWatch::start(Clock::time_point now) {
  started_ = window_began_ = now;
  window_bytes_ = 0;
  slow_windows_ = 0;
}

std::optional<Failure> SpeedWatch::fault(Clock::time_point now, std::uint64_t bytes,
                                         const FetchLimits& limits) {
  if (bytes == 0) {
    window_began_ = now;
    if (now - started_ < limits.first_byte) return std::nullopt;
    return Failure{ErrorKind::timeout,
                   fmt::format("no byte within {} ms", limits.first_byte.count())};
  }
  const std::chrono::milliseconds window = limits.low_speed_for / kSlowWindows;
  if (now - window_began_ < window || limits.low_speed_bytes == 0) return std::nullopt;
  const double seconds = std::chrono::duration<double>(now - window_began_).count();
  const bool slow = static_cast<double>(bytes - window_bytes_) <
                    static_cast<double>(limits.low_speed_bytes) * seconds;
  slow_windows_ = slow ? slow_windows_ + 1 : 0;
  window_began_ = now;
  window_bytes_ = bytes;
  if (slow_windows_ < kSlowWindows) return std::nullopt;
  return Failure{ErrorKind::too_slow,
                 fmt::format("less than {} bytes a second for {} ms", limits.low_speed_bytes,
                             limits.low_speed_for.count())};
}

}  // namespace vigie::crawler
