// What a run is told comes back when it is read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/error_kind.h"
#include "crawler/page_contents.h"
#include "crawler/response.h"
#include "probes/measure.h"
#include "reports/conclude/kept_run.h"
#include "reports/history/history.h"
#include "reports/history/run_store.h"
#include "reports/run.h"
#include "rules/finding.h"
#include "rules/rule.h"
#include "tests/reports/history/crawled.h"

namespace vigie::reports::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::Pair;
using ::testing::SizeIs;

History temporary() { return std::move(*History::open(std::nullopt)); }

TEST(RunStore, KeepsAPageAsItWasSeen) {
  History history = temporary();
  const auto store = history.begin_run(request());
  crawler::CrawlBatch batch;
  batch.pages.push_back(visit({.path = "/plan", .title = "Plan du site"}));
  batch.pages.front().response.redirects = {{kPortal + "old", 301}};
  batch.pages.front().response.final_url = kPortal + "plan/";
  batch.pages.front().clicks = 2;
  store->commit(std::move(batch));
  store->conclude_page(kPortal + "plan", {.clicks = 3,
                                          .page_template = "/*#3210",
                                          .weight = probes::PageWeight{90'000, 12, 1, false}});
  store->finish(RunState::finished);

  std::vector<PageEntry> pages;
  history.run(store->id())->each_page([&](const PageEntry& page) { pages.push_back(page); });
  ASSERT_THAT(pages, SizeIs(1));
  const PageEntry& page = pages.front();
  EXPECT_EQ(page.url, kPortal + "plan");
  EXPECT_EQ(page.final_url, kPortal + "plan/");
  ASSERT_THAT(page.redirects, SizeIs(1));
  EXPECT_EQ(page.redirects.front().status, 301);
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(page.failure);
  EXPECT_EQ(page.clicks, 3);
  EXPECT_EQ(page.path_depth, 1);
  EXPECT_EQ(page.found_by, "link");
  EXPECT_EQ(page.title, "Plan du site");
  EXPECT_EQ(page.lang, "fr");
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(page.page_template, "/*#3210");
  EXPECT_EQ(page.last_modified, "1994-11-06T08:49:37Z");
  ASSERT_TRUE(page.load);
  EXPECT_EQ(page.load->timings.dns_ms, 1.5);
  EXPECT_FALSE(page.load->timings.connect_ms);
  EXPECT_EQ(page.load->timings.ttfb_ms, 12.25);
  EXPECT_EQ(page.load->timings.total_ms, 20.125);
  EXPECT_EQ(page.load->bytes_transferred, 5'000U);
  EXPECT_EQ(page.load->protocol, "h2");
  EXPECT_EQ(page.load->dom_elements, 120U);
  ASSERT_TRUE(page.weight);
  EXPECT_EQ(page.weight->bytes, 90'000U);
  EXPECT_FALSE(page.weight->complete);
  ASSERT_TRUE(page.ecoindex);
  EXPECT_THAT(page.outcomes, ElementsAre(Pair("image-alt", ElementsAre(0, 0, 0, 0)),
                                         Pair("page-title", ElementsAre(0, 0, 0, 0))));
}

TEST(RunStore, KeepsAFailureWithItsKind) {
  History history = temporary();
  const auto store = history.begin_run(request());
  crawler::CrawlBatch batch;
  batch.pages.push_back(failed_visit("/lent", crawler::ErrorKind::timeout));
  store->commit(std::move(batch));
  store->finish(RunState::finished);
  history.run(store->id())->each_page([](const PageEntry& page) {
    ASSERT_TRUE(page.failure);
    EXPECT_EQ(page.failure->kind, crawler::ErrorKind::timeout);
    EXPECT_EQ(page.failure->detail, "no answer within 15 s");
    EXPECT_FALSE(page.load);
  });
}

TEST(RunStore, KeepsAFindingWithItsEvidence) {
  History history = temporary();
  const std::int64_t run =
      run_of(history, {{.path = "/", .faults = {{.fingerprint = 0xffffffffffffffff, .line = 42}}}});
  std::vector<FindingEntry> findings;
  history.run(run)->each_finding([&](const FindingEntry& f) { findings.push_back(f); });
  ASSERT_THAT(findings, SizeIs(1));
  const FindingEntry& finding = findings.front();
  EXPECT_EQ(finding.rule, "image-alt");
  EXPECT_EQ(finding.outcome, rules::Outcome::failed);
  EXPECT_EQ(finding.page, kPortal);
  EXPECT_EQ(finding.frame, "");
  EXPECT_EQ(finding.selector, "html > body > img");
  EXPECT_EQ(finding.snippet, "<img src=blason.png>");
  EXPECT_EQ(finding.line, 42U);
  EXPECT_EQ(finding.message, "The image has no alternative.");
  EXPECT_THAT(finding.values, ElementsAre("blason.png", "2"));
  EXPECT_THAT(finding.act, ElementsAre("23a2a8"));
  EXPECT_EQ(finding.fingerprint, 0xffffffffffffffff);
  EXPECT_FALSE(finding.is_new);
  EXPECT_EQ(finding.first_run, run);
}

TEST(RunStore, TellsPagesAndFindingsInAFixedOrderWhateverTheOrderOfArrival) {
  History history = temporary();
  const auto store = history.begin_run(request());
  const std::vector<Fault> faults = {{.fingerprint = 2, .line = 30}, {.fingerprint = 1, .line = 5}};
  for (const char* path : {"/c", "/a", "/b"})
    store->commit(batch({{.path = path, .faults = faults}}));
  store->finish(RunState::finished);
  const auto run = history.run(store->id());
  EXPECT_THAT(urls_of(*run), ElementsAre(kPortal + "a", kPortal + "b", kPortal + "c"));
  EXPECT_THAT(findings_of(*run),
              ElementsAre("/a image-alt 1:5", "/a image-alt 2:30", "/b image-alt 1:5",
                          "/b image-alt 2:30", "/c image-alt 1:5", "/c image-alt 2:30"));
}

TEST(RunStore, KeepsWhatIsConcludedOfThePortal) {
  History history = temporary();
  const auto store = history.begin_run(request());
  store->commit(batch({{.path = "/", .links = {"/perdu"}}}));
  rules::Finding broken{.rule = "broken-link",
                        .outcome = rules::Outcome::failed,
                        .selector = "a",
                        .line = 20,
                        .where = "/perdu",
                        .message = "The link leads nowhere.",
                        .fingerprint = 9};
  const rules::OutcomeCounts counts{.rule = "broken-link", .count = {3, 1, 0, 0}};
  store->add_findings(kPortal, {broken}, {&counts, 1});
  store->add_measures(std::vector<probes::Measure>{
      {"page_load.ttfb_p75_ms", 812.5, probes::Unit::milliseconds},
      {"page_load.ttfb_p75_ms", 90, probes::Unit::milliseconds, "/actualites/*#1"}});
  store->add_not_measured({"max-pages", "the limit of {0} pages was reached", {"200"}});
  store->finish(RunState::finished);

  const auto run = history.run(store->id());
  EXPECT_THAT(findings_of(*run), ElementsAre("/ broken-link 9:20"));
  EXPECT_THAT(run->outcomes(), ElementsAre(Pair("broken-link", ElementsAre(1, 1, 0, 0)),
                                           Pair("image-alt", ElementsAre(0, 0, 0, 0)),
                                           Pair("page-title", ElementsAre(0, 0, 0, 0))));
  const auto measures = run->measures();
  ASSERT_THAT(measures, SizeIs(2));
  EXPECT_EQ(measures[0].value, 812.5);
  EXPECT_EQ(measures[0].unit, probes::Unit::milliseconds);
  EXPECT_EQ(measures[1].scope, "/actualites/*#1");
  const auto not_measured = run->not_measured();
  ASSERT_THAT(not_measured, SizeIs(1));
  EXPECT_EQ(not_measured[0].what, "max-pages");
  EXPECT_THAT(not_measured[0].values, ElementsAre("200"));
}

TEST(RunStore, TellsHostsUnderTheNameTheUserGave) {
  History history = temporary();
  RunRequest wanted = request();
  wanted.targets = {{"mairie.example", kPortal}, {"absent.example", "https://absent.example/"}};
  const auto store = history.begin_run(wanted);
  crawler::CrawlBatch both = batch({{.path = "/", .status = 403}});
  both.pages.push_back(failed_visit("/", crawler::ErrorKind::dns));
  both.pages.back().url = both.pages.back().response.url = "https://absent.example/";
  store->commit(std::move(both));
  store->finish(RunState::finished);
  const auto hosts = history.run(store->id())->hosts();
  ASSERT_THAT(hosts, SizeIs(2));
  EXPECT_EQ(hosts[0].host, "mairie.example");
  EXPECT_EQ(hosts[0].status, 403);
  EXPECT_EQ(hosts[1].host, "absent.example");
  EXPECT_EQ(hosts[1].status, 0);
  ASSERT_TRUE(hosts[1].failure);
  EXPECT_EQ(hosts[1].failure->kind, crawler::ErrorKind::dns);
}

TEST(RunStore, CountsThePagesThatUseAResource) {
  History history = temporary();
  const auto store = history.begin_run(request());
  crawler::CrawlBatch all = batch({{.path = "/"}, {.path = "/plan"}});
  all.resources.push_back(resource("/style.css", crawler::ResourceKind::style, 800));
  all.resources.back().uses.push_back(
      {.url = kPortal + "font.woff2", .kind = crawler::ResourceKind::font, .href = "font.woff2"});
  all.resources.push_back(resource("/font.woff2", crawler::ResourceKind::font, 9'000, 404));
  store->commit(std::move(all));
  store->finish(RunState::finished);
  std::vector<ResourceEntry> resources;
  history.run(store->id())->each_resource([&](const ResourceEntry& r) { resources.push_back(r); });
  ASSERT_THAT(resources, SizeIs(2));
  EXPECT_EQ(resources[0].url, kPortal + "font.woff2");
  EXPECT_EQ(resources[0].status, 404);
  EXPECT_EQ(resources[0].pages, 2U);
  EXPECT_EQ(resources[1].kind, crawler::ResourceKind::style);
  EXPECT_EQ(resources[1].bytes_decoded, 2'400U);
  EXPECT_EQ(resources[1].pages, 2U);
  EXPECT_FALSE(resources[1].third_party);
}

TEST(RunStore, GivesTheConclusionsPagesWithTheirContents) {
  History history = temporary();
  const auto store = history.begin_run(request());
  store->commit(batch({{.path = "/b", .links = {"/c", "/d/e"}}, {.path = "/a"}}));
  std::vector<std::string> seen;
  store->each_page([&](const KeptPage& page) {
    seen.emplace_back(page.url);
    ASSERT_NE(page.contents, nullptr);
    ASSERT_NE(page.load, nullptr);
    if (page.url != kPortal + "b") return;
    ASSERT_THAT(page.contents->links, SizeIs(2));
    EXPECT_EQ(page.contents->links[1].url, kPortal + "d/e");
    EXPECT_EQ(page.contents->links[1].href, "/d/e");
    EXPECT_EQ(page.contents->links[1].selector, "body > a:nth-of-type(2)");
    EXPECT_EQ(page.contents->links[1].line, 21U);
    EXPECT_EQ(page.contents->facts.shape, 0xfedcba9876543210U);
    EXPECT_EQ(page.last_modified, "1994-11-06T08:49:37Z");
  });
  EXPECT_THAT(seen, ElementsAre(kPortal + "a", kPortal + "b"));
}

TEST(RunStore, TellsWhatIsFoundInAFrameWithTheFirstPageThatShowsIt) {
  History history = temporary();
  const auto store = history.begin_run(request());
  crawler::CrawlBatch all =
      batch({{.path = "/b"}, {.path = "/a"}, {.path = "/frame", .faults = {{}}}});
  for (std::size_t page : {0U, 1U})
    all.pages[page].contents->resources.push_back(
        {.url = kPortal + "frame", .kind = crawler::ResourceKind::frame});
  all.pages[2].frame = true;
  all.pages[2].found_by = crawler::FoundBy::resource;
  store->commit(std::move(all));
  store->finish(RunState::finished);
  const auto run = history.run(store->id());
  EXPECT_THAT(urls_of(*run), ElementsAre(kPortal + "a", kPortal + "b"));
  std::vector<std::string> where;
  run->each_finding([&](const FindingEntry& f) { where.push_back(f.page + " " + f.frame); });
  EXPECT_THAT(where, ElementsAre(kPortal + "a " + kPortal + "frame"));
}

TEST(RunStore, MakesAPageOfAFrameThatSomethingLinksTo) {
  History history = temporary();
  const auto store = history.begin_run(request());
  crawler::CrawlBatch all = batch({{.path = "/frame"}});
  all.pages[0].frame = true;
  all.discovered.push_back({.url = kPortal + "frame", .found_by = crawler::FoundBy::link});
  store->commit(std::move(all));
  store->finish(RunState::finished);
  EXPECT_THAT(urls_of(*history.run(store->id())), ElementsAre(kPortal + "frame"));
}

TEST(RunStore, KeepsHostileBytesAsValidText) {
  History history = temporary();
  const auto store = history.begin_run(request());
  crawler::CrawlBatch all = batch({{.path = "/"}});
  all.not_measured.push_back({std::string("a\0b\xff\xc3", 5), "why", {std::string(20'000, 'x')}});
  store->commit(std::move(all));
  store->finish(RunState::finished);
  const auto entries = history.run(store->id())->not_measured();
  ASSERT_THAT(entries, SizeIs(1));
  EXPECT_EQ(entries[0].what,
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(entries[0].values[0].size(), 8'192U);
}

TEST(History, ListsRunsNewestFirst) {
  History history = temporary();
  run_of(history, {{.path = "/"}});
  run_of(history, {{.path = "/"}, {.path = "/b"}}, RunState::interrupted);
  const auto runs = history.runs(kPortal);
  ASSERT_THAT(runs, SizeIs(2));
  EXPECT_EQ(runs[0].info.state, RunState::interrupted);
  EXPECT_EQ(runs[0].pages, 2U);
  EXPECT_EQ(runs[1].info.state, RunState::finished);
  EXPECT_EQ(runs[1].info.portal, kPortal);
  EXPECT_EQ(runs[1].info.vigie_version, "0.1.0");
  EXPECT_THAT(runs[1].info.options, ElementsAre(Pair("max-pages", "200"), Pair("delay", "0")));
  EXPECT_THAT(history.runs("other"), SizeIs(0));
  EXPECT_EQ(history.latest_run(), runs[0].info.id);
}

}  // namespace
}  // namespace vigie::reports::testing
