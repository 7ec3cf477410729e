// Secrets go to the origin they belong to and nowhere else, and are kept nowhere.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/response.h"
#include "crawler/url.h"
#include "tests/support/hostile_server.h"
#include "tests/support/nginx.h"
#include "tests/support/temp_folder.h"

namespace vigie::crawler {
namespace {

using testing::HasSubstr;
using testing::Not;
using tests::HostileServer;
using tests::Nginx;
using tests::TempFolder;

constexpr std::string_view kSecret = "S3CRET";

// Portal A with the session, B on another port of the same host.
class Credentials : public testing::Test {
 protected:
  Credentials() {
    a_.on("/", [](HostileServer::Client& client) {
      client.answer("in", "200 OK", "Set-Cookie: rotated=S3CRET-2; Path=/\r\n");
    });
    a_.on("/to-b", [this](HostileServer::Client& client) {
      client.redirect(b_.url("/from-a"), "Set-Cookie: again=S3CRET-3; Path=/\r\n");
    });
    a_.on("/to-b-and-back",
          [this](HostileServer::Client& client) { client.redirect(b_.url("/back")); });
    b_.on("/back", [this](HostileServer::Client& client) { client.redirect(a_.url("/")); });
    b_.page("/from-a", "b");
    options_.origins = {a_.url("/")};
    options_.allow_private = {"127.0.0.1:" + std::to_string(b_.port())};
    options_.headers = {{"X-Token", "S3CRET-token"}};
    options_.session = {
        .origin = a_.url("/"),
        .cookie_file = folder_.write("cookies.txt",
                                     "127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tS3CRET-cookie\n"
                                     ".localhost\tTRUE\t/\tFALSE\t0\tother\tS3CRET-other\n"),
        .headers = {{"Authorization", "Bearer S3CRET-bearer"}},
        .client_certificate = {},
        .client_key = {}};
  }
  Response get(const std::string& url) { return fetcher().get({.url = Url::parse(url).value()}); }
  Fetcher& fetcher() {
    if (!fetcher_) fetcher_ = std::make_unique<Fetcher>(options_);
    return *fetcher_;
  }
  static std::string all(const HostileServer& server) {
    std::string text;
    for (const std::string& head : server.heads()) text += head;
    return text;
  }
  TempFolder folder_;
  HostileServer a_, b_;
  FetchOptions options_;
  std::unique_ptr<Fetcher> fetcher_;
};

TEST_F(Credentials, GoToTheirOrigin) {
  const Response response = get(a_.url("/"));
  EXPECT_TRUE(response.with_session);
  EXPECT_THAT(all(a_), HasSubstr("Cookie: session=S3CRET-cookie\r\n"));
  EXPECT_THAT(all(a_), HasSubstr("Authorization: Bearer S3CRET-bearer\r\n"));
  EXPECT_THAT(all(a_), HasSubstr("X-Token: S3CRET-token\r\n"));
  EXPECT_THAT(all(a_), Not(HasSubstr("S3CRET-other"))) << "a cookie of another host";
}

TEST_F(Credentials, AreRenewedByTheirOrigin) {
  get(a_.url("/"));
  get(a_.url("/"));
  EXPECT_THAT(a_.heads().back(), HasSubstr("Cookie: session=S3CRET-cookie; rotated=S3CRET-2"));
}

TEST_F(Credentials, DoNotFollowARedirectToAnotherPort) {
  get(a_.url("/"));
  const Response response = get(a_.url("/to-b"));
  EXPECT_EQ(response.body, "b");
  EXPECT_TRUE(response.with_session) << "the first hop was asked with it";
  EXPECT_THAT(all(b_), Not(HasSubstr(std::string(kSecret))));
}

TEST_F(Credentials, DoNotGoToAnotherPortByALink) {
  get(a_.url("/"));
  const Response response = get(b_.url("/from-a"));
  EXPECT_FALSE(response.with_session);
  EXPECT_THAT(all(b_), Not(HasSubstr(std::string(kSecret))));
}

TEST_F(Credentials, DoNotGoToAnotherNameOfTheSameServer) {
  options_.allow_private = {"*"};
  get(a_.url("/"));
  const Response response = get("http://localhost:" + std::to_string(a_.port()) + "/");
  EXPECT_FALSE(response.with_session);
  EXPECT_THAT(a_.heads().back(), Not(HasSubstr(std::string(kSecret))));
}

TEST_F(Credentials, AreSentAgainWhenARedirectComesBack) {
  get(a_.url("/to-b-and-back"));
  EXPECT_THAT(all(b_), Not(HasSubstr(std::string(kSecret))));
  EXPECT_THAT(a_.heads().back(), HasSubstr("S3CRET-bearer"));
}

TEST_F(Credentials, OfACrawlWithoutSessionAreNone) {
  options_.session = {};
  options_.headers = {};
  EXPECT_FALSE(get(a_.url("/")).with_session);
  EXPECT_THAT(all(a_), Not(HasSubstr(std::string(kSecret))));
}

TEST_F(Credentials, OfAUrlGoToItsOriginAndAreKeptNowhere) {
  options_.session = {};
  const std::string at = "http://user:S3CRET@127.0.0.1:" + std::to_string(a_.port());
  const Response response = get(at + "/to-b");
  EXPECT_THAT(all(a_), HasSubstr("Authorization: Basic dXNlcjpTM0NSRVQ=\r\n"));
  EXPECT_THAT(all(b_), Not(HasSubstr("Authorization")));
  for (const std::string& text : {response.url, response.final_url, response.redirects.at(0).url})
    EXPECT_THAT(text, Not(HasSubstr("S3CRET")));
  EXPECT_EQ(response.url, a_.url("/to-b"));
}

TEST_F(Credentials, MustBeReadable) {
  options_.session.cookie_file = folder_.file("absent.txt");
  EXPECT_THROW(fetcher(), std::invalid_argument);
  options_.session.cookie_file = folder_.write("empty.txt", "no cookie\n");
  EXPECT_THROW(fetcher(), std::invalid_argument);
  options_.session.cookie_file = {};
  options_.session.client_certificate = folder_.file("absent.pem");
  EXPECT_THROW(fetcher(), std::invalid_argument);
}

TEST_F(Credentials, CannotSmuggleHeaderFields) {
  options_.headers = {{"X-Token", "a\r\nX-Evil: 1"}};
  EXPECT_THROW(fetcher(), std::invalid_argument);
}

TEST_F(Credentials, OfAClientCertificateGoToTheirOriginOnly) {
  if (!tests::has_nginx()) GTEST_SKIP() << "nginx is missing";
  const char* const kAsksForOne =
      "ssl_client_certificate @/ca.pem; ssl_verify_client optional; location / { return 200 "
      "\"$ssl_client_verify\"; }";
  const Nginx server({.server = kAsksForOne, .tls = true});
  const tests::CertifiedKey client = server.client_certificate();
  FetchOptions options;
  options.origins = {server.tls_url("/")};
  options.ca_file = server.ca_file();
  options.allow_private = {"*"};
  options.session = {.origin = server.tls_url("/"),
                     .cookie_file = {},
                     .headers = {},
                     .client_certificate = client.certificate,
                     .client_key = client.key};
  Fetcher own(options);
  const Response signed_in = own.get({.url = Url::parse(server.tls_url("/")).value()});
  EXPECT_EQ(signed_in.body, "SUCCESS");
  EXPECT_TRUE(signed_in.with_session);
  // Another name of the same server is another origin, also right after the first connection.
  std::string other = server.tls_url("/");
  other.replace(other.find("localhost"), 9, "127.0.0.1");
  const Response stranger = own.get({.url = Url::parse(other).value()});
  EXPECT_EQ(stranger.body, "NONE");
  EXPECT_FALSE(stranger.with_session);
}

}  // namespace
}  // namespace vigie::crawler
