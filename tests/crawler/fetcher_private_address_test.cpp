// However a private address is spelt and whoever names it, nothing connects to it: a canary counts
// connections on every address of this machine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/response.h"
#include "crawler/url.h"
#include "tests/support/hostile_server.h"

namespace vigie::crawler {
namespace {

using tests::HostileServer;

// PORT becomes the canary's.
const std::vector<std::string> kSpellings{
    "http://127.0.0.1:PORT/",
    "http://127.1:PORT/",
    "http://127.0.1:PORT/",
    "http://2130706433:PORT/",
    "http://0x7f000001:PORT/",
    "http://0x7f.0.0.1:PORT/",
    "http://0x7f.1:PORT/",
    "http://0177.0.0.1:PORT/",
    "http://017700000001:PORT/",
    "http://0177.1:PORT/",
    "http://127.0.0.1.:PORT/",
    "http://127.000.000.001:PORT/",
    "http://127.0.0.2:PORT/",
    "http://127.255.255.254:PORT/",
    "http://0:PORT/",
    "http://0.0.0.0:PORT/",
    "http://0x0:PORT/",
    "http://0.0.0.1:PORT/",
    "http://localhost:PORT/",
    "http://LOCALHOST:PORT/",
    "http://localhost.:PORT/",
    "http://any.localhost:PORT/",
    "http://ip6-localhost:PORT/",
    "http://[::1]:PORT/",
    "http://[0:0:0:0:0:0:0:1]:PORT/",
    "http://[::]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://[::ffff:7f00:1]:PORT/",
    "http://[::127.0.0.1]:PORT/",
    "http://[64:ff9b::7f00:1]:PORT/",
    "http://[::ffff:0.0.0.0]:PORT/",
    "http://１２７.0.0.1:PORT/",
    "http://127。0。0。1:PORT/",
    "http://①②⑦.0.0.1:PORT/",
    "http://%31%32%37.0.0.1:PORT/",
    "http://ⓛocalhost:PORT/",
    "http://127.0.0.\t1:PORT/",
    "http:\\\\127.0.0.1:PORT\\",
    "http:127.0.0.1:PORT/",
    "http://ville.example@127.0.0.1:PORT/",
    "https://127.0.0.1:PORT/",
    "http://169.254.169.254:PORT/",
};

std::string with_port(std::string spelling, const HostileServer& server) {
  const auto at = spelling.find("PORT");
  if (at != std::string::npos) spelling.replace(at, 4, std::to_string(server.port()));
  return spelling;
}

class PrivateAddress : public testing::TestWithParam<std::string> {
 protected:
  PrivateAddress() {
    canary_.page("/", "secret");
    portal_.on("/leads-there", [this](HostileServer::Client& client) {
      client.redirect(with_port(GetParam(), canary_));
    });
    FetchOptions options;
    options.origins = {portal_.url("/")};
    options.limits.connect = std::chrono::milliseconds(2000);
    fetcher_ = std::make_unique<Fetcher>(options);
  }
  HostileServer canary_{HostileServer::Bind::any}, portal_;
  std::unique_ptr<Fetcher> fetcher_;
};

// A URL may also fail to be one, or name nothing.
const auto kRefused = testing::AnyOf(ErrorKind::address_blocked, ErrorKind::url_invalid,
                                     ErrorKind::dns, ErrorKind::no_network);

TEST_P(PrivateAddress, IsNotReachedByItsUrl) {
  const auto url = Url::parse(with_port(GetParam(), canary_));
  if (url) {
    const Response response = fetcher_->get({.url = *url, .retry = false});
    ASSERT_TRUE(response.failure.has_value()) << response.body;
    EXPECT_THAT(response.failure->kind, kRefused) << name(response.failure->kind);
  }
  EXPECT_EQ(canary_.accepted(), 0);
}

TEST_P(PrivateAddress, IsNotReachedByARedirect) {
  const Url url = Url::parse(portal_.url("/leads-there")).value();
  const Response response = fetcher_->get({.url = url, .retry = false});
  ASSERT_TRUE(response.failure.has_value()) << response.body;
  // "http:127.0.0.1/" is relative to an http URL, and the portal has no such page.
  EXPECT_THAT(response.failure->kind, testing::AnyOf(kRefused, ErrorKind::http_status))
      << name(response.failure->kind);
  EXPECT_EQ(canary_.accepted(), 0);
}

INSTANTIATE_TEST_SUITE_P(Spelt, PrivateAddress, testing::ValuesIn(kSpellings),
                         [](const auto& test) { return "No" + std::to_string(test.index); });

class Canary : public testing::Test {
 protected:
  Canary() { canary_.page("/", "secret"); }
  Response get(FetchOptions options, std::string_view url) {
    Fetcher fetcher(std::move(options));
    return fetcher.get({.url = Url::parse(with_port(std::string(url), canary_)).value()});
  }
  std::string port() const { return std::to_string(canary_.port()); }
  HostileServer canary_{HostileServer::Bind::any};
};

// The tests above mean something only when the canary is there to be reached.
TEST_F(Canary, IsReachedWhenTyped) {
  for (const char* url : {"http://127.0.0.1:PORT/", "http://[::1]:PORT/", "http://0:PORT/",
                          "http://localhost:PORT/", "http://[::ffff:127.0.0.1]:PORT/"}) {
    const Response response = get({.origins = {with_port(url, canary_)}}, url);
    EXPECT_EQ(response.body, "secret") << url;
  }
}

TEST_F(Canary, IsReachedWhenAllowed) {
  EXPECT_EQ(get({.allow_private = {"127.0.0.1:" + port()}}, "http://127.0.0.1:PORT/").body,
            "secret");
  EXPECT_EQ(get({.allow_private = {"*"}}, "http://127.0.0.1:PORT/").body, "secret");
}

TEST_F(Canary, IsReachedByConnectTo) {
  const Response response =
      get({.connect_to = {"ville.example:80:127.0.0.1:" + port()}}, "http://ville.example/");
  EXPECT_EQ(response.body, "secret");
  EXPECT_EQ(response.address, "127.0.0.1:" + port());
}

// A connection that one origin was allowed to open must serve no other.
TEST_F(Canary, IsNotReachedOverAnothersConnection) {
  const std::string typed = with_port("http://localhost:PORT/", canary_);
  Fetcher fetcher({.origins = {typed}});
  EXPECT_EQ(fetcher.get({.url = Url::parse(typed).value()}).body, "secret");
  for (const char* other : {"http://127.0.0.1:PORT/", "http://localhost.:PORT/"}) {
    const Url url = Url::parse(with_port(other, canary_)).value();
    const Response response = fetcher.get({.url = url, .retry = false});
    EXPECT_EQ(response.body, "") << other;
  }
  EXPECT_EQ(canary_.accepted(), 1);
}

}  // namespace
}  // namespace vigie::crawler
