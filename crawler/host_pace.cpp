#include "crawler/host_pace.h"

#include <algorithm>
#include <chrono>

#include "crawler/marked_text.h"

namespace vigie::crawler {
namespace {

using Seconds = Pace::Seconds;

constexpr double kUsualWeight = 0.05;  // of one answer in the slow average
constexpr double kRecentWeight = 0.3;  // and in the quick one
constexpr double kSlowFactor = 4;      // recent against usual …
constexpr Seconds kSlowMargin{
    0.3};                         // … and at least so much more: jitter of a fast host is not load
constexpr int kSlowAnswers = 8;   // in a row
constexpr int kGoodAnswers = 20;  // until the pace rises a step
constexpr Seconds kFirstDelay{0.2};  // where there was none
constexpr Seconds kLongestDelay{10};

}  // namespace

void Pace::started(Clock::time_point now) {
  ++active_;
  ++requests_;
  next_start_ = std::max(next_start_, now + std::chrono::duration_cast<Clock::duration>(delay_));
}

void Pace::answered(Seconds ttfb) {
  if (!usual_) {
    usual_ = recent_ = ttfb;
    return;
  }
  recent_ = *recent_ + kRecentWeight * (ttfb - *recent_);
  const bool slow = *recent_ > kSlowFactor * *usual_ && *recent_ - *usual_ > kSlowMargin;
  if (slow) {
    good_answers_ = 0;
    if (++slow_answers_ < kSlowAnswers) return;
    slow_answers_ = 0;
    slow_down(N_("the server became slower"));
    return;
  }
  slow_answers_ = 0;
  usual_ = *usual_ + kUsualWeight * (ttfb - *usual_);
  if (++good_answers_ >= kGoodAnswers) recover();
}

void Pace::refused(Clock::time_point now, Seconds wait) {
  ++rate_limited_;
  next_start_ = std::max(next_start_, now + std::chrono::duration_cast<Clock::duration>(wait));
  slow_down(N_("the server asked for fewer requests (429 or 503)"));
}

void Pace::slow_down(const char* reason) {
  ++slowed_down_;
  reason_ = reason;
  good_answers_ = 0;
  connections_ = std::max(1, connections_ / 2);
  delay_ = std::clamp(delay_ * 2, kFirstDelay, std::max(kLongestDelay, least_delay_));
}

void Pace::recover() {
  good_answers_ = 0;
  connections_ = std::min(connections_ + 1, most_connections_);
  delay_ = std::max(least_delay_, delay_ / 2);
  if (delay_ < kFirstDelay / 2) delay_ = least_delay_;
}

void Pace::at_least(Seconds delay) {
  least_delay_ = std::max(least_delay_, delay);
  delay_ = std::max(delay_, least_delay_);
}

void Pace::set_delay(Seconds delay) {
  if (delay_ == least_delay_) delay_ = delay;
  least_delay_ = delay;
}

}  // namespace vigie::crawler
