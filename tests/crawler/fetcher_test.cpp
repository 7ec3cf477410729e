#include "crawler/fetcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "crawler/error_kind.h"
#include "crawler/response.h"
#include "crawler/url.h"
#include "tests/support/nginx.h"

namespace vigie::crawler {
namespace {

using tests::Nginx;

Url url(const std::string& text) { return Url::parse(text).value(); }

FetchOptions options_for(const Nginx& server) {
  FetchOptions options;
  options.user_agent = "Vigie/test";
  options.origins = {server.url("/"), server.tls_url("/")};
  options.ca_file = server.ca_file();
  return options;
}

class FetcherTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!tests::has_nginx()) GTEST_SKIP() << "nginx is missing";
  }
};

TEST_F(FetcherTest, BringsAPageWithItsFigures) {
  const Nginx server;
  server.page("/", "<title>Mairie</title>");
  FetchOptions options = options_for(server);
  Fetcher fetcher(options);
  const Response response = fetcher.get({.url = url(server.url("/#x"))});
  EXPECT_EQ(response.failure, std::nullopt) << response.failure->detail;
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "<title>Mairie</title>");
  EXPECT_EQ(response.bytes_transferred, 21U);
  EXPECT_EQ(response.protocol, "http/1.1");
  EXPECT_EQ(response.headers.first("content-type"), "text/html; charset=utf-8");
  EXPECT_GT(response.timings.ttfb_ms, 0);
  EXPECT_TRUE(response.timings.connect_ms.has_value());
  EXPECT_EQ(server.log(1).at(0).user_agent, "Vigie/test");
  EXPECT_EQ(server.log(1).at(0).target, "/");
  const Response again = fetcher.get({.url = url(server.url("/"))});
  EXPECT_EQ(again.timings.connect_ms, std::nullopt) << "the connection is used again";
}

TEST_F(FetcherTest, SpeaksHttp2OverTls) {
  const Nginx server({.tls = true});
  server.page("/", "x");
  Fetcher fetcher(options_for(server));
  const Response response = fetcher.get({.url = url(server.tls_url("/"))});
  ASSERT_EQ(response.failure, std::nullopt) << response.failure->detail;
  EXPECT_EQ(response.protocol, "h2");
  EXPECT_TRUE(response.timings.tls_ms.has_value());
}

TEST_F(FetcherTest, CountsCompressedBytesOnTheWireAndDecodedOnes) {
  const Nginx server({.server = "gzip on; gzip_min_length 1;"});
  server.page("/", std::string(100'000, 'a'));
  FetchOptions options = options_for(server);
  Fetcher fetcher(options);
  const Response response = fetcher.get({.url = url(server.url("/"))});
  EXPECT_EQ(response.bytes_decoded, 100'000U);
  EXPECT_LT(response.bytes_transferred, 2'000U);
  EXPECT_EQ(response.headers.first("Content-Encoding"), "gzip");
}

struct Redirects : FetcherTest {
  static constexpr const char* kServer = R"(
    location = /a { return 301 /b; } location = /b { return 302 /c; }
    location = /loop { return 302 /loop2; } location = /loop2 { return 302 /loop; }
    location = /grow { return 302 /grow?x=$request_id; }
    location = /ftp { return 302 ftp://127.0.0.1/; } location = /bad { return 302 http://[/; }
    location = /check { if ($cookie_seen = "") { add_header Set-Cookie "seen=1; Path=/"; return 302 /check; } return 200 ok; }
  )";
  Nginx server{{.server = kServer}};
  Response get(std::string_view path, std::function<HopDecision(const Url&)> may_follow = {}) {
    FetchOptions options = options_for(server);
    Fetcher fetcher(options);
    return fetcher.get({.url = url(server.url(path)), .may_follow = std::move(may_follow)});
  }
};

TEST_F(Redirects, AreFollowedHopByHop) {
  server.page("/c", "end");
  const Response response = get("/a");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.url, server.url("/a"));
  EXPECT_EQ(response.final_url, server.url("/c"));
  ASSERT_EQ(response.redirects.size(), 2U);
  EXPECT_EQ(response.redirects[0].status, 301);
  EXPECT_EQ(response.redirects[1].url, server.url("/b"));
}

TEST_F(Redirects, EndWhereTheCallerSaysSo) {
  const Response response = get("/a", [](const Url& next) {
    return next.path() == "/c" ? HopDecision::already_known : HopDecision::follow;
  });
  EXPECT_EQ(response.stopped, Stopped::already_known);
  EXPECT_EQ(response.final_url, server.url("/c"));
  EXPECT_EQ(response.failure, std::nullopt);
}

TEST_F(Redirects, InALoopAreFound) {
  EXPECT_EQ(get("/loop").failure->kind, ErrorKind::redirect_loop);
}
TEST_F(Redirects, WithoutEndAreCut) {
  EXPECT_EQ(get("/grow").failure->kind, ErrorKind::redirect_limit);
}
TEST_F(Redirects, ToOtherSchemesAreBlocked) {
  EXPECT_EQ(get("/ftp").failure->kind, ErrorKind::redirect_blocked);
}
TEST_F(Redirects, ToNoUrlAreReported) {
  EXPECT_EQ(get("/bad").failure->kind, ErrorKind::url_invalid);
}
TEST_F(Redirects, ToThemselvesWithACookieAreLegitimate) {
  const Response response = get("/check");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.failure, std::nullopt);
  EXPECT_THAT(response.set_cookies, testing::ElementsAre("seen=1; Path=/"));
}

TEST_F(FetcherTest, NamesWhatAnAnswerMeans) {
  const Nginx server({.server = "location = /401 { return 401; } location = /429 { return 429; } "
                                "location = /500 { return 500; }"});
  FetchOptions options = options_for(server);
  Fetcher fetcher(options);
  const auto kind = [&](std::string_view path) {
    return fetcher.get({.url = url(server.url(path)), .retry = false}).failure->kind;
  };
  EXPECT_EQ(kind("/401"), ErrorKind::auth_required);
  EXPECT_EQ(kind("/429"), ErrorKind::rate_limited);
  EXPECT_EQ(kind("/500"), ErrorKind::http_status);
  EXPECT_EQ(kind("/absent"), ErrorKind::http_status);
}

TEST_F(FetcherTest, AsksAgainWhenTheServerIsBusy) {
  const Nginx server(
      {.server = "location = /busy { add_header Retry-After 1 always; return 503; }"});
  FetchOptions options = options_for(server);
  options.limits.max_retries = 1;
  Fetcher fetcher(options);
  const auto began = std::chrono::steady_clock::now();
  const Response response = fetcher.get({.url = url(server.url("/busy"))});
  EXPECT_EQ(response.attempts, 2);
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(server.log(2).size(), 2U);
  EXPECT_GE(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(900));
  EXPECT_EQ(fetcher.paces().at(0).rate_limited, 2U);
}

TEST_F(FetcherTest, RefusesAPrivateAddressThatNobodyNamed) {
  const Nginx server, other;
  other.page("/", "secret");
  FetchOptions options;
  options.origins = {server.url("/")};
  Fetcher fetcher(options);
  EXPECT_EQ(fetcher.get({.url = url(other.url("/"))}).failure->kind, ErrorKind::address_blocked);
  EXPECT_TRUE(other.log().empty());
}

TEST_F(FetcherTest, GivesUpABodyThatNobodyWants) {
  const Nginx server;
  server.page("/big.pdf", std::string(3'000'000, 'x'));
  FetchOptions options = options_for(server);
  Fetcher fetcher(options);
  const Response response =
      fetcher.get({.url = url(server.url("/big.pdf")), .wants_body = [](std::string_view type) {
                     return type.starts_with("text/html");
                   }});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.failure, std::nullopt);
  EXPECT_TRUE(response.body.empty());
}

TEST_F(FetcherTest, CutsABodyAtTheLimit) {
  const Nginx server;
  server.page("/", std::string(50'000, 'x'));
  FetchOptions options = options_for(server);
  Fetcher fetcher(options);
  const Response response = fetcher.get({.url = url(server.url("/")), .max_body = 1000});
  EXPECT_EQ(response.failure->kind, ErrorKind::too_large);
  EXPECT_EQ(response.body.size(), 1000U);
}

TEST_F(FetcherTest, SaysWhenNobodyListens) {
  std::string gone;
  {
    gone = Nginx().url("/");
  }
  FetchOptions options;
  options.origins = {gone};
  Fetcher fetcher(options);
  EXPECT_EQ(fetcher.get({.url = url(gone)}).failure->kind, ErrorKind::connect_refused);
}

TEST_F(FetcherTest, WaitsBetweenRequestsWhenAskedTo) {
  const Nginx server;
  server.page("/", "x");
  FetchOptions options = options_for(server);
  options.delay_s = 0.2;
  Fetcher fetcher(options);
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < 3; ++i) fetcher.get({.url = url(server.url("/"))});
  EXPECT_GE(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(400));
}

TEST_F(FetcherTest, WakesFromAnotherThread) {
  Fetcher fetcher({});
  const std::jthread other([&] { fetcher.wake(); });
  fetcher.run_once(std::chrono::minutes(1));
}

}  // namespace
}  // namespace vigie::crawler
