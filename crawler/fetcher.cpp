#include "crawler/fetcher.h"

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "crawler/curl_loop.h"
#include "crawler/error_kind.h"
#include "crawler/fetch_job.h"
#include "crawler/fetch_schedule.h"
#include "crawler/fetch_transfer.h"
#include "crawler/response.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

using std::chrono::milliseconds;

void start_libcurl() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) throw std::runtime_error("libcurl cannot start");
}

}  // namespace

Fetcher::Fetcher(FetchOptions options) {
  start_libcurl();
  state_ = std::make_unique<State>(std::move(options));
}

Fetcher::~Fetcher() = default;

void Fetcher::submit(Request request, Done done) {
  State& state = *state_;
  state.errands.push_back(
      {.job = FetchJob(std::move(request), state.options.limits, std::move(done)), .self = {}});
  state.errands.back().self = std::prev(state.errands.end());
  state.enqueue(state.errands.back(), false);
}

std::size_t Fetcher::pending() const {
  return state_->errands.size() + state_->answered.size() + state_->undecided.size();
}

void Fetcher::run_once(milliseconds max_wait) {
  State& state = *state_;
  state.ring_timers();
  const auto before = State::Clock::now();
  std::vector<CurlLoop::Finished> finished;
  state.busy += before - state.woke;
  state.loop.wait(state.next_event(before + max_wait), finished);
  state.woke = State::Clock::now();
  for (const CurlLoop::Finished& one : finished) {
    void* transfer = nullptr;
    curl_easy_getinfo(one.handle, CURLINFO_PRIVATE, &transfer);
    state.end(*static_cast<State::Errand*>(static_cast<FetchTransfer*>(transfer)->user), one.code);
  }
  state.watch();
  state.answer_undecided();
  state.ring_timers();  // the next requests are on their way while the callbacks work
  state.deliver();
}

void Fetcher::wake() { state_->loop.wake(); }

void Fetcher::cancel_all() {
  State& state = *state_;
  for (State::Errand* errand : state.running) {
    state.loop.remove(errand->transfer->handle());
    errand->transfer->abandon();
    errand->host->pace.cancelled();
    state.idle.push_back(std::move(errand->transfer));
  }
  state.running.clear();
  state.timers.clear();
  state.starved.clear();
  state.touched.clear();
  state.answered.clear();
  state.undecided.clear();
  for (auto& [name, host] : state.hosts) {
    host.waiting.clear();
    host.alarm.reset();
    host.starved = false;
  }
  state.errands.clear();
}

Response Fetcher::get(Request request) {
  // Shared, since an exception of another request's callback may leave this frame.
  const auto answer = std::make_shared<std::optional<Response>>();
  submit(std::move(request), [answer](Response&& response) { *answer = std::move(response); });
  constexpr milliseconds kLongWait{1000};
  while (!*answer && pending() > 0) run_once(kLongWait);
  if (*answer) return **std::move(answer);
  Response cancelled;
  cancelled.failure = Failure{ErrorKind::queue, "cancelled"};
  return cancelled;
}

void Fetcher::set_crawl_delay(const Url& host, double seconds) {
  if (!state_->options.delay_s) state_->host_of(host).pace.set_crawl_delay(seconds);
}

std::vector<HostPace> Fetcher::paces() const {
  std::vector<HostPace> result;
  for (const auto& [name, host] : state_->hosts)
    if (const HostPace pace = host.pace.report(name); pace.requests > 0) result.push_back(pace);
  std::ranges::sort(result, {}, &HostPace::host);
  return result;
}

}  // namespace vigie::crawler
