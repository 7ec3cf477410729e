#ifndef VIGIE_CRAWLER_HOST_PACE_H
#define VIGIE_CRAWLER_HOST_PACE_H

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace vigie::crawler {

// How fast one host may be asked: so many connections, so long between two starts. Backs off by
// itself when the host answers 429 or 503, or when its time to first byte rises to several times
// what it was; recovers step by step while answers come well. Does no I/O and reads no clock.
class Pace {
 public:
  using Clock = std::chrono::steady_clock;
  using Seconds = std::chrono::duration<double>;

  Pace(int connections, Seconds delay)
      : most_connections_(connections),
        least_delay_(delay),
        connections_(connections),
        delay_(delay) {}

  bool may_start(Clock::time_point now) const {
    return active_ < connections_ && now >= next_start_;
  }
  bool is_full() const { return active_ >= connections_; }
  Clock::time_point next_start() const { return next_start_; }

  void started(Clock::time_point now);
  void ended() { --active_; }
  // An answer came, whatever its status; ttfb of the request that brought it.
  void answered(Seconds ttfb);
  // 429 or 503; nothing is asked of the host for `wait`.
  void refused(Clock::time_point now, Seconds wait);

  void at_least(Seconds delay);   // Crawl-delay
  void set_delay(Seconds delay);  // of the options, once the address is known

  int connections() const { return connections_; }
  Seconds delay() const { return delay_; }
  std::uint64_t requests() const { return requests_; }
  std::uint64_t rate_limited() const { return rate_limited_; }
  std::uint64_t slowed_down() const { return slowed_down_; }
  const char* reason() const { return reason_; }  // msgid, empty when the pace never fell

 private:
  void slow_down(const char* reason);
  void recover();

  int most_connections_;
  Seconds least_delay_;
  int connections_;
  Seconds delay_;
  int active_ = 0;
  Clock::time_point next_start_{};
  std::optional<Seconds> usual_,
      recent_;  // moving averages of the time to first byte, slow and quick
  int slow_answers_ = 0, good_answers_ = 0;
  std::uint64_t requests_ = 0, rate_limited_ = 0, slowed_down_ = 0;
  const char* reason_ = "";
};

}  // namespace vigie::crawler

#endif
