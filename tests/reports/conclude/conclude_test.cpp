#include "reports/conclude/conclude.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "crawler/error_kind.h"
#include "crawler/url.h"
#include "rules/catalogue.h"
#include "rules/rule.h"
#include "tests/reports/conclude/fake_kept_run.h"

namespace vigie::reports {
namespace {

const std::string kSite = "https://v.example";

FakeKeptRun concluded(std::vector<FakeKeptRun::Page> pages,
                      std::vector<FakeKeptRun::Resource> resources = {}) {
  FakeKeptRun run;
  run.pages = std::move(pages);
  run.resources = std::move(resources);
  const std::vector<const rules::Rule*> both{rules::find_rule("broken-link"),
                                             rules::find_rule("missing-resource")};
  conclude(run, {.starts = {crawler::Url::parse(kSite + "/").value()}, .rules = both});
  return run;
}

TEST(Conclude, CountsClicksOnTheFinishedGraph) {
  const FakeKeptRun run =
      concluded({{.url = kSite + "/", .links = {kSite + "/a", kSite + "/b"}},
                 {.url = kSite + "/a", .links = {kSite + "/c"}},
                 {.url = kSite + "/b"},
                 {.url = kSite + "/c"},
                 {.url = kSite + "/orphan", .found_by = crawler::FoundBy::sitemap}});
  EXPECT_EQ(run.conclusions.at(kSite + "/").clicks, 0U);
  EXPECT_EQ(run.conclusions.at(kSite + "/c").clicks, 2U);
  EXPECT_EQ(run.conclusions.at(kSite + "/orphan").clicks, std::nullopt);
  EXPECT_EQ(run.measure("pages.orphans"), 1);
  EXPECT_EQ(run.measure("pages.clicks_max"), 2);
  EXPECT_EQ(run.measure("pages.html"), 5);
  EXPECT_TRUE(run.flushed);
}

TEST(Conclude, ReportsALinkToAMissingPageOncePerPageAndTarget) {
  const FakeKeptRun run =
      concluded({{.url = kSite + "/", .links = {kSite + "/gone", kSite + "/ok", kSite + "/gone"}},
                 {.url = kSite + "/gone", .status = 404},
                 {.url = kSite + "/ok", .links = {kSite + "/gone"}}});
  ASSERT_EQ(run.findings.size(), 2U);
  EXPECT_EQ(run.findings[0].first, kSite + "/");
  EXPECT_EQ(run.findings[0].second.rule, "broken-link");
  EXPECT_EQ(run.findings[0].second.where, "/gone");
  EXPECT_EQ(run.findings[0].second.line, 3U);
  EXPECT_EQ(run.findings[1].first, kSite + "/ok");
  EXPECT_THAT(run.judged.at(kSite + "/")[0].count, testing::ElementsAre(1, 1, 0, 0));
}

TEST(Conclude, LooksBehindRedirects) {
  const FakeKeptRun run = concluded(
      {{.url = kSite + "/", .links = {kSite + "/old", kSite + "/moved"}},
       {.url = kSite + "/old", .final_url = kSite + "/gone", .status = 301, .alias = true},
       {.url = kSite + "/gone", .status = 404},
       {.url = kSite + "/moved", .final_url = kSite + "/new", .status = 301, .alias = true},
       {.url = kSite + "/new"}});
  ASSERT_EQ(run.findings.size(), 1U);
  EXPECT_EQ(run.findings[0].second.where, "/old");
  EXPECT_EQ(run.conclusions.at(kSite + "/moved").status, 200);
  EXPECT_EQ(run.conclusions.at(kSite + "/new").clicks, 1U) << "a redirect is no click";
}

TEST(Conclude, SaysNothingOfWhatWasNotAskedFor) {
  const FakeKeptRun run = concluded({{.url = kSite + "/", .links = {"https://autre.example/x"}}});
  EXPECT_THAT(run.findings, testing::IsEmpty());
  EXPECT_THAT(run.judged.at(kSite + "/")[0].count, testing::ElementsAre(0, 0, 0, 0));
}

TEST(Conclude, LeavesOpenWhatDependsOnWhoAsks) {
  const FakeKeptRun run = concluded({{.url = kSite + "/", .links = {kSite + "/intranet"}},
                                     {.url = kSite + "/intranet", .status = 403}});
  ASSERT_EQ(run.findings.size(), 1U);
  EXPECT_EQ(run.findings[0].second.outcome, rules::Outcome::cant_tell);
}

TEST(Conclude, WeighsAPageWithEverythingItFetches) {
  const FakeKeptRun run = concluded(
      {{.url = kSite + "/",
        .resources = {kSite + "/a.css", kSite + "/i.png", "https://cdn.example/x.js",
                      kSite + "/gone.png"},
        .bytes = 100}},
      {{.url = kSite + "/a.css", .bytes = 20, .uses = {kSite + "/f.woff2", kSite + "/i.png"}},
       {.url = kSite + "/f.woff2", .bytes = 300},
       {.url = kSite + "/i.png", .bytes = 4000},
       {.url = "https://cdn.example/x.js", .bytes = 50000},
       {.url = kSite + "/gone.png", .status = 404, .bytes = 0}});
  const auto& weight = run.conclusions.at(kSite + "/").weight;
  ASSERT_TRUE(weight);
  EXPECT_EQ(weight->bytes, 54420U);
  EXPECT_EQ(weight->requests, 6U);
  EXPECT_EQ(weight->third_party_requests, 1U);
  EXPECT_TRUE(weight->complete);
  ASSERT_EQ(run.findings.size(), 1U);
  EXPECT_EQ(run.findings[0].second.rule, "missing-resource");
}

TEST(Conclude, SaysWhenAWeightIsOnlyALowerBound) {
  const FakeKeptRun run =
      concluded({{.url = kSite + "/", .resources = {kSite + "/never-fetched.png"}}});
  EXPECT_FALSE(run.conclusions.at(kSite + "/").weight->complete);
}

TEST(Conclude, MeasuresTemplatesOfThreePagesAndMore) {
  std::vector<FakeKeptRun::Page> pages{{.url = kSite + "/", .title = "Accueil", .ttfb_ms = 400}};
  for (int i = 1; i <= 4; ++i) {
    pages[0].links.push_back(kSite + "/news/" + std::to_string(i) + ".html");
    pages.push_back({.url = pages[0].links.back(), .title = "Actualité", .ttfb_ms = 100.0 * i});
  }
  const FakeKeptRun run = concluded(pages);
  const std::string page_template = run.conclusions.at(kSite + "/news/1.html").page_template;
  EXPECT_TRUE(page_template.starts_with("/news/*.html#")) << page_template;
  EXPECT_DOUBLE_EQ(run.measure("page_load.ttfb_median_ms", page_template), 250);
  EXPECT_DOUBLE_EQ(run.measure("page_load.ttfb_median_ms"), 300);
  EXPECT_DOUBLE_EQ(run.measure("page_load.ttfb_p95_ms"), 400);
  EXPECT_EQ(run.measure("pages.duplicate_titles"), 4);
}

TEST(Conclude, CountsEveryPageWhoseTitleAnotherHasToo) {
  const FakeKeptRun run = concluded({{.url = kSite + "/", .title = "Accueil"},
                                     {.url = kSite + "/1", .title = "Actualités"},
                                     {.url = kSite + "/2", .title = "Actualités"},
                                     {.url = kSite + "/3", .title = "Actualités"},
                                     {.url = kSite + "/4", .title = "Solidarité"},
                                     {.url = kSite + "/5", .title = "Solidarité"},
                                     {.url = kSite + "/gone", .status = 404, .title = "Accueil"}});
  EXPECT_EQ(run.measure("pages.duplicate_titles"), 3 + 2);
}

// /a redirects to /b, /b to /c, /c to /.
std::vector<FakeKeptRun::Page> chain() {
  const std::vector<std::string> whole{kSite + "/a", kSite + "/b", kSite + "/c"};
  std::vector<FakeKeptRun::Page> pages{{.url = kSite + "/"}};
  for (const std::string& url : whole)
    pages.push_back({.url = url, .final_url = kSite + "/", .alias = true, .through = whole});
  return pages;
}

TEST(Conclude, CountsAChainOnceHoweverManyOfItsAddressesHaveAnEntry) {
  const FakeKeptRun run = concluded(chain());
  EXPECT_EQ(run.measure("pages.redirects"), 3);
  EXPECT_EQ(run.measure("pages.redirect_chains"), 1);
  EXPECT_EQ(run.measure("pages.redirect_loops"), 0);
}

TEST(Conclude, CountsTheSameChainWhenItsAddressesWereAskedForOneByOne) {
  std::vector<FakeKeptRun::Page> pages = chain();
  for (std::size_t at = 1; at < pages.size(); ++at) {
    pages[at].through = {pages[at].url};
    pages[at].final_url = at + 1 < pages.size() ? pages[at + 1].url : kSite + "/";
  }
  EXPECT_EQ(concluded(pages).measure("pages.redirect_chains"), 1);
}

TEST(Conclude, CountsNoChainWhereOneRedirectLeadsToAPage) {
  const FakeKeptRun run =
      concluded({{.url = kSite + "/"},
                 {.url = kSite + "/a", .final_url = kSite + "/", .alias = true},
                 {.url = kSite + "/b", .final_url = kSite + "/", .alias = true}});
  EXPECT_EQ(run.measure("pages.redirect_chains"), 0);
}

TEST(Conclude, TellsACircleOfRedirectsFromAChain) {
  const std::vector<FakeKeptRun::Page> pages{{.url = kSite + "/"},
                                             {.url = kSite + "/shop",
                                              .final_url = kSite + "/shop/home",
                                              .status = 302,
                                              .alias = true,
                                              .through = {kSite + "/shop"},
                                              .failure = crawler::ErrorKind::redirect_loop},
                                             {.url = kSite + "/shop/home",
                                              .final_url = kSite + "/shop",
                                              .status = 302,
                                              .alias = true,
                                              .through = {kSite + "/shop/home"},
                                              .failure = crawler::ErrorKind::redirect_loop},
                                             {.url = kSite + "/old",
                                              .final_url = kSite + "/shop/home",
                                              .status = 302,
                                              .alias = true,
                                              .through = {kSite + "/old", kSite + "/shop"},
                                              .failure = crawler::ErrorKind::redirect_loop}};
  for (const std::size_t asked : {2U, 3U, 4U}) {
    const FakeKeptRun run =
        concluded({pages.begin(), pages.begin() + static_cast<std::ptrdiff_t>(asked)});
    EXPECT_EQ(run.measure("pages.redirect_loops"), 1) << asked;
    EXPECT_EQ(run.measure("pages.redirect_chains"), 0) << asked;
  }
}

TEST(Conclude, FindsACircleThatIsToldByThePageWhereTheCrawlStopped) {
  const FakeKeptRun run = concluded(
      {{.url = kSite + "/"},
       {.url = kSite + "/shop", .final_url = kSite + "/shop/home", .alias = true},
       {.url = kSite + "/shop/home", .status = 302, .failure = crawler::ErrorKind::redirect_loop}});
  EXPECT_EQ(run.measure("pages.redirect_loops"), 1);
}

TEST(Conclude, CountsDocumentsAndTheirShare) {
  const FakeKeptRun run = concluded({{.url = kSite + "/", .links = {kSite + "/a.pdf"}},
                                     {.url = kSite + "/a.pdf", .content_type = "application/pdf"}});
  EXPECT_EQ(run.measure("pages.documents"), 1);
  EXPECT_DOUBLE_EQ(run.measure("pages.document_share"), 0.5);
}

}  // namespace
}  // namespace vigie::reports
