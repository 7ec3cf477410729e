#include "crawler/fetch_schedule.h"

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <ratio>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "crawler/address_guard.h"
#include "crawler/error_kind.h"
#include "crawler/fetch_job.h"
#include "crawler/fetch_transfer.h"
#include "crawler/fetcher.h"
#include "crawler/host_pace.h"
#include "crawler/network_reach.h"
#include "crawler/response.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

using std::chrono::milliseconds;

constexpr double kDefaultDelay = 0.1;
// Over all hosts; a slow host holds no more of them than its own connections.
constexpr std::size_t kMostRunning = 256;
// How often running requests are looked at for a late first byte or a low speed.
constexpr milliseconds kWatchEvery{100}, kWatchAtLeastEvery{5};

// Ports 80 and 443 are one server to be polite to; a port of its own is a server of its own.
std::string pace_key(const Url& url) {
  std::string key(url.host());
  const std::uint16_t port = url.effective_port();
  if (port != 80 && port != 443) key += ":" + std::to_string(port);
  return key;
}

bool is_loopback_name(const Url& url) {
  if (const auto ip = ip_address(url.host())) return classify(*ip) == AddressClass::loopback;
  return url.host() == "localhost" || url.host().ends_with(".localhost");
}

// "127.0.0.1:8080", "[::1]:80", as in Response::address
bool is_loopback_address(std::string_view address) {
  const auto ip = ip_address(address.substr(0, address.rfind(':')));
  return ip && classify(*ip) == AddressClass::loopback;
}

}  // namespace

Fetcher::State::State(FetchOptions given)
    : options(std::move(given)),
      guard(options.origins, options.allow_private, options.connect_to),
      credentials(options.session, options.headers, options.origins, seconds_since_1970()),
      loop(std::max(options.connections_per_host, 1)),
      settings{.user_agent = options.user_agent,
               .ca_file = options.ca_file,
               .connect_to = options.connect_to,
               .guard = &guard},
      watch_every(kWatchEvery) {}

Fetcher::State::~State() {
  for (Errand* errand : running) loop.remove(errand->transfer->handle());
}

Fetcher::State::Host& Fetcher::State::host_of(const Url& url) {
  std::string key = pace_key(url);
  if (const auto known = hosts.find(key); known != hosts.end()) return known->second;
  const double delay_s = options.delay_s.value_or(is_loopback_name(url) ? 0 : kDefaultDelay);
  Host host{.name = key,
            .pace = Pace(options.connections_per_host, delay_s, options.limits.max_refusals)};
  return hosts.emplace(std::move(key), std::move(host)).first->second;
}

void Fetcher::State::enqueue(Errand& errand, bool first) {
  Host& host = host_of(errand.job.url());
  errand.host = &host;
  if (first)
    host.waiting.push_front(&errand);
  else
    host.waiting.push_back(&errand);
  if (host.waiting.size() == 1 || first) touched.push_back(&host);
}

void Fetcher::State::start_waiting(Host& host) {
  while (!host.waiting.empty()) {
    if (host.pace.has_given_up()) {
      leave_unasked(host);
      continue;
    }
    if (running.size() >= kMostRunning) {
      if (!std::exchange(host.starved, true)) starved.push_back(&host);
      return;
    }
    const auto at = host.pace.next_start();
    if (!at) return;  // an answer of this host brings us back
    if (*at > Clock::now()) {
      if (!host.alarm || *host.alarm > *at) {
        host.alarm = *at;
        timers.emplace(*at, &host);
      }
      return;
    }
    Errand& errand = *host.waiting.front();
    host.waiting.pop_front();
    start(errand);
  }
}

void Fetcher::State::leave_unasked(Host& host) {
  Errand& errand = *host.waiting.front();
  host.waiting.pop_front();
  host.pace.left_unasked();
  Response& response = errand.job.response();
  response.final_url = without_credentials(errand.job.url());
  response.failure =
      Failure{ErrorKind::rate_limited, "not asked: the host had refused everything for a while"};
  answer(std::move(errand.job.done()), std::move(response));
  drop(errand);
}

void Fetcher::State::start(Errand& errand) {
  if (idle.empty()) idle.push_back(std::make_unique<FetchTransfer>(settings));
  errand.transfer = std::move(idle.back());
  idle.pop_back();
  const auto now = Clock::now();
  errand.transfer->start(errand.job.hop(credentials), now);
  errand.host->pace.started(now);
  errand.slot = running.size();
  errand.busy_before = busy;
  running.push_back(&errand);
  const FetchLimits& limits = errand.job.limits();
  watch_every =
      std::clamp(std::min({limits.first_byte, limits.low_speed_for, milliseconds(1000)}) / 10,
                 kWatchAtLeastEvery, watch_every);
  errand.transfer->user = &errand;
  loop.add(errand.transfer->handle());
}

std::unique_ptr<FetchTransfer> Fetcher::State::take_off(Errand& errand) {
  running.back()->slot = errand.slot;
  running[errand.slot] = running.back();
  running.pop_back();
  return std::move(errand.transfer);
}

void Fetcher::State::end(Errand& errand, CURLcode code) {
  auto transfer = take_off(errand);
  touched.push_back(errand.host);
  bool counted = false;
  try {
    HopAnswer answer = transfer->finish(code);
    learn(errand, *transfer, answer);
    counted = true;
    const FetchJob::Next next =
        errand.job.take(std::move(answer), credentials, errand.host->pace.worth_retrying());
    idle.push_back(std::move(transfer));
    go_on(errand, next);
  } catch (...) {
    if (!counted) errand.host->pace.cancelled();
    thrown = std::current_exception();
    drop(errand);
  }
}

// What the answer says of its host.
void Fetcher::State::learn(Errand& errand, const FetchTransfer& transfer, const HopAnswer& answer) {
  Host& host = *errand.host;
  const auto now = Clock::now();
  const Timings& timings = answer.timings;
  std::optional<double> server_ms;
  if (answer.status != 0)
    server_ms = timings.ttfb_ms - timings.dns_ms.value_or(0) - timings.connect_ms.value_or(0) -
                timings.tls_ms.value_or(0);
  else if (answer.failure && answer.failure->kind == ErrorKind::timeout)
    server_ms = timings.total_ms;
  if (server_ms) {
    const std::chrono::duration<double, std::milli> ours = busy - errand.busy_before;
    server_ms = std::max(*server_ms - ours.count(), 0.0);
  }
  host.pace.finished(transfer.started(), now, server_ms, answer.status);
  if (!answer.address.empty() && !std::exchange(host.address_is_known, true) && !options.delay_s &&
      is_loopback_address(answer.address))
    host.pace.set_own_delay(0);
}

void Fetcher::State::go_on(Errand& errand, FetchJob::Next next) {
  switch (next.step) {
    case FetchJob::Next::Step::ask_now:
      enqueue(errand, true);
      return;
    case FetchJob::Next::Step::ask_later:
      if (next.by_host) errand.host->pace.pause(Clock::now(), next.wait);
      timers.emplace(Clock::now() + next.wait, &errand);
      return;
    case FetchJob::Next::Step::answered:
      errand.host->pace.answered_finally(errand.job.response().status);
      answer(std::move(errand.job.done()), std::move(errand.job.response()));
      drop(errand);
  }
}

void Fetcher::State::answer(Done done, Response response) {
  if (response.failure && response.failure->kind == ErrorKind::dns) {
    const auto there = reach.is_there(Clock::now());
    if (!there) {
      undecided.emplace_back(std::move(done), std::move(response));
      return;
    }
    if (!*there) response.failure->kind = ErrorKind::no_network;
  }
  answered.emplace_back(std::move(done), std::move(response));
}

void Fetcher::State::answer_undecided() {
  for (auto& [done, response] : std::exchange(undecided, {}))
    answer(std::move(done), std::move(response));
}

void Fetcher::State::ring_timers() {
  const auto now = Clock::now();
  while (!timers.empty() && timers.begin()->first <= now) {
    const auto what = timers.extract(timers.begin()).mapped();
    if (Errand* const* errand = std::get_if<Errand*>(&what)) {
      enqueue(**errand, true);
    } else {
      Host& host = *std::get<Host*>(what);
      host.alarm.reset();
      touched.push_back(&host);
    }
  }
  while (!touched.empty()) {
    Host& host = *touched.front();
    touched.pop_front();
    start_waiting(host);
  }
  while (!starved.empty() && running.size() < kMostRunning) {
    Host& host = *starved.front();
    starved.pop_front();
    host.starved = false;
    start_waiting(host);
  }
}

void Fetcher::State::watch() {
  const auto now = Clock::now();
  if (running.empty() || now < next_watch) return;
  next_watch = now + watch_every;
  // From behind, since the one that ends is replaced by the last.
  for (std::size_t at = running.size(); at-- > 0;) {
    Errand& errand = *running[at];
    if (!errand.transfer->is_overdue(now)) continue;
    loop.remove(errand.transfer->handle());
    end(errand, CURLE_OPERATION_TIMEDOUT);
  }
}

void Fetcher::State::deliver() {
  while (!answered.empty()) {
    auto [done, response] = std::move(answered.front());
    answered.pop_front();
    done(std::move(response));
  }
  if (thrown) std::rethrow_exception(std::exchange(thrown, nullptr));
}

Fetcher::State::Clock::time_point Fetcher::State::next_event(Clock::time_point latest) const {
  if (!answered.empty()) return {};
  if (!timers.empty()) latest = std::min(latest, timers.begin()->first);
  if (!running.empty()) latest = std::min(latest, next_watch);
  return latest;
}

}  // namespace vigie::crawler
