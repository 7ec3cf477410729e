#ifndef VIGIE_CRAWLER_SPEED_WATCH_H
#define VIGIE_CRAWLER_SPEED_WATCH_H

#include <chrono>
#include <cstdint>
#include <optional>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"

namespace vigie::crawler {

// Watches one answer for a late first byte and a low speed. libcurl's own low-speed limit counts
// the body only, so that it takes a server that thinks, or drips its header fields, for the same.
class SpeedWatch {
 public:
  using Clock = std::chrono::steady_clock;

  void start(Clock::time_point now);
  // To be asked often. `bytes`: of the answer so far, header fields and body as on the wire.
  std::optional<Failure> fault(Clock::time_point now, std::uint64_t bytes,
                               const FetchLimits& limits);

 private:
  Clock::time_point started_, window_began_;
  std::uint64_t window_bytes_ = 0;
  int slow_windows_ = 0;
};

}  // namespace vigie::crawler

#endif
