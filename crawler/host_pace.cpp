#include "crawler/host_pace.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "crawler/fetcher.h"
#include "crawler/marked_text.h"

namespace vigie::crawler {
namespace {

// A server is slower than it was when it takes four times as long, and so much that it is not the
// jitter of a fast one.
constexpr double kSlowerTimes = 4;
constexpr double kSlowerByMs = 250;
constexpr double kFirstDelay = 0.1;  // where there was none
constexpr double kLongestDelay = 5;  // that back-off leads to
constexpr double kForgottenDelay = 0.05;
constexpr int kGoodToRecover = 12;
// How much of a lasting rise becomes the new normal with each window: deeper pages of a portal
// may simply cost more.
constexpr double kAdaptation = 0.1;

bool is_refusal(int status) { return status == 429 || status == 503; }

Pace::Clock::duration seconds(double value) {
  return std::chrono::duration_cast<Pace::Clock::duration>(std::chrono::duration<double>(value));
}

}  // namespace

Pace::Pace(int connections, double delay_s, int max_refusals)
    : most_connections_(std::max(connections, 1)),
      connections_(most_connections_),
      max_refusals_(max_refusals),
      own_delay_s_(std::max(delay_s, 0.0)),
      base_delay_s_(own_delay_s_),
      delay_s_(own_delay_s_) {}

void Pace::set_crawl_delay(double seconds) {
  base_delay_s_ = std::max(own_delay_s_, seconds);
  delay_s_ = std::max(delay_s_, base_delay_s_);
}

void Pace::set_own_delay(double seconds) {
  const double crawl_delay_s = base_delay_s_ > own_delay_s_ ? base_delay_s_ : 0;
  if (delay_s_ == base_delay_s_) delay_s_ = std::max(seconds, crawl_delay_s);
  own_delay_s_ = seconds;
  base_delay_s_ = std::max(seconds, crawl_delay_s);
}

void Pace::pause(Time now, Clock::duration wait) {
  const Time begin = std::max(now, paused_until_);
  if (now + wait <= begin) return;
  patience_ += now + wait - begin;
  paused_until_ = now + wait;
}

std::optional<Pace::Time> Pace::next_start() const {
  if (running_ >= connections_) return std::nullopt;
  const Time after_delay = requests_ == 0 ? Time{} : last_start_ + seconds(delay_s_);
  return std::max(paused_until_, after_delay);
}

void Pace::started(Time now) {
  ++running_;
  ++requests_;
  last_start_ = now;
}

void Pace::finished(Time began, Time now, std::optional<double> server_ms, int status) {
  --running_;
  if (is_refusal(status)) {
    ++rate_limited_;
    good_in_a_row_ = 0;
    // Requests that ran at the time of the last change say nothing about the new pace.
    if (began > last_change_) slow_down(now, kLongestDelay, N_("the server answered 429 or 503"));
    return;
  }
  if (server_ms) note_speed(began, now, *server_ms);
}

void Pace::answered_finally(int status) {
  if (is_refusal(status))
    ++refused_in_a_row_;
  else if (status != 0)
    refused_in_a_row_ = 0;
}

void Pace::note_speed(Time began, Time now, double server_ms) {
  if (began <= last_change_) return;
  recent_[samples_++ % kWindow] = server_ms;
  ++good_in_a_row_;
  if (samples_ % kWindow == 0) {
    std::array<double, kWindow> sorted = recent_;
    std::ranges::nth_element(sorted, sorted.begin() + kWindow / 2);
    const double median = sorted[kWindow / 2];
    if (!baseline_ms_ || median < *baseline_ms_) baseline_ms_ = median;
    if (median > *baseline_ms_ * kSlowerTimes && median > *baseline_ms_ + kSlowerByMs) {
      good_in_a_row_ = 0;
      // A delay beyond the time of an answer gains the server nothing.
      slow_down(now, median / 1e3, N_("the server became slower"));
    }
    *baseline_ms_ += kAdaptation * (median - *baseline_ms_);
  }
  if (good_in_a_row_ >= kGoodToRecover) recover();
}

void Pace::slow_down(Time now, double delay_s, const char* why) {
  connections_ = std::max(connections_ / 2, 1);
  const double raised = std::clamp(delay_s_ * 2, kFirstDelay, kLongestDelay);
  delay_s_ = std::max(std::min(raised, std::max(delay_s, delay_s_)), base_delay_s_);
  last_change_ = now;
  samples_ = 0;
  ++slowed_down_;
  reason_ = why;
}

void Pace::recover() {
  good_in_a_row_ = 0;
  connections_ = std::min(connections_ + 1, most_connections_);
  const double halved = delay_s_ / 2 < kForgottenDelay ? 0 : delay_s_ / 2;
  delay_s_ = std::max(halved, base_delay_s_);
}

HostPace Pace::report(const std::string& host) const {
  return {.host = host,
          .delay_s = delay_s_,
          .connections = connections_,
          .requests = requests_,
          .rate_limited = rate_limited_,
          .slowed_down = slowed_down_,
          .unasked = unasked_,
          .reason = reason_};
}

}  // namespace vigie::crawler
