#include "crawler/robots_gate.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/response.h"
#include "crawler/robots.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

constexpr double kMaxCrawlDelay = 10;   // seconds; longer ones are capped
constexpr int kMaxRobotsRedirects = 5;  // RFC 9309 §2.3.1.2

// The pages of such a host would fail in just this way; robots.txt is not what is wrong with it.
bool is_of_the_host(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::dns:
    case ErrorKind::connect_refused:
    case ErrorKind::no_network:
    case ErrorKind::address_blocked:
    case ErrorKind::tls:
    case ErrorKind::tls_expired:
    case ErrorKind::tls_not_yet_valid:
    case ErrorKind::tls_hostname:
    case ErrorKind::tls_untrusted:
    case ErrorKind::tls_version:
    case ErrorKind::tls_handshake:
      return true;
    default:
      return false;
  }
}

Request robots_request(Url url) {
  using namespace std::chrono_literals;
  FetchLimits limits;
  limits.first_byte = 10s;  // a silent robots.txt must not stall the crawl
  limits.total = 20s;
  limits.max_redirects = kMaxRobotsRedirects;
  limits.max_retries = 1;
  limits.max_retry_after = 5s;
  Request request{.url = std::move(url)};
  request.accept = "text/plain,*/*;q=0.5";
  request.max_body = kMaxRobotsBytes;
  request.limits = limits;
  return request;
}

}  // namespace

RobotsGate::RobotsGate(Fetcher& fetcher, std::string product_token, bool ignore)
    : fetcher_(fetcher), product_token_(std::move(product_token)), ignore_(ignore) {}

RobotsGate::Answer RobotsGate::ask(const Url& url) const {
  const auto origin = origins_.find(url.origin());
  if (origin == origins_.end() || !origin->second.robots) return Answer::unknown;
  if (ignore_) return Answer::allowed;
  if (origin->second.failure) return Answer::unavailable;
  std::string target(url.path());
  if (url.has_query()) target.append("?").append(url.query());
  return origin->second.robots->allows(target) ? Answer::allowed : Answer::forbidden;
}

void RobotsGate::when_known(const Url& url, std::function<void()> ready) {
  const auto [found, is_new] = origins_.try_emplace(std::string(url.origin()));
  if (found->second.robots) return ready();
  found->second.waiting.push_back(std::move(ready));
  if (!is_new) return;
  auto robots_url = Url::parse("/robots.txt", &url);
  if (!robots_url) return;  // cannot be: the base is a URL and this is a path
  fetcher_.submit(robots_request(*robots_url),
                  [this, origin = found->first, asked = *robots_url](Response&& response) {
                    answered(origin, asked, std::move(response));
                  });
}

void RobotsGate::answered(const std::string& name, const Url& url, Response&& response) {
  Origin& origin = origins_[name];
  // A header without end is too_large as well, but then nothing of the file was read.
  const bool cut =
      response.failure && response.failure->kind == ErrorKind::too_large && !response.body.empty();
  if (response.status >= 200 && response.status < 300 && (!response.failure || cut)) {
    origin.robots = Robots::parse(response.body, product_token_);
    if (const auto delay = origin.robots->crawl_delay(); delay && !ignore_)
      fetcher_.set_crawl_delay(url, std::min(*delay, kMaxCrawlDelay));
  } else if (response.status >= 300 && response.status < 500 && response.status != 429) {
    origin.robots =
        Robots::allow_all();  // a redirect that leads nowhere counts as "unavailable" too
  } else {
    origin.robots = Robots::disallow_all();
    Failure failure =
        response.failure.value_or(Failure{ErrorKind::http_status, std::to_string(response.status)});
    if (!is_of_the_host(failure.kind)) {
      failure.detail = "robots.txt: " + std::string(crawler::name(failure.kind)) +
                       (failure.detail.empty() ? "" : ", " + failure.detail);
      failure.kind = ErrorKind::robots_unavailable;
    }
    origin.failure = std::move(failure);
  }
  for (const auto& ready : std::exchange(origin.waiting, {})) ready();
}

Failure RobotsGate::failure(const Url& url) const {
  const auto origin = origins_.find(url.origin());
  if (origin == origins_.end() || !origin->second.failure)
    return {ErrorKind::robots_unavailable, {}};
  return *origin->second.failure;
}

const std::vector<std::string>* RobotsGate::sitemaps(const Url& url) const {
  const auto origin = origins_.find(url.origin());
  if (origin == origins_.end() || !origin->second.robots) return nullptr;
  return &origin->second.robots->sitemaps();
}

}  // namespace vigie::crawler
