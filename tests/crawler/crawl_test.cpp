#include "crawler/crawl.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/page_reader.h"
#include "crawler/url.h"
#include "tests/crawler/memory_store.h"
#include "tests/support/nginx.h"

namespace vigie::crawler {
namespace {

using tests::Nginx;

struct Titles : PageAnalyser {
  std::unique_ptr<Analysis> analyse(const LivePage&) const override {
    return std::make_unique<Analysis>();
  }
};

class CrawlTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!tests::has_nginx()) GTEST_SKIP() << "nginx is missing";
  }

  void serve(const std::string& server = {}) {
    portal = std::make_unique<Nginx>(Nginx::Options{.server = server});
  }
  void page(std::string_view path, const std::string& body) const {
    portal->page(path,
                 "<!doctype html><html lang=fr><title>" + std::string(path) + "</title>" + body);
  }

  CrawlOutcome run(const std::function<void(CrawlOptions&)>& change = {},
                   std::stop_token stop = {}) {
    FetchOptions fetch;
    fetch.user_agent = "Vigie/test";
    fetch.origins = {portal->url("/")};
    Fetcher fetcher(fetch);
    CrawlOptions options;
    options.starts = {Url::parse(portal->url("/")).value()};
    if (change) change(options);
    return crawl(options, fetcher, store, Titles(), {}, std::move(stop));
  }

  // Paths of the pages kept, of one status.
  std::vector<std::string> paths(int status = 200) const {
    std::vector<std::string> result;
    for (const auto& [url, visit] : store.pages)
      if (visit.response.status == status && !visit.frame && !visit.alias)
        result.push_back(url.substr(portal->url("").size()));
    return result;
  }
  const PageVisit& visit(std::string_view path) const { return store.pages.at(portal->url(path)); }
  std::size_t asked(std::string_view target) const {
    const auto hits = portal->log();
    return static_cast<std::size_t>(std::ranges::count(hits, target, &Nginx::Hit::target));
  }

  std::unique_ptr<Nginx> portal;
  MemoryStore store;
};

TEST_F(CrawlTest, ReachesWhatLinksLeadToAndAsksOnce) {
  serve();
  page("/", "<a href=a.html>a</a><a href=/b/>b</a><a href='/b/#x'>b</a><a href='/b/?'>b</a>");
  page("/a.html", "<a href=/b/>b</a><map><area href=/c.html></map>");
  page("/b/", "<a href=/>home</a><meta http-equiv=refresh content='60;url=/d.html'>");
  page("/c.html", "");
  page("/d.html", "");
  const CrawlOutcome outcome = run();
  EXPECT_EQ(outcome.end, CrawlEnd::complete);
  EXPECT_THAT(paths(), testing::UnorderedElementsAre("/", "/a.html", "/b/", "/c.html", "/d.html"));
  EXPECT_EQ(asked("/b/"), 1U);
  EXPECT_EQ(visit("/c.html").clicks, 2U);
  EXPECT_EQ(visit("/a.html").contents->facts.title, "/a.html");
}

TEST_F(CrawlTest, ObeysRobotsAndReadsSitemaps) {
  serve();
  page("/", "<a href=/prive/x.html>x</a>");
  page("/prive/x.html", "");
  page("/orphan.html", "");
  portal->page("/robots.txt", "User-agent: *\nDisallow: /prive/\nSitemap: /plan.xml\n");
  portal->page("/plan.xml", "<urlset><url><loc>" + portal->url("/orphan.html") +
                                "</loc><lastmod>2026-01-02</lastmod></url></urlset>");
  run();
  EXPECT_EQ(visit("/prive/x.html").response.failure->kind, ErrorKind::blocked_by_robots);
  EXPECT_EQ(asked("/prive/x.html"), 0U);
  EXPECT_EQ(visit("/orphan.html").found_by, FoundBy::sitemap);
  EXPECT_EQ(visit("/orphan.html").last_modified, "2026-01-02");
}

TEST_F(CrawlTest, SaysInAWholeSentenceWhyASitemapCouldNotBeRead) {
  serve();
  page("/", "");
  page("/plan.xml", "");
  portal->page("/robots.txt", "Sitemap: /plan.xml\n");
  run();
  ASSERT_EQ(store.not_measured.size(), 1U);
  EXPECT_EQ(store.not_measured[0].what, portal->url("/plan.xml"));
  EXPECT_STREQ(store.not_measured[0].why, "the sitemap is a web page instead");
  EXPECT_THAT(store.not_measured[0].values, testing::IsEmpty());
}

TEST_F(CrawlTest, ReadsTheDateOfAPageInItsHeader) {
  serve(
      "location = /dated { default_type text/html; "
      "add_header Last-Modified 'Sunday, 06-Nov-94 08:49:37 GMT'; return 200 '<p>old'; }");
  page("/", "<a href=/dated>old</a>");
  run();
  EXPECT_EQ(visit("/dated").last_modified, "1994-11-06T08:49:37Z");
}

TEST_F(CrawlTest, ForbidsEverythingWhenRobotsCannotBeRead) {
  serve("location = /robots.txt { return 500; }");
  page("/", "");
  run();
  EXPECT_EQ(visit("/").response.failure->kind, ErrorKind::robots_unavailable);
  EXPECT_EQ(asked("/"), 0U);
}

TEST_F(CrawlTest, TakesTheSourceOfARedirectForAnAlias) {
  serve("location = /old { return 301 /new.html; }");
  page("/", "<a href=/old>o</a><a href=/new.html>n</a>");
  page("/new.html", "<a href=/next.html>x</a>");
  page("/next.html", "");
  run();
  EXPECT_TRUE(visit("/old").alias);
  EXPECT_EQ(visit("/old").response.final_url, portal->url("/new.html"));
  EXPECT_FALSE(visit("/new.html").alias);
  EXPECT_TRUE(visit("/new.html").contents.has_value());
  EXPECT_EQ(asked("/new.html"), 1U);
  EXPECT_THAT(paths(), testing::Contains("/next.html"));
}

TEST_F(CrawlTest, KeepsAPageThatRedirectsToItselfForACookie) {
  serve(
      "location = /sas { if ($cookie_vu = \"\") { add_header Set-Cookie \"vu=1\"; return 302 /sas; "
      "} try_files /sas.html =404; }");
  page("/", "<a href=/sas>s</a>");
  page("/sas.html", "<p>entrée");
  run();
  EXPECT_EQ(visit("/sas").response.status, 200);
  EXPECT_FALSE(visit("/sas").alias);
}

TEST_F(CrawlTest, ReadsFramesAsPartsUntilSomethingLinksToThem) {
  serve();
  page("/", "<iframe src=/carte.html></iframe><iframe src=/f2.html></iframe><a href=/a.html>a</a>");
  page("/carte.html", "<a href=/in-frame.html>x</a>");
  page("/in-frame.html", "");
  page("/f2.html", "");
  page("/a.html", "<a href=/f2.html>f2</a>");
  run();
  EXPECT_TRUE(visit("/carte.html").frame);
  EXPECT_THAT(paths(), testing::Contains("/in-frame.html"));
  EXPECT_TRUE(std::ranges::any_of(store.discovered, [&](const NewUrl& known) {
    return known.url == portal->url("/f2.html") && known.found_by == FoundBy::link;
  }));
}

TEST_F(CrawlTest, FetchesEachResourceOnceAndWhatStyleSheetsNeed) {
  serve();
  page("/", "<link rel=stylesheet href=/s.css><img src=/i.png><a href=/a.html>a</a>");
  page("/a.html", "<link rel=stylesheet href=/s.css><img src=/absent.png>");
  portal->page("/s.css", "@import '/t.css'; @font-face { src: url(/f.woff2) }");
  portal->page("/t.css", "");
  portal->page("/f.woff2", "0123456789");
  portal->page("/i.png", "png");
  run();
  EXPECT_EQ(asked("/s.css"), 1U);
  EXPECT_EQ(store.resources.at(portal->url("/f.woff2")).response.bytes_transferred, 10U);
  EXPECT_EQ(store.resources.at(portal->url("/s.css")).uses.size(), 2U);
  EXPECT_EQ(store.resources.at(portal->url("/absent.png")).response.status, 404);
}

TEST_F(CrawlTest, LeavesResourcesAloneWhenAskedTo) {
  serve();
  page("/", "<img src=/i.png>");
  run([](CrawlOptions& options) { options.resources = false; });
  EXPECT_TRUE(store.resources.empty());
}

TEST_F(CrawlTest, ChecksExternalLinksOnlyWhenAskedTo) {
  serve();
  const Nginx other;
  other.page("/x", "x");
  page("/", "<a href='" + other.url("/x") + "'>x</a>");
  run();
  EXPECT_TRUE(store.resources.empty());
  run([](CrawlOptions& options) { options.external = true; });
  // A private address that nobody named: not asked, and said so.
  EXPECT_EQ(store.resources.at(other.url("/x")).response.failure->kind, ErrorKind::address_blocked);
  EXPECT_TRUE(other.log().empty());
}

TEST_F(CrawlTest, StopsAtTheLimitAndSaysWhatIsLeft) {
  serve();
  std::string links;
  for (int i = 0; i < 30; ++i) {
    links += "<a href=/p" + std::to_string(i) + ".html>x</a>";
    page("/p" + std::to_string(i) + ".html", "");
  }
  page("/", links);
  const CrawlOutcome outcome = run([](CrawlOptions& options) { options.max_pages = 10; });
  EXPECT_EQ(outcome.end, CrawlEnd::page_limit);
  EXPECT_EQ(paths().size(), 10U);
  EXPECT_TRUE(std::ranges::any_of(
      store.not_measured, [](const NotMeasured& note) { return note.what == "max-pages"; }));
}

TEST_F(CrawlTest, GoesNoDeeperThanAsked) {
  serve();
  for (int i = 0; i < 6; ++i)
    page(i == 0 ? "/" : "/" + std::to_string(i) + ".html",
         "<a href=/" + std::to_string(i + 1) + ".html>x</a>");
  run([](CrawlOptions& options) { options.max_depth = 2; });
  EXPECT_THAT(paths(), testing::UnorderedElementsAre("/", "/1.html", "/2.html"));
}

TEST_F(CrawlTest, ReachesRealPagesBesideAnEndlessCalendar) {
  serve(
      "location /agenda/ { default_type text/html; return 200 '<a "
      "href=/agenda/$request_id/1>a</a><a href=/agenda/$request_id/2>b</a>'; }");
  std::string links = "<a href=/agenda/1>agenda</a>";
  for (int i = 0; i < 20; ++i) {
    links += "<a href=/page-" + std::to_string(i) + "/>x</a>";
    page("/page-" + std::to_string(i) + "/",
         "<a href=/page-" + std::to_string(i) + "/suite.html>x</a>");
    page("/page-" + std::to_string(i) + "/suite.html", "");
  }
  page("/", links);
  run([](CrawlOptions& options) { options.max_pages = 150; });
  const auto reached = paths();
  EXPECT_EQ(std::ranges::count_if(
                reached, [](const std::string& path) { return path.starts_with("/page-"); }),
            40);
}

TEST_F(CrawlTest, DoesNotAskAgainForWhatAFormerProcessKept) {
  serve();
  page("/", "<a href=/a.html>a</a>");
  page("/a.html", "");
  page("/b.html", "");
  store.known = {{portal->url("/"), FoundBy::start, 0, true, {}},
                 {portal->url("/a.html"), FoundBy::link, 1, true, {}},
                 {portal->url("/b.html"), FoundBy::link, 1, false, {}}};
  run();
  EXPECT_EQ(asked("/"), 0U);
  EXPECT_EQ(asked("/a.html"), 0U);
  EXPECT_EQ(asked("/b.html"), 1U);
}

TEST_F(CrawlTest, StopsWhenToldAndKeepsWhatItHas) {
  serve();
  std::string links;
  for (int i = 0; i < 300; ++i) {
    links += "<a href=/p" + std::to_string(i) + ".html>x</a>";
    page("/p" + std::to_string(i) + ".html", "");
  }
  page("/", links);
  std::stop_source source;
  store.on_commit = [&] {
    if (store.pages.size() > 20) source.request_stop();
  };
  const CrawlOutcome outcome = run({}, source.get_token());
  EXPECT_EQ(outcome.end, CrawlEnd::stopped);
  EXPECT_GT(store.pages.size(), 20U);
  EXPECT_LT(store.pages.size(), 200U);
}

TEST_F(CrawlTest, NeverHasMorePagesAskedForAndNotKeptThanConnections) {
  serve();
  std::string links;
  for (int i = 0; i < 200; ++i) {
    links += "<a href=/p" + std::to_string(i) + ".html>x</a>";
    page("/p" + std::to_string(i) + ".html", "");
  }
  page("/", links);
  std::size_t most = 0;
  store.on_commit = [&] {
    std::set<std::string> hits;
    for (const Nginx::Hit& hit : portal->log())
      if (hit.target != "/robots.txt" && hit.target != "/sitemap.xml") hits.insert(hit.target);
    // nginx logs after it has answered: a page may be kept before its line is written.
    if (hits.size() > store.pages.size()) most = std::max(most, hits.size() - store.pages.size());
  };
  run();
  EXPECT_LE(most, 6U);
  EXPECT_EQ(store.pages.size(), 201U);
}

TEST_F(CrawlTest, RepeatsRequestsForTheSpreadOfTimings) {
  serve();
  page("/", "");
  run([](CrawlOptions& options) { options.repeat = 4; });
  EXPECT_EQ(asked("/"), 4U);
  EXPECT_EQ(paths().size(), 1U);
}

TEST_F(CrawlTest, AsksTwiceBeforeItBelievesAServerError) {
  serve("location = /panne { return 500; }");
  page("/", "<a href=/panne>x</a>");
  run();
  EXPECT_EQ(asked("/panne"), 2U);
  EXPECT_EQ(visit("/panne").response.status, 500);
}

TEST_F(CrawlTest, NeverSignsOut) {
  serve();
  page("/", "<a href=/logout.html>x</a><a href=/a.html>a</a>");
  page("/logout.html", "");
  page("/a.html", "");
  run([](CrawlOptions& options) { options.signed_in = true; });
  EXPECT_EQ(asked("/logout.html"), 0U);
  EXPECT_EQ(asked("/a.html"), 1U);
}

}  // namespace
}  // namespace vigie::crawler
