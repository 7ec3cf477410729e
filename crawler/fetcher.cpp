#include "crawler/fetcher.h"

#include <curl/curl.h>
#include <ifaddrs.h>
#include <net/if.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/address_guard.h"
#include "crawler/credentials.h"
#include "crawler/curl_loop.h"
#include "crawler/error_kind.h"
#include "crawler/host_pace.h"
#include "crawler/origin.h"
#include "crawler/response.h"
#include "crawler/retry_after.h"
#include "crawler/transfer.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr double kDefaultDelay = 0.1;
constexpr milliseconds kFirstBackOff{500};
constexpr std::size_t kMostHandles = 64;  // kept for the next transfers

std::int64_t unix_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool is_loopback(std::string_view host_or_address) {
  const auto colon =
      host_or_address.starts_with('[') ? std::string_view::npos : host_or_address.find(':');
  const std::string_view host = host_or_address.substr(0, colon);
  return host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.") ||
         host.starts_with("[::1]");
}

// Whether any interface but loopback is up and has an address: without one nothing can be said of a
// name that is not found.
bool has_network() {
  ifaddrs* interfaces = nullptr;
  if (getifaddrs(&interfaces) != 0) return true;
  bool found = false;
  for (const ifaddrs* each = interfaces; each != nullptr; each = each->ifa_next)
    found |= each->ifa_addr != nullptr && (each->ifa_flags & IFF_UP) != 0 &&
             (each->ifa_flags & IFF_LOOPBACK) == 0;
  freeifaddrs(interfaces);
  return found;
}

// One request of the caller's, with its redirects and retries.
struct Errand {
  Request request;
  Fetcher::Done done;
  Url current;
  Response response;
  std::set<std::string> seen;  // URL and cookies, of every hop
  int retries = 0;
  bool retried_silently = false;
  std::unique_ptr<Transfer> transfer;  // while it is under way
};
using ErrandPtr = std::unique_ptr<Errand>;

struct Host {
  explicit Host(Pace pace_) : pace(std::move(pace_)) {}
  Pace pace;
  bool delay_is_known = false;
  std::deque<ErrandPtr> waiting;
};

struct Delayed {
  Clock::time_point until;
  ErrandPtr errand;
};

}  // namespace

struct Fetcher::State {
  explicit State(FetchOptions options_);
  ~State();

  Host& host_of(const Url& url);
  void queue(ErrandPtr errand, bool first);
  void start_due();
  void start(Host& host, ErrandPtr errand);
  Ask ask_of(const Errand& errand);
  void finish(CURL* handle, CURLcode code, bool overdue);
  void fail_overdue();
  void settle(ErrandPtr errand, Host& host);
  bool retry(ErrandPtr& errand, Host& host, bool reused);
  bool follow(ErrandPtr& errand);
  static void judge_status(Response& response);
  void deliver(ErrandPtr errand);
  void recycle(std::unique_ptr<Transfer> transfer);
  Clock::time_point next_event(Clock::time_point latest) const;

  FetchOptions options;
  AddressGuard guard;
  Credentials credentials;
  Transfer::Common common;
  CurlLoop loop;
  std::map<std::string, Host, std::less<>> hosts;  // by host and port
  std::map<CURL*, ErrandPtr> under_way;
  std::vector<Delayed> delayed;
  std::vector<std::unique_ptr<Transfer>> spare;
  std::vector<CurlLoop::Finished> finished;
  std::size_t pending = 0;
};

Fetcher::State::State(FetchOptions options_)
    : options(std::move(options_)),
      guard(options.origins, options.allow_private, options.connect_to),
      credentials(options.session, options.headers, options.origins, unix_now()),
      loop(options.connections_per_host) {
  common = {.user_agent = options.user_agent, .ca_file = options.ca_file, .guard = &guard};
  for (const std::string& entry : options.connect_to)
    common.connect_to = curl_slist_append(common.connect_to, entry.c_str());
}

Fetcher::State::~State() {
  for (const auto& [handle, errand] : under_way) loop.remove(handle);
  under_way.clear();
  spare.clear();
  curl_slist_free_all(common.connect_to);
}

Host& Fetcher::State::host_of(const Url& url) {
  const std::string key = std::string(url.host()) + ":" + std::to_string(url.effective_port());
  const double delay = options.delay_s.value_or(is_loopback(url.host()) ? 0 : kDefaultDelay);
  const auto [found, is_new] =
      hosts.try_emplace(key, Pace(options.connections_per_host, Pace::Seconds(delay)));
  return found->second;
}

void Fetcher::State::queue(ErrandPtr errand, bool first) {
  Host& host = host_of(errand->current);
  if (first)
    host.waiting.push_front(std::move(errand));
  else
    host.waiting.push_back(std::move(errand));
}

void Fetcher::State::start_due() {
  const auto now = Clock::now();
  for (std::size_t at = 0; at < delayed.size();) {
    if (delayed[at].until > now) {
      ++at;
      continue;
    }
    ErrandPtr errand = std::move(delayed[at].errand);
    delayed.erase(delayed.begin() + static_cast<std::ptrdiff_t>(at));
    queue(std::move(errand), true);
  }
  for (auto& [name, host] : hosts) {
    while (!host.waiting.empty() && host.pace.may_start(Clock::now())) {
      ErrandPtr errand = std::move(host.waiting.front());
      host.waiting.pop_front();
      start(host, std::move(errand));
    }
  }
}

Ask Fetcher::State::ask_of(const Errand& errand) {
  const Request& request = errand.request;
  Ask ask{.url = without_credentials(errand.current),
          .origin = Origin::of(errand.current),
          .head = request.head,
          .keep_body = request.keep_body,
          .max_body = request.max_body,
          .wants_body = &request.wants_body,
          .limits = request.limits.value_or(options.limits)};
  ask.header_lines.push_back("Accept: " + request.accept);
  for (const auto& [name, value] : credentials.headers_for(ask.origin))
    ask.header_lines.push_back(std::string(name) + ": " + std::string(value));
  if (const std::string cookies = credentials.cookies_for(errand.current, unix_now());
      !cookies.empty())
    ask.header_lines.push_back("Cookie: " + cookies);
  if (credentials.in_session(ask.origin)) {
    ask.client_certificate = credentials.session().client_certificate;
    ask.client_key = credentials.session().client_key;
  }
  return ask;
}

void Fetcher::State::start(Host& host, ErrandPtr errand) {
  if (spare.empty()) spare.push_back(std::make_unique<Transfer>(common));
  errand->transfer = std::move(spare.back());
  spare.pop_back();
  Ask ask = ask_of(*errand);
  errand->response.with_session |= credentials.in_session(ask.origin);
  errand->seen.insert(ask.url + "\n" + credentials.cookies_for(errand->current, unix_now()));
  errand->transfer->prepare(std::move(ask));
  host.pace.started(Clock::now());
  CURL* const handle = errand->transfer->handle();
  under_way.emplace(handle, std::move(errand));
  loop.add(handle);
}

void Fetcher::State::recycle(std::unique_ptr<Transfer> transfer) {
  if (spare.size() < kMostHandles) spare.push_back(std::move(transfer));
}

void Fetcher::State::finish(CURL* handle, CURLcode code, bool overdue) {
  const auto found = under_way.find(handle);
  if (found == under_way.end()) return;
  ErrandPtr errand = std::move(found->second);
  under_way.erase(found);
  Response& response = errand->response;
  errand->transfer->finish(code, overdue, response);
  const bool reused = errand->transfer->on_reused_connection();
  recycle(std::move(errand->transfer));

  Host& host = host_of(errand->current);
  host.pace.ended();
  if (!host.delay_is_known && !response.address.empty()) {
    host.delay_is_known = true;
    if (!options.delay_s && is_loopback(response.address)) host.pace.set_delay(Pace::Seconds(0));
  }
  if (response.status != 0) host.pace.answered(Pace::Seconds(response.timings.ttfb_ms / 1000));
  response.final_url = without_credentials(errand->current);
  for (const std::string_view cookie : response.headers.all("Set-Cookie")) {
    credentials.store_cookie(cookie, errand->current, unix_now());
    constexpr std::size_t kMostCookies = 200;
    if (response.set_cookies.size() < kMostCookies) response.set_cookies.emplace_back(cookie);
  }
  if (retry(errand, host, reused)) return;
  settle(std::move(errand), host);
}

// Takes the errand when it is to be asked for again.
bool Fetcher::State::retry(ErrandPtr& errand, Host& host, bool reused) {
  Response& response = errand->response;
  const bool lost = response.failure && (response.failure->kind == ErrorKind::reset ||
                                         response.failure->kind == ErrorKind::empty_reply);
  // A kept connection that the server closed meanwhile: no fault of anybody's.
  if (lost && reused && !std::exchange(errand->retried_silently, true)) {
    queue(std::move(errand), true);
    return true;
  }
  const bool refused = response.status == 429 || response.status == 503;
  const FetchLimits limits = errand->request.limits.value_or(options.limits);
  const auto back_off = kFirstBackOff * (1 << std::min(errand->retries, 6));
  std::chrono::milliseconds wait = back_off;
  if (refused) {
    const auto asked = retry_after(response.headers.first("Retry-After").value_or(""), unix_now());
    if (asked) wait = std::max<milliseconds>(*asked, kFirstBackOff);
    host.pace.refused(Clock::now(), std::min<milliseconds>(wait, limits.max_retry_after));
    if (asked && *asked > limits.max_retry_after) return false;
  }
  if (!(lost || refused) || !errand->request.retry || errand->retries >= limits.max_retries)
    return false;
  ++errand->retries;
  ++response.attempts;
  delayed.push_back({Clock::now() + wait, std::move(errand)});
  return true;
}

void Fetcher::State::settle(ErrandPtr errand, Host&) {
  if (!errand->response.failure && is_redirect(errand->response.status) && follow(errand)) return;
  if (errand->response.failure && errand->response.failure->kind == ErrorKind::dns &&
      !has_network())
    errand->response.failure->kind = ErrorKind::no_network;
  judge_status(errand->response);
  deliver(std::move(errand));
}

// Takes the errand when the next hop is asked for; else the response is final and says why.
bool Fetcher::State::follow(ErrandPtr& errand) {
  Response& response = errand->response;
  const auto fail = [&](ErrorKind kind, std::string detail) {
    response.failure = Failure{kind, std::move(detail)};
  };
  const auto location = response.headers.first("Location");
  if (!location || location->empty()) {
    fail(ErrorKind::protocol, "redirect without Location");
    return false;
  }
  const auto next = Url::parse(*location, &errand->current);
  if (!next) {
    fail(next.error() == UrlError::scheme ? ErrorKind::redirect_blocked : ErrorKind::url_invalid,
         std::string(location->substr(0, kMaxUrlBytes)));
    return false;
  }
  response.redirects.push_back({without_credentials(errand->current), response.status});
  const FetchLimits limits = errand->request.limits.value_or(options.limits);
  if (std::cmp_greater(response.redirects.size(), limits.max_redirects)) {
    fail(ErrorKind::redirect_limit, std::to_string(limits.max_redirects));
    return false;
  }
  const Url clean = next->without_fragment();
  if (errand->seen.contains(without_credentials(clean) + "\n" +
                            credentials.cookies_for(clean, unix_now()))) {
    fail(ErrorKind::redirect_loop, without_credentials(clean));
    return false;
  }
  const HopDecision decision =
      errand->request.may_follow ? errand->request.may_follow(clean) : HopDecision::follow;
  if (decision != HopDecision::follow) {
    response.final_url = without_credentials(clean);
    if (decision == HopDecision::already_known) response.stopped = Stopped::already_known;
    if (decision == HopDecision::out_of_scope) response.stopped = Stopped::out_of_scope;
    if (decision == HopDecision::blocked_by_robots) fail(ErrorKind::blocked_by_robots, {});
    return false;
  }
  errand->current = clean;
  errand->retries = 0;
  response.attempts = 1;
  queue(std::move(errand), true);
  return true;
}

void Fetcher::State::judge_status(Response& response) {
  if (response.failure || response.stopped != Stopped::no || response.status < 400) return;
  ErrorKind kind = ErrorKind::http_status;
  if (response.status == 401 || response.status == 407) kind = ErrorKind::auth_required;
  if (response.status == 429) kind = ErrorKind::rate_limited;
  response.failure = Failure{kind, std::to_string(response.status)};
}

void Fetcher::State::deliver(ErrandPtr errand) {
  --pending;
  errand->done(std::move(errand->response));
}

void Fetcher::State::fail_overdue() {
  const auto now = Clock::now();
  std::vector<CURL*> overdue;
  for (const auto& [handle, errand] : under_way)
    if (const auto deadline = errand->transfer->deadline(); deadline && *deadline <= now)
      overdue.push_back(handle);
  for (CURL* const handle : overdue) {
    loop.remove(handle);
    finish(handle, CURLE_OPERATION_TIMEDOUT, true);
  }
}

Clock::time_point Fetcher::State::next_event(Clock::time_point latest) const {
  for (const Delayed& each : delayed) latest = std::min(latest, each.until);
  for (const auto& [name, host] : hosts)
    if (!host.waiting.empty() && !host.pace.is_full())
      latest = std::min(latest, host.pace.next_start());
  for (const auto& [handle, errand] : under_way)
    if (const auto deadline = errand->transfer->deadline()) latest = std::min(latest, *deadline);
  return latest;
}

Fetcher::Fetcher(FetchOptions options) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(started);
  state_ = std::make_unique<State>(std::move(options));
}

Fetcher::~Fetcher() = default;

void Fetcher::submit(Request request, Done done) {
  const Url url = request.url.without_fragment();
  auto errand = std::make_unique<Errand>(Errand{
      .request = std::move(request), .done = std::move(done), .current = url, .response = {}});
  errand->response.url = without_credentials(url);
  errand->response.at_ms =
      std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  ++state_->pending;
  state_->queue(std::move(errand), false);
}

std::size_t Fetcher::pending() const { return state_->pending; }

void Fetcher::run_once(milliseconds max_wait) {
  State& state = *state_;
  state.start_due();
  state.finished.clear();
  state.loop.wait(state.next_event(Clock::now() + max_wait), state.finished);
  for (const CurlLoop::Finished& one : std::exchange(state.finished, {}))
    state.finish(one.handle, one.code, false);
  state.fail_overdue();
  state.start_due();
}

void Fetcher::wake() { state_->loop.wake(); }

void Fetcher::cancel_all() {
  State& state = *state_;
  for (auto& [handle, errand] : state.under_way) {
    state.loop.remove(handle);
    state.host_of(errand->current).pace.ended();
  }
  state.under_way.clear();
  for (auto& [name, host] : state.hosts) host.waiting.clear();
  state.delayed.clear();
  state.pending = 0;
}

Response Fetcher::get(Request request) {
  std::optional<Response> answer;
  submit(std::move(request), [&](Response&& response) { answer = std::move(response); });
  constexpr milliseconds kTick{200};
  while (!answer) run_once(kTick);
  return std::move(*answer);
}

void Fetcher::set_crawl_delay(const Url& host, double seconds) {
  if (!state_->options.delay_s) state_->host_of(host).pace.at_least(Pace::Seconds(seconds));
}

std::vector<HostPace> Fetcher::paces() const {
  std::vector<HostPace> paces;
  for (const auto& [name, host] : state_->hosts)
    paces.push_back({.host = name,
                     .delay_s = host.pace.delay().count(),
                     .connections = host.pace.connections(),
                     .requests = host.pace.requests(),
                     .rate_limited = host.pace.rate_limited(),
                     .slowed_down = host.pace.slowed_down(),
                     .reason = host.pace.reason()});
  return paces;
}

}  // namespace vigie::crawler
