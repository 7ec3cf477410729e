#ifndef VIGIE_CRAWLER_HOST_PACE_H
#define VIGIE_CRAWLER_HOST_PACE_H

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "crawler/fetcher.h"

namespace vigie::crawler {

// How fast one host is asked: at most so many requests at a time, so long between their starts.
// When the host slows down (the median time to first byte of the last answers rises to several
// times its own baseline) or answers 429 or 503, the connections are halved and the delay raised;
// good answers bring both back, slowly. Knows no clock: the time is handed in.
class Pace {
 public:
  using Clock = std::chrono::steady_clock;
  using Time = Clock::time_point;

  // `max_refusals` of FetchLimits
  Pace(int connections, double delay_s, int max_refusals = FetchLimits{}.max_refusals);

  // Of robots.txt. The longer of it and the own delay counts.
  void set_crawl_delay(double seconds);
  void set_own_delay(double seconds);
  // The host asked for patience: nothing is started for so long from now on. What it asks for in
  // all is bounded, see worth_retrying().
  void pause(Time now, Clock::duration wait);
  // When the next request may start; nullopt while as many run as may.
  std::optional<Time> next_start() const;
  void started(Time now);
  // `server_ms`: time the server took to begin its answer, connection and our own delays taken
  // out; absent when no answer came. `began`: when the request started.
  void finished(Time began, Time now, std::optional<double> server_ms, int status);
  void cancelled() { --running_; }
  // After several requests in a row that ended refused, retrying only adds to the load; and a host
  // that asks for patience again and again would hold the run for ever.
  bool worth_retrying() const {
    return refused_in_a_row_ < kRefusedToRetry && patience_ < kMostPatience;
  }
  // After many requests in a row that ended refused the host is left alone.
  bool has_given_up() const { return refused_in_a_row_ >= max_refusals_; }
  void answered_finally(int status);  // 0: no answer came
  void left_unasked() { ++unasked_; }
  int running() const { return running_; }
  HostPace report(const std::string& host) const;

 private:
  static constexpr std::size_t kWindow = 8;
  static constexpr int kRefusedToRetry = 5;
  static constexpr std::chrono::minutes kMostPatience{5};
  void note_speed(Time began, Time now, double server_ms);
  void slow_down(Time now, double delay_s, const char* why);
  void recover();

  int most_connections_, connections_, max_refusals_;
  double own_delay_s_, base_delay_s_, delay_s_;
  int running_ = 0;
  Time last_start_{}, paused_until_{}, last_change_{};
  Clock::duration patience_{};  // that the host asked for, pauses that overlap counted once
  std::array<double, kWindow> recent_{};
  std::size_t samples_ = 0;
  std::optional<double> baseline_ms_;
  int good_in_a_row_ = 0, refused_in_a_row_ = 0;
  std::uint64_t requests_ = 0, rate_limited_ = 0, slowed_down_ = 0, unasked_ = 0;
  const char* reason_ = "";
};

}  // namespace vigie::crawler

#endif
