#include "tests/reports/history/crawled.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/error_kind.h"
#include "crawler/page_contents.h"
#include "probes/page_load.h"
#include "reports/history/history.h"
#include "reports/history/run_store.h"
#include "reports/judged_page.h"
#include "reports/run.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::reports::testing {
namespace {

std::string url_of(std::string_view path) { return kPortal + std::string(path.substr(1)); }

rules::Judgement judgement_of(const MadePage& page) {
  rules::Judgement judgement;
  for (const std::string_view rule : page.rules) {
    rules::OutcomeCounts counts{.rule = rule};
    for (const Fault& fault : page.faults)
      if (fault.rule == rule) ++counts.count.at(static_cast<std::size_t>(fault.outcome));
    judgement.outcomes.push_back(counts);
  }
  for (const Fault& fault : page.faults)
    judgement.findings.push_back({.rule = fault.rule,
                                  .outcome = fault.outcome,
                                  .selector = fault.selector,
                                  .snippet = "<img src=blason.png>",
                                  .line = fault.line,
                                  .message = "The image has no alternative.",
                                  .values = {"blason.png", "2"},
                                  .act = {"23a2a8"},
                                  .fingerprint = fault.fingerprint});
  return judgement;
}

crawler::PageContents contents_of(const MadePage& page) {
  crawler::PageContents contents;
  contents.facts.title = page.title;
  contents.facts.lang = "fr";
  contents.facts.elements = 120;
  contents.facts.shape = 0xfedcba9876543210;
  contents.base_url = url_of(page.path);
  std::uint32_t line = 20;
  for (const std::string& link : page.links)
    contents.links.push_back({.url = url_of(link),
                              .href = link,
                              .selector = fmt::format("body > a:nth-of-type({})", line - 19),
                              .line = line++});
  contents.resources.push_back({.url = url_of("/style.css"),
                                .kind = crawler::ResourceKind::style,
                                .blocking = true,
                                .href = "style.css",
                                .selector = "head > link",
                                .line = 3});
  return contents;
}

}  // namespace

crawler::PageVisit visit(const MadePage& page) {
  crawler::PageVisit made{.url = url_of(page.path)};
  made.response.url = made.response.final_url = made.url;
  made.response.status = page.status;
  made.response.headers.add("Content-Type", "text/html; charset=utf-8");
  made.response.headers.add("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT");
  made.response.timings = {.dns_ms = 1.5, .ttfb_ms = 12.25, .total_ms = 20.125};
  made.response.bytes_transferred = 5'000;
  made.response.bytes_decoded = 20'000;
  made.response.protocol = "h2";
  made.response.at_ms = 1'700'000'000'000;
  made.body_sha256 = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
  made.contents = contents_of(page);
  auto judged = std::make_unique<JudgedPage>();
  judged->judgement = judgement_of(page);
  judged->load = probes::page_load(made.response, &*made.contents, {});
  made.analysis = std::move(judged);
  return made;
}

crawler::PageVisit failed_visit(const std::string& path, crawler::ErrorKind kind) {
  crawler::PageVisit made{.url = url_of(path)};
  made.response.url = made.response.final_url = made.url;
  made.response.failure = crawler::Failure{kind, "no answer within 15 s"};
  return made;
}

crawler::ResourceVisit resource(const std::string& path, crawler::ResourceKind kind,
                                std::uint64_t bytes, int status) {
  crawler::ResourceVisit made{.url = url_of(path), .kind = kind};
  made.response.url = made.response.final_url = made.url;
  made.response.status = status;
  made.response.headers.add("Content-Type", "text/css");
  made.response.bytes_transferred = bytes;
  made.response.bytes_decoded = bytes * 3;
  return made;
}

crawler::CrawlBatch batch(const std::vector<MadePage>& pages) {
  crawler::CrawlBatch made;
  for (const MadePage& page : pages) made.pages.push_back(visit(page));
  return made;
}

RunRequest request(const std::string& portal) {
  return {.portal = portal,
          .targets = {{"mairie.example", kPortal}},
          .options = {{"max-pages", "200"}, {"delay", "0"}},
          .vigie_version = "0.1.0",
          .catalogue_version = 7};
}

std::int64_t run_of(History& history, const std::vector<MadePage>& pages, RunState state) {
  const auto store = history.begin_run(request());
  store->commit(batch(pages));
  store->finish(state);
  return store->id();
}

std::vector<std::string> findings_of(const Run& run) {
  std::vector<std::string> lines;
  run.each_finding([&](const FindingEntry& finding) {
    lines.push_back(fmt::format("{} {} {}:{}", finding.page.substr(kPortal.size() - 1),
                                finding.rule, finding.fingerprint, finding.line));
  });
  return lines;
}

std::vector<std::string> urls_of(const Run& run) {
  std::vector<std::string> urls;
  run.each_page([&](const PageEntry& page) { urls.push_back(page.url); });
  return urls;
}

History open_or_die(const std::string& path, std::chrono::milliseconds patience) {
  auto history = History::open(path, History::Access::write, patience);
  if (!history) {
    fmt::print(stderr, "{}: {}\n", path, history.error().trouble.what);
    std::abort();
  }
  return std::move(*history);
}

}  // namespace vigie::reports::testing
