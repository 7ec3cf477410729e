// Chains of redirects as a crawl keeps them, against a server that changes its mind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/crawl.h"
#include "crawler/crawl_store.h"
#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/page_reader.h"
#include "crawler/response.h"
#include "crawler/url.h"
#include "tests/crawler/memory_store.h"
#include "tests/support/hostile_server.h"

namespace vigie::crawler {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::HostileServer;
using Client = HostileServer::Client;

struct NoRules : PageAnalyser {
  std::unique_ptr<Analysis> analyse(const LivePage&) const override {
    return std::make_unique<Analysis>();
  }
};

class CrawlRedirects : public testing::Test {
 protected:
  // The front page leads to these.
  void links(const std::vector<std::string>& targets) {
    std::string page = "<!doctype html><title>Accueil</title>";
    for (const std::string& target : targets) page += "<a href=" + target + ">x</a>";
    server.page("/", page);
  }
  void run() {
    Fetcher fetcher({.origins = {server.url("/")}});
    CrawlOptions options;
    options.starts = {Url::parse(server.url("/")).value()};
    crawl(options, fetcher, store, NoRules(), {}, {});
  }
  const PageVisit& visit(std::string_view path) const { return store.pages.at(server.url(path)); }
  // Paths of the hops, in order.
  std::vector<std::string> chain(std::string_view path) const {
    std::vector<std::string> paths;
    for (const Redirect& hop : visit(path).response.redirects)
      paths.push_back(hop.url.substr(server.url("").size()));
    return paths;
  }

  HostileServer server;
  MemoryStore store;
};

// Answers 500 the first time and like `then` ever after.
HostileServer::Script ill_at_first(HostileServer::Script then) {
  return [then = std::move(then), asked = std::make_shared<std::atomic<int>>(0)](Client& client) {
    if ((*asked)++ == 0)
      client.answer("", "500 Internal Server Error");
    else
      then(client);
  };
}

TEST_F(CrawlRedirects, BeginWithThePageTheyStandAt) {
  links({"/a"});
  server.on("/a", [](Client& client) { client.redirect("/b"); });
  server.on("/b", [](Client& client) { client.redirect("/c"); });
  server.page("/c", "<title>c</title>");
  run();
  EXPECT_THAT(chain("/a"), ElementsAre("/a", "/b"));
  EXPECT_THAT(chain("/b"), ElementsAre("/b"));
  EXPECT_THAT(chain("/c"), IsEmpty());
}

TEST_F(CrawlRedirects, KeepBothChainsOfAPageAskedForAgainAfterAServerError) {
  links({"/a"});
  server.on("/a", [](Client& client) { client.redirect("/b"); });
  server.on("/b", ill_at_first([](Client& client) { client.redirect("/c"); }));
  server.on("/c", [](Client& client) { client.redirect("/d"); });
  server.page("/d", "<title>d</title>");
  run();
  EXPECT_THAT(chain("/a"), ElementsAre("/a", "/b", "/c"));
  EXPECT_THAT(chain("/b"), ElementsAre("/b", "/c"));
  EXPECT_THAT(chain("/c"), ElementsAre("/c"));
  EXPECT_TRUE(visit("/a").alias);
  EXPECT_EQ(visit("/a").response.final_url, server.url("/d"));
  EXPECT_EQ(visit("/d").response.status, 200);
}

TEST_F(CrawlRedirects, KeepTheCookiesSetOnTheWayToAPageAskedForAgain) {
  links({"/a"});
  server.on("/a", [](Client& client) { client.redirect("/b", "Set-Cookie: on_the_way=1\r\n"); });
  server.on("/b", ill_at_first([](Client& client) {
              client.answer("<title>b</title>", "200 OK",
                            "Content-Type: text/html\r\nSet-Cookie: there=1\r\n");
            }));
  run();
  EXPECT_THAT(visit("/b").response.set_cookies, ElementsAre("on_the_way=1", "there=1"));
}

TEST_F(CrawlRedirects, FindTheLoopOfPagesThatHaveTheirTurnsAtTheSameTime) {
  links({"/ping", "/pong"});
  // Neither is answered before both have been asked for.
  auto asked = std::make_shared<std::atomic<int>>(0);
  const auto lead_to = [asked](std::string target) {
    return [asked, target = std::move(target)](Client& client) {
      ++*asked;
      for (int i = 0; i < 200 && *asked < 2; ++i) client.pause(std::chrono::milliseconds(10));
      client.redirect(target);
    };
  };
  server.on("/ping", lead_to("/pong"));
  server.on("/pong", lead_to("/ping"));
  run();
  int loops = 0, aliases = 0;
  for (const char* path : {"/ping", "/pong"}) {
    const PageVisit& page = visit(path);
    aliases += page.alias ? 1 : 0;
    if (page.response.failure)
      loops += page.response.failure->kind == ErrorKind::redirect_loop ? 1 : 0;
  }
  EXPECT_EQ(loops, 1);
  EXPECT_EQ(aliases, 1);
}

TEST_F(CrawlRedirects, LeaveTheFailureToThePageTheyLeadTo) {
  links({"/a"});
  server.on("/a", [](Client& client) { client.redirect("/absent"); });
  run();
  EXPECT_TRUE(visit("/a").alias);
  EXPECT_FALSE(visit("/a").response.failure.has_value());
  EXPECT_EQ(visit("/absent").response.failure->kind, ErrorKind::http_status);
}

TEST_F(CrawlRedirects, KeepTheHopOfAPageThatLeadsToItselfOnceItIsReachedByAnother) {
  links({"/a"});
  server.on("/a", [](Client& client) { client.redirect("/b"); });
  server.on("/b", [](Client& client) {
    if (client.field("Cookie").empty())
      client.redirect("/b", "Set-Cookie: seen=1\r\n");
    else
      client.answer("<title>b</title>");
  });
  run();
  EXPECT_THAT(chain("/b"), ElementsAre("/b"));
  EXPECT_EQ(visit("/b").response.status, 200);
}

}  // namespace
}  // namespace vigie::crawler
