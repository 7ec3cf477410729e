// Certificates and handshakes that are wrong, each with its own kind.
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/response.h"
#include "crawler/url.h"
#include "tests/support/certificates.h"
#include "tests/support/hostile_server.h"
#include "tests/support/nginx.h"

namespace vigie::crawler {
namespace {

using tests::CertificateWish;
using tests::HostileServer;
using tests::Nginx;

Response get(const std::string& url, const std::string& ca_file) {
  FetchOptions options;
  options.origins = {url};
  options.ca_file = ca_file;
  options.limits.connect = std::chrono::milliseconds(1500);
  Fetcher fetcher(options);
  return fetcher.get({.url = Url::parse(url).value(), .retry = false});
}

std::optional<ErrorKind> kind_of(const Response& response) {
  return response.failure.transform([](const Failure& failure) { return failure.kind; });
}

struct Certificates : testing::Test {
  void SetUp() override {
    if (!tests::has_nginx()) GTEST_SKIP() << "nginx is missing";
  }
  static std::optional<ErrorKind> kind_with(const CertificateWish& wish) {
    const Nginx server({.tls = true, .certificate = wish});
    server.page("/", "x");
    return kind_of(get(server.tls_url("/"), server.ca_file()));
  }
};

TEST_F(Certificates, ThatAreGoodPass) { EXPECT_EQ(kind_with({}), std::nullopt); }
TEST_F(Certificates, ThatExpiredAreNamedSo) {
  EXPECT_EQ(kind_with({.from_days = -60, .to_days = -1}), ErrorKind::tls_expired);
}
TEST_F(Certificates, OfTheFutureAreNamedSo) {
  EXPECT_EQ(kind_with({.from_days = 2, .to_days = 60}), ErrorKind::tls_not_yet_valid);
}
TEST_F(Certificates, OfAnotherNameAreNamedSo) {
  EXPECT_EQ(kind_with({.names = "DNS:other.example"}), ErrorKind::tls_hostname);
}
TEST_F(Certificates, OfNobodyAreNotTrusted) {
  EXPECT_EQ(kind_with({.self_signed = true}), ErrorKind::tls_untrusted);
}
TEST_F(Certificates, OfAnUnknownAuthorityAreNotTrusted) {
  const Nginx server({.tls = true});
  server.page("/", "x");
  const Response response = get(server.tls_url("/"), "");
  EXPECT_EQ(kind_of(response), ErrorKind::tls_untrusted);
  EXPECT_EQ(response.status, 0);
  EXPECT_TRUE(server.log().empty()) << "nothing is asked over a connection nobody vouches for";
}

// What a server says in its first TLS record.
std::optional<ErrorKind> kind_after(const std::string& record) {
  HostileServer server;
  server.on_connect([&](HostileServer::Client& client) {
    client.pause(std::chrono::milliseconds(50));  // the other side speaks first
    if (!record.empty() && client.send(record)) client.wait_for_end();
  });
  return kind_of(get("https://127.0.0.1:" + std::to_string(server.port()) + "/", ""));
}

TEST(Handshakes, RefusedForTheirVersionAreNamedSo) {
  EXPECT_EQ(kind_after(std::string("\x15\x03\x01\x00\x02\x02\x46", 7)), ErrorKind::tls_version);
}
TEST(Handshakes, RefusedAreNamedSo) {
  EXPECT_EQ(kind_after(std::string("\x15\x03\x03\x00\x02\x02\x28", 7)), ErrorKind::tls_handshake);
}
TEST(Handshakes, WithAServerThatSpeaksPlainHttpFail) {
  EXPECT_EQ(kind_after("HTTP/1.1 400 Bad Request\r\n\r\n"), ErrorKind::tls_handshake);
}
TEST(Handshakes, ThatBreakOffFail) { EXPECT_EQ(kind_after(""), ErrorKind::tls_handshake); }
TEST(Handshakes, ThatStallTimeOut) {
  HostileServer server;
  server.on_connect([](HostileServer::Client& client) { client.wait_for_end(); });
  EXPECT_EQ(kind_of(get("https://127.0.0.1:" + std::to_string(server.port()) + "/", "")),
            ErrorKind::timeout);
}

}  // namespace
}  // namespace vigie::crawler
