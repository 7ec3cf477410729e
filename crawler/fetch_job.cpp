#include "crawler/fetch_job.h"

#include <chrono>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "crawler/credentials.h"
#include "crawler/error_kind.h"
#include "crawler/fetch_transfer.h"
#include "crawler/fetcher.h"
#include "crawler/origin.h"
#include "crawler/response.h"
#include "crawler/retry_policy.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

// A server may close a kept connection in the moment we use it; nothing is known of the page then.
bool is_stale_connection(const HopAnswer& answer) {
  return answer.reused_connection && answer.bytes_headers == 0 && answer.failure &&
         (answer.failure->kind == ErrorKind::reset ||
          answer.failure->kind == ErrorKind::empty_reply);
}

}  // namespace

std::int64_t seconds_since_1970() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

FetchJob::FetchJob(Request request, const FetchLimits& defaults, Fetcher::Done done)
    : request_(std::move(request)),
      defaults_(&defaults),
      done_(std::move(done)),
      url_(request_.url.without_fragment()) {
  response_.url = response_.final_url = without_credentials(request_.url);
}

const FetchLimits& FetchJob::limits() const {
  return request_.limits ? *request_.limits : *defaults_;
}

Hop FetchJob::hop(const Credentials& credentials) {
  if (response_.at_ms == 0)
    response_.at_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                          std::chrono::system_clock::now().time_since_epoch())
                          .count();
  const Origin origin = Origin::of(url_);
  Hop hop{.url = &url_,
          .limits = &limits(),
          .accept = request_.accept,
          .cookies = credentials.cookies_for(url_, seconds_since_1970()),
          .headers = credentials.headers_for(origin),
          .head = request_.head,
          .keep_body = request_.keep_body,
          .fresh_connection = fresh_connection_,
          .max_body = request_.max_body,
          .wants_body = &request_.wants_body};
  if (credentials.in_session(origin)) {
    const Session& session = credentials.session();
    hop.client_certificate = session.client_certificate;
    hop.client_key = session.client_key;
    response_.with_session |=
        !hop.cookies.empty() || !session.headers.empty() || !session.client_certificate.empty();
  }
  if (attempts_++ == 0) chain_.asked(url_, hop.cookies);
  return hop;
}

FetchJob::Next FetchJob::take(HopAnswer&& answer, Credentials& credentials, bool worth_retrying) {
  if (is_stale_connection(answer) && !fresh_connection_) {
    fresh_connection_ = true;
    --attempts_;
    return {.step = Next::Step::ask_now};
  }
  for (const std::string& cookie : answer.set_cookies)
    credentials.store_cookie(cookie, url_, seconds_since_1970());
  response_.set_cookies.insert(response_.set_cookies.end(),
                               std::make_move_iterator(answer.set_cookies.begin()),
                               std::make_move_iterator(answer.set_cookies.end()));
  if (request_.retry && worth_retrying) {
    const auto wait = retry_wait(limits(), attempts_, answer.status, answer.headers, answer.failure,
                                 seconds_since_1970());
    if (wait)
      return {.step = Next::Step::ask_later,
              .wait = *wait,
              .by_host = answer.status == 429 || answer.status == 503};
  }
  return go_on(std::move(answer), credentials);
}

FetchJob::Next FetchJob::go_on(HopAnswer&& answer, Credentials& credentials) {
  RedirectStep step;
  if (!answer.failure)
    step = chain_.step(
        url_, answer.status, answer.headers, limits().max_redirects, request_.may_follow,
        [&](const Url& next) { return credentials.cookies_for(next, seconds_since_1970()); });
  const int status = answer.status;
  if (step.next && step.stopped == Stopped::no) {
    response_.redirects.push_back({without_credentials(url_), status});
    url_ = *std::move(step.next);
    attempts_ = 0;
    fresh_connection_ = false;
    return {.step = Next::Step::ask_now};
  }
  keep(std::move(answer));
  if (step.next) {
    response_.redirects.push_back({without_credentials(url_), status});
    response_.stopped = step.stopped;
    response_.final_url = without_credentials(*step.next);
  }
  if (step.failure) response_.failure = std::move(step.failure);
  return {};
}

void FetchJob::keep(HopAnswer&& answer) {
  response_.final_url = without_credentials(url_);
  response_.status = answer.status;
  response_.failure = failure_of_status(answer.status, answer.headers);
  if (!response_.failure) response_.failure = std::move(answer.failure);
  response_.headers = std::move(answer.headers);
  response_.body = std::move(answer.body);
  response_.timings = answer.timings;
  response_.bytes_transferred = answer.bytes_transferred;
  response_.bytes_headers = answer.bytes_headers;
  response_.bytes_decoded = answer.bytes_decoded;
  response_.protocol = std::move(answer.protocol);
  response_.address = std::move(answer.address);
  response_.attempts = attempts_;
}

}  // namespace vigie::crawler
