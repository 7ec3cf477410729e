// Every fault of hostile_pages.h against the fetcher: the kind it ends in, and that it ends, within
// bounds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/response.h"
#include "crawler/url.h"
#include "tests/support/hostile_pages.h"
#include "tests/support/hostile_server.h"

namespace vigie::crawler {
namespace {

using namespace std::chrono_literals;
using tests::HostileServer;

constexpr std::size_t kMaxBody = 100'000;

// Short, so that all cases take seconds; a whole request may take 2 s.
FetchLimits short_limits() {
  return {.connect = 2s,
          .first_byte = 1s,
          .total = 2s,
          .low_speed_bytes = 1000,
          .low_speed_for = 400ms,
          .retry_backoff = 10ms};
}

FetchOptions options_for(const HostileServer& server) {
  FetchOptions options;
  options.origins = {server.url("/")};
  options.limits = short_limits();
  return options;
}

Request request_for(const std::string& url) {
  return {.url = Url::parse(url).value(), .max_body = kMaxBody, .retry = false};
}

struct Case {
  std::string path;
  std::optional<ErrorKind> kind;  // nullopt: a usable answer
};
void PrintTo(const Case& one, std::ostream* out) {
  *out << one.path << " → " << (one.kind ? name(*one.kind) : "ok");
}

const std::vector<Case>& cases() {
  using enum ErrorKind;
  static const std::vector<Case> all{
      {"/reset", reset},
      {"/reset-in-head", reset},
      {"/reset-in-body", reset},
      {"/empty", empty_reply},
      {"/closed-in-status-line", empty_reply},
      {"/closed-in-head", truncated},
      {"/truncated", truncated},
      {"/truncated-huge", truncated},
      {"/truncated-chunk", truncated},
      {"/missing-last-chunk", truncated},
      {"/bad-chunk", protocol},
      {"/huge-chunk", protocol},
      {"/negative-chunk", protocol},
      {"/silent", timeout},
      {"/slow-first-byte", {}},
      {"/drip-head", too_slow},
      {"/drip-body", too_slow},
      {"/stalls-after-head", too_slow},
      {"/stalls-in-body", too_slow},
      {"/steady-without-end", timeout},
      {"/endless-body", too_large},
      {"/endless-chunks", too_large},
      {"/endless-empty-lines", too_large},
      {"/endless-head", too_large},
      {"/endless-field", too_large},
      {"/endless-status-line", too_large},
      {"/endless-interim", too_large},
      {"/endless-trailers", too_large},
      {"/cookie-flood", too_large},
      {"/robots-1-gb", too_large},
      {"/bomb-gzip", too_large},
      {"/bomb-brotli", too_large},
      {"/bomb-zstd", too_large},
      {"/bomb-nested", too_large},
      {"/bomb-mixed", too_large},
      {"/garbage", protocol},
      {"/http-0.9", protocol},
      {"/other-protocol", protocol},
      {"/status-line-without-status", protocol},
      {"/status-not-a-number", protocol},
      {"/status-zero", protocol},
      {"/status-999", http_status},
      {"/http-9", protocol},
      {"/switching-protocols", protocol},
      {"/negative-length", protocol},
      {"/length-not-a-number", protocol},
      {"/length-overflow", protocol},
      {"/lengths-differ", protocol},
      {"/nul-in-head", protocol},
      {"/field-without-colon", protocol},
      {"/control-characters", {}},
      {"/folded-field", {}},
      {"/line-feeds-only", {}},
      {"/interim-then-answer", {}},
      {"/more-than-said", {}},
      {"/closes-kept-connection", {}},
      {"/no-content-with-body", {}},
      {"/200-with-location", {}},
      {"/not-gzip", decode},
      {"/not-brotli", decode},
      {"/not-zstd", decode},
      {"/unknown-encoding", decode},
      {"/too-many-encodings", decode},
      {"/half-of-gzip", truncated},
      {"/gzip-with-rubbish-behind", {}},
      {"/redirect-to-itself", redirect_loop},
      {"/redirect-ping", redirect_loop},
      {"/redirect-pong", redirect_loop},
      {"/redirect-by-fragment", redirect_loop},
      {"/redirect-without-location", protocol},
      {"/redirect-empty", protocol},
      {"/redirect-invalid", url_invalid},
      {"/redirect-1-mb", too_large},
      {"/redirect-3-kb", url_invalid},
      {"/redirect-to-file", redirect_blocked},
      {"/redirect-to-javascript", redirect_blocked},
      {"/redirect-to-data", redirect_blocked},
      {"/redirect-to-gopher", redirect_blocked},
      {"/redirect-to-metadata", address_blocked},
      {"/redirect-to-closed-port", address_blocked},
      {"/redirect-with-endless-body", {}},
      {"/redirect-growing", redirect_limit},
      {"/redirect-and-count", redirect_limit},
      {"/redirect-once-for-cookie", {}},
      {"/redirect-chain-1", {}},
      {"/redirect-chain-10", {}},
      {"/redirect-chain-11", redirect_limit},
  };
  return all;
}

class HostileInput : public testing::TestWithParam<Case> {
 protected:
  HostileInput() : paths_(tests::add_hostile_pages(server_)) {}
  HostileServer server_;
  std::vector<std::string> paths_;
};

TEST_P(HostileInput, EndsInItsKindWithinBounds) {
  Fetcher fetcher(options_for(server_));
  const auto began = std::chrono::steady_clock::now();
  const Response response = fetcher.get(request_for(server_.url(GetParam().path)));
  const auto took = std::chrono::steady_clock::now() - began;

  EXPECT_EQ(response.failure.transform([](const Failure& failure) { return failure.kind; }),
            GetParam().kind)
      << (response.failure ? name(response.failure->kind) : "ok") << ", "
      << (response.failure ? response.failure->detail : "");
  EXPECT_EQ(response.url, server_.url(GetParam().path));
  EXPECT_LE(response.body.size(), kMaxBody);
  EXPECT_LE(response.bytes_transferred, 1024U * 1024U) << "read on after the body was full";
  EXPECT_LE(response.bytes_headers, 2 * short_limits().max_header_bytes);
  EXPECT_LT(took, 20s) << "the limits are 2 s; the rest is a busy machine";
}

std::string readable(const testing::TestParamInfo<Case>& one) {
  std::string result;
  bool capital = true;
  for (const char c : one.param.path) {
    if (c == '/' || c == '-' || c == '.') {
      capital = true;
      continue;
    }
    result += capital && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    capital = false;
  }
  return result;
}
INSTANTIATE_TEST_SUITE_P(Fetcher, HostileInput, testing::ValuesIn(cases()), readable);

TEST(HostilePages, EachHaveTheirCase) {
  HostileServer server;
  std::set<std::string> missing;
  for (const std::string& path : tests::add_hostile_pages(server)) {
    const bool known = std::ranges::any_of(cases(), [&](const Case& one) {
      return one.path == path || path.starts_with("/redirect-chain-");
    });
    if (!known) missing.insert(path);
  }
  EXPECT_THAT(missing, testing::IsEmpty());
}

class HostileAnswers : public HostileInput {};

TEST_F(HostileAnswers, KeepWhatCameBeforeTheFault) {
  Fetcher fetcher(options_for(server_));
  EXPECT_EQ(fetcher.get(request_for(server_.url("/truncated"))).body, "<title>half");
  EXPECT_EQ(fetcher.get(request_for(server_.url("/reset-in-body"))).body, "<title>half");
  EXPECT_EQ(fetcher.get(request_for(server_.url("/stalls-in-body"))).body.size(), 50'000U);
}

TEST_F(HostileAnswers, KeepTheStatusOfWhatFailedLater) {
  Fetcher fetcher(options_for(server_));
  EXPECT_EQ(fetcher.get(request_for(server_.url("/truncated"))).status, 200);
  EXPECT_EQ(fetcher.get(request_for(server_.url("/silent"))).status, 0);
}

TEST_F(HostileAnswers, AreNotForgedByWhatFollowsABody) {
  Fetcher fetcher(options_for(server_));
  EXPECT_EQ(fetcher.get(request_for(server_.url("/more-than-said"))).body, "ok");
  const Response next = fetcher.get(request_for(server_.url("/ok")));
  EXPECT_THAT(next.body, testing::HasSubstr("<h1>Bon</h1>"));
  EXPECT_EQ(next.failure, std::nullopt);
}

TEST_F(HostileAnswers, OnAStaleConnectionAreAskedForAgainAtOnce) {
  Fetcher fetcher(options_for(server_));
  const Response first = fetcher.get(request_for(server_.url("/closes-kept-connection")));
  EXPECT_EQ(first.body, "ok");
  const Response second = fetcher.get(request_for(server_.url("/ok")));
  EXPECT_EQ(second.failure, std::nullopt);
  EXPECT_EQ(second.attempts, 1);
}

TEST_F(HostileAnswers, OfInterimStatusesLeaveNothingBehind) {
  Fetcher fetcher(options_for(server_));
  const Response response = fetcher.get(request_for(server_.url("/interim-then-answer")));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "ok");
  EXPECT_THAT(response.set_cookies, testing::IsEmpty());
}

TEST_F(HostileAnswers, ThatBrokeAreAskedForAgainWithinTheLimit) {
  Fetcher fetcher(options_for(server_));
  Request request = request_for(server_.url("/reset"));
  request.retry = true;
  const Response response = fetcher.get(std::move(request));
  EXPECT_EQ(response.attempts, 3);
  EXPECT_EQ(server_.targets().size(), 3U);
}

// One bad host must not hold the others, and one bad page not the rest of its host.
TEST_F(HostileAnswers, LeaveHealthyPagesAlone) {
  Fetcher fetcher(options_for(server_));
  std::size_t good = 0;
  for (const std::string& path : paths_) {
    fetcher.submit(request_for(server_.url(path)), [](Response&&) {});
    fetcher.submit(request_for(server_.url("/ok?" + path)), [&](Response&& response) {
      good += !response.failure && response.status == 200 ? 1 : 0;
    });
  }
  const auto until = std::chrono::steady_clock::now() + 120s;
  while (fetcher.pending() > 0 && std::chrono::steady_clock::now() < until) fetcher.run_once(1s);
  EXPECT_EQ(fetcher.pending(), 0U);
  EXPECT_EQ(good, paths_.size());
}

TEST_F(HostileAnswers, HoldUpNobodyElseWhileNothingIsKnownOfTheHost) {
  Fetcher fetcher(options_for(server_));
  bool silent_over = false, silent_was_over = true;
  fetcher.submit(request_for(server_.url("/silent")), [&](Response&&) { silent_over = true; });
  fetcher.run_once(0ms);  // it is under way, on the host's only connection
  fetcher.submit(request_for(server_.url("/ok")), [&](Response&& response) {
    EXPECT_EQ(response.failure, std::nullopt);
    silent_was_over = silent_over;
  });
  while (fetcher.pending() > 0) fetcher.run_once(100ms);
  EXPECT_FALSE(silent_was_over);
}

TEST_F(HostileAnswers, AreDroppedAtAnyTime) {
  Fetcher fetcher(options_for(server_));
  for (int round = 0; round < 20; ++round) {
    int answered = 0;
    for (const std::string& path : paths_)
      fetcher.submit(request_for(server_.url(path)), [&](Response&&) { ++answered; });
    for (int turn = 0; turn < round; ++turn) fetcher.run_once(2ms);
    fetcher.cancel_all();
    EXPECT_EQ(fetcher.pending(), 0U);
    const int before = answered;
    fetcher.run_once(1ms);
    EXPECT_EQ(answered, before) << "a callback after cancel_all";
  }
  const Response response = fetcher.get(request_for(server_.url("/ok")));
  EXPECT_EQ(response.failure, std::nullopt);
}

}  // namespace
}  // namespace vigie::crawler
