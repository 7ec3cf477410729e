// What the servers see of the fetcher's timetable.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/response.h"
#include "crawler/url.h"
#include "tests/support/hostile_server.h"
#include "tests/support/nginx.h"

namespace vigie::crawler {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using tests::HostileServer;
using tests::Nginx;

Request request_for(const std::string& url) { return {.url = Url::parse(url).value()}; }

void run_all(Fetcher& fetcher) {
  const auto until = Clock::now() + 60s;
  while (fetcher.pending() > 0 && Clock::now() < until) fetcher.run_once(1s);
  EXPECT_EQ(fetcher.pending(), 0U);
}

// Counts how many of its requests run at a time.
class Crowd {
 public:
  explicit Crowd(HostileServer& server, std::chrono::milliseconds takes = 30ms) {
    server.on("/crowd", [this, takes](HostileServer::Client& client) {
      const int now = ++running_;
      for (int most = most_; most < now && !most_.compare_exchange_weak(most, now);) {
      }
      client.pause(takes);
      --running_;
      client.answer("ok");
    });
  }
  int most() const { return most_; }

 private:
  std::atomic<int> running_ = 0, most_ = 0;
};

TEST(Politeness, KeepsToItsConnections) {
  HostileServer server;
  const Crowd crowd(server);
  Fetcher fetcher({.connections_per_host = 3, .origins = {server.url("/")}});
  for (int i = 0; i < 20; ++i) fetcher.submit(request_for(server.url("/crowd")), [](Response&&) {});
  run_all(fetcher);
  EXPECT_EQ(crowd.most(), 3);
  EXPECT_LE(server.accepted(), 3) << "connections are used again";
}

TEST(Politeness, KeepsTheDelayBetweenRequests) {
  HostileServer server;
  server.page("/", "ok");
  Fetcher fetcher({.delay_s = 0.1, .origins = {server.url("/")}});
  const auto began = Clock::now();
  for (int i = 0; i < 4; ++i) fetcher.submit(request_for(server.url("/")), [](Response&&) {});
  run_all(fetcher);
  EXPECT_GE(Clock::now() - began, 300ms);
}

TEST(Politeness, KeepsTheCrawlDelay) {
  HostileServer server;
  server.page("/", "ok");
  Fetcher fetcher({.origins = {server.url("/")}});
  fetcher.set_crawl_delay(Url::parse(server.url("/")).value(), 0.15);
  const auto began = Clock::now();
  for (int i = 0; i < 3; ++i) fetcher.submit(request_for(server.url("/")), [](Response&&) {});
  run_all(fetcher);
  EXPECT_GE(Clock::now() - began, 300ms);
}

TEST(Politeness, WaitsForNothingOnLoopback) {
  HostileServer server;
  server.page("/", "ok");
  Fetcher fetcher({.connect_to = {"ville.example:80:127.0.0.1:" + std::to_string(server.port())}});
  for (int i = 0; i < 3; ++i)
    fetcher.submit(request_for("http://ville.example/"), [](Response&&) {});
  run_all(fetcher);
  EXPECT_DOUBLE_EQ(fetcher.paces().at(0).delay_s, 0) << "known once connected";
}

TEST(Politeness, LetsASlowHostHoldNoOther) {
  HostileServer slow, quick;
  slow.on("/", [](HostileServer::Client& client) { client.wait_for_end(); });
  quick.page("/", "ok");
  Fetcher fetcher({.origins = {slow.url("/"), quick.url("/")}});
  for (int i = 0; i < 50; ++i) fetcher.submit(request_for(slow.url("/")), [](Response&&) {});
  int answered = 0;
  for (int i = 0; i < 50; ++i)
    fetcher.submit(request_for(quick.url("/")), [&](Response&&) { ++answered; });
  const auto began = Clock::now();
  while (answered < 50 && Clock::now() - began < 10s) fetcher.run_once(100ms);
  EXPECT_EQ(answered, 50);
  EXPECT_EQ(fetcher.pending(), 50U) << "all of the slow host's";
}

TEST(Politeness, BacksOffFromAServerThatRefusesAndSaysSo) {
  HostileServer server;
  auto asked = std::make_shared<std::atomic<int>>(0);
  server.on("/", [asked](HostileServer::Client& client) {
    if ((*asked)++ == 0)
      client.answer("", "429 Too Many Requests", "Retry-After: 1\r\n");
    else
      client.answer("ok");
  });
  Fetcher fetcher({.origins = {server.url("/")}});
  const auto began = Clock::now();
  const Response response = fetcher.get(request_for(server.url("/")));
  EXPECT_EQ(response.body, "ok");
  EXPECT_EQ(response.attempts, 2);
  EXPECT_GE(Clock::now() - began, 1s);
  const HostPace pace = fetcher.paces().at(0);
  EXPECT_EQ(pace.connections, 3);
  EXPECT_EQ(pace.rate_limited, 1U);
  EXPECT_EQ(pace.slowed_down, 1U);
  EXPECT_FALSE(pace.reason.empty());
}

TEST(Politeness, DoesNotWaitForALongRetryAfter) {
  HostileServer server;
  server.on("/", [](HostileServer::Client& client) {
    client.answer("", "503 Service Unavailable", "Retry-After: 3600\r\n");
  });
  Fetcher fetcher({.origins = {server.url("/")}});
  const Response response = fetcher.get(request_for(server.url("/")));
  EXPECT_EQ(response.failure->kind, ErrorKind::rate_limited);
  EXPECT_EQ(response.attempts, 1);
}

TEST(Politeness, GivesUpAHostThatRefusesForEver) {
  HostileServer server;
  server.on("*", [](HostileServer::Client& client) {
    client.answer("", "503 Service Unavailable", "Retry-After: 0\r\n");
  });
  FetchLimits limits;
  limits.max_retries = 0;
  limits.max_refusals = 8;
  Fetcher fetcher({.limits = limits, .origins = {server.url("/")}});
  int rate_limited = 0, unasked = 0;
  for (int i = 0; i < 200; ++i)
    fetcher.submit(request_for(server.url("/" + std::to_string(i))), [&](Response&& response) {
      rate_limited += response.failure && response.failure->kind == ErrorKind::rate_limited ? 1 : 0;
      unasked += response.status == 0 ? 1 : 0;
    });
  run_all(fetcher);
  EXPECT_EQ(rate_limited, 200);
  EXPECT_EQ(server.targets().size(), 8U);
  EXPECT_EQ(unasked, 192);
  EXPECT_EQ(fetcher.paces().at(0).unasked, 192U);
}

TEST(Politeness, TellsNothingOfHostsThatWereNotAsked) {
  const Fetcher fetcher({});
  EXPECT_THAT(fetcher.paces(), testing::IsEmpty());
}

TEST(Fetcher, UsesOneHttp2ConnectionForAllRequestsOfAHost) {
  if (!tests::has_nginx()) GTEST_SKIP() << "nginx is missing";
  const Nginx server({.server = "location = /c { return 200 \"$connection\"; }", .tls = true});
  Fetcher fetcher({.ca_file = server.ca_file(), .origins = {server.tls_url("/")}});
  std::set<std::string> connections;
  for (int i = 0; i < 200; ++i)
    fetcher.submit(request_for(server.tls_url("/c")), [&](Response&& response) {
      EXPECT_EQ(response.protocol, "h2");
      connections.insert(response.body);
    });
  run_all(fetcher);
  EXPECT_EQ(connections.size(), 1U);
}

TEST(Fetcher, MaySubmitFromItsCallbacks) {
  HostileServer server;
  server.page("/", "ok");
  Fetcher fetcher({.origins = {server.url("/")}});
  int left = 20;
  const std::function<void()> next = [&] {
    fetcher.submit(request_for(server.url("/")), [&](Response&&) {
      if (--left > 0) next();
    });
  };
  next();
  run_all(fetcher);
  EXPECT_EQ(left, 0);
}

TEST(Fetcher, MayBeAskedForAPageWithinACallback) {
  HostileServer server;
  server.page("/", "outer");
  server.page("/robots.txt", "inner");
  Fetcher fetcher({.origins = {server.url("/")}});
  std::string inner;
  for (int i = 0; i < 3; ++i)
    fetcher.submit(request_for(server.url("/")), [&](Response&&) {
      inner += fetcher.get(request_for(server.url("/robots.txt"))).body;
    });
  run_all(fetcher);
  EXPECT_EQ(inner, "innerinnerinner");
}

TEST(Fetcher, LetsExceptionsOfCallbacksOutAndGoesOn) {
  HostileServer server;
  server.page("/", "ok");
  server.on("/away", [](HostileServer::Client& client) { client.redirect("/"); });
  Fetcher fetcher({.origins = {server.url("/")}});
  const auto fail = [] { throw std::runtime_error("ours"); };
  fetcher.submit(request_for(server.url("/")), [&](Response&&) { fail(); });
  EXPECT_THROW(run_all(fetcher), std::runtime_error);

  Request picky = request_for(server.url("/"));
  picky.wants_body = [&](std::string_view) -> bool { throw std::runtime_error("ours"); };
  fetcher.submit(std::move(picky), [](Response&&) {});
  EXPECT_THROW(run_all(fetcher), std::runtime_error);

  Request choosy = request_for(server.url("/away"));
  choosy.may_follow = [&](const Url&) -> HopDecision { throw std::runtime_error("ours"); };
  fetcher.submit(std::move(choosy), [](Response&&) {});
  EXPECT_THROW(run_all(fetcher), std::runtime_error);

  EXPECT_EQ(fetcher.pending(), 0U);
  EXPECT_EQ(fetcher.get(request_for(server.url("/"))).body, "ok");
}

TEST(Fetcher, ForgetsEverythingWhenCancelledWithinACallback) {
  HostileServer server;
  server.page("/", "ok");
  Fetcher fetcher({.origins = {server.url("/")}});
  int answered = 0;
  for (int i = 0; i < 20; ++i)
    fetcher.submit(request_for(server.url("/")), [&](Response&&) {
      ++answered;
      fetcher.cancel_all();
    });
  run_all(fetcher);
  EXPECT_EQ(answered, 1);
}

TEST(Fetcher, AsksExactlyForTheUrl) {
  HostileServer server;
  server.on("*", [](HostileServer::Client& client) { client.answer(client.target()); });
  Fetcher fetcher({.origins = {server.url("/")}});
  for (const char* target : {"/?", "/a?", "/a/./b", "/a%2fb", "/a//b", "/a;b=c?d=e&f", "/a?b?c",
                             "/%7Euser/", "/a|b^c", "/a[1]", "/a?q='x'&r=|", "/\"", "/%zz"}) {
    const Url url = Url::parse(server.url(target)).value();
    const std::string expected =
        std::string(url.path()) + (url.has_query() ? "?" + std::string(url.query()) : "");
    EXPECT_EQ(fetcher.get({.url = url}).body, expected);
  }
}

TEST(Fetcher, SendsHeadWhenAskedTo) {
  HostileServer server;
  server.page("/", "a body of some length");
  Fetcher fetcher({.origins = {server.url("/")}});
  Request request = request_for(server.url("/"));
  request.head = true;
  const Response response = fetcher.get(std::move(request));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(response.failure, std::nullopt);
  EXPECT_THAT(server.heads().at(0), testing::StartsWith("HEAD / HTTP/1.1\r\n"));
  EXPECT_EQ(fetcher.get(request_for(server.url("/"))).body, "a body of some length");
}

TEST(Fetcher, CountsABodyThatNeedNotBeKept) {
  HostileServer server;
  server.page("/", std::string(100'000, 'x'));
  Fetcher fetcher({.origins = {server.url("/")}});
  Request request = request_for(server.url("/"));
  request.keep_body = false;
  const Response response = fetcher.get(std::move(request));
  EXPECT_EQ(response.bytes_decoded, 100'000U);
  EXPECT_EQ(response.body, "");
}

TEST(Fetcher, KeepsTheConnectionOfAShortBodyThatNobodyWants) {
  HostileServer server;
  server.page("/", "short");
  server.page("/next", "next");
  Fetcher fetcher({.origins = {server.url("/")}});
  Request request = request_for(server.url("/"));
  request.wants_body = [](std::string_view) { return false; };
  const Response response = fetcher.get(std::move(request));
  EXPECT_EQ(response.failure, std::nullopt);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(fetcher.get(request_for(server.url("/next"))).body, "next");
  EXPECT_EQ(server.accepted(), 1);
}

TEST(Fetcher, PassesTheEnvironmentsProxyBy) {
  HostileServer proxy, server;
  server.page("/", "direct");
  setenv("http_proxy", proxy.url("").c_str(), 1);
  setenv("all_proxy", proxy.url("").c_str(), 1);
  Fetcher fetcher({.origins = {server.url("/")}});
  EXPECT_EQ(fetcher.get(request_for(server.url("/"))).body, "direct");
  unsetenv("http_proxy");
  unsetenv("all_proxy");
  EXPECT_EQ(proxy.accepted(), 0);
}

}  // namespace
}  // namespace vigie::crawler
