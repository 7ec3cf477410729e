#include "tests/reports/fake_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/error_kind.h"
#include "crawler/page_contents.h"
#include "probes/measure.h"
#include "probes/page_load.h"
#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports {
namespace {

using probes::Unit;
using rules::Outcome;

constexpr std::int64_t kStarted = 1'795'525'500'123;  // 2026-11-24T13:05:00.123Z
constexpr const char* kPortal = "https://www.bourg-sur-loire.example";

const std::vector<rules::RuleInfo>& town_rules() {
  static const std::vector<rules::RuleInfo> rules = {
      {.id = "image-alt",
       .theme = rules::Theme::accessibility,
       .title = "Images that carry information have a text alternative",
       .severity = rules::Severity::critical,
       .wcag = {"1.1.1"},
       .rgaa = {"1.1.1"},
       .act = {"23a2a8"},
       .help = "Say in alt what the image tells. If it tells nothing, write alt=\"\"."},
      {.id = "link-name",
       .theme = rules::Theme::accessibility,
       .title = "Links have a name",
       .severity = rules::Severity::serious,
       .wcag = {"2.4.4", "4.1.2"},
       .rgaa = {"6.2.1"},
       .act = {"c487ae"},
       .help = "Write a text in the link that says where it leads."},
      {.id = "page-language",
       .theme = rules::Theme::accessibility,
       .title = "The page says its language",
       .severity = rules::Severity::serious,
       .wcag = {"3.1.1"},
       .rgaa = {"8.3.1"},
       .act = {"b5c3f8"},
       .help = "Write the language on the html element, as in lang=\"fr\"."},
      {.id = "csp-present",
       .theme = rules::Theme::security,
       .title = "A Content-Security-Policy protects the page",
       .severity = rules::Severity::moderate,
       .help = "Send a Content-Security-Policy header; begin with default-src 'self'."},
      {.id = "broken-link",
       .theme = rules::Theme::links,
       .title = "Links lead to pages that exist",
       .severity = rules::Severity::serious,
       .help = "Correct the address of the link, or remove it."},
  };
  return rules;
}

PageEntry page(std::string path, std::string title, std::string page_template, double ttfb) {
  PageEntry entry;
  entry.url = kPortal + path;
  entry.final_url = entry.url;
  entry.status = 200;
  entry.clicks = path == "/" ? 0 : 1;
  entry.path_depth = static_cast<std::uint32_t>(std::ranges::count(path, '/') - 1);
  entry.found_by = path == "/" ? "start" : "link";
  entry.title = std::move(title);
  entry.lang = "fr";
  entry.content_type = "text/html; charset=utf-8";
  entry.page_template = std::move(page_template);
  entry.last_modified = "2026-10-02T08:00:00Z";
  entry.load = probes::PageLoad{.timings = {.dns_ms = 4.2,
                                            .connect_ms = 9.8,
                                            .tls_ms = 21.4,
                                            .ttfb_ms = ttfb,
                                            .total_ms = ttfb + 38.25},
                                .ttfb_spread_ms = {},
                                .bytes_transferred = 12'480,
                                .bytes_decoded = 48'300,
                                .protocol = "h2",
                                .compression = "gzip",
                                .cacheability = probes::Cacheability::revalidate,
                                .blocking_scripts = 2,
                                .blocking_styles = 1,
                                .dom_elements = 640};
  entry.weight = probes::PageWeight{.bytes = 812'000, .requests = 34, .third_party_requests = 3};
  entry.ecoindex =
      probes::EcoIndex{.score = 61.4, .grade = 'C', .greenhouse_gas_g = 1.77, .water_cl = 2.66};
  entry.outcomes = {{"image-alt", {6, 1, 0, 0}}, {"page-language", {1, 0, 0, 0}}};
  return entry;
}

FindingEntry finding(std::string rule, Outcome outcome, std::string path, std::string message) {
  FindingEntry entry;
  entry.rule = std::move(rule);
  entry.outcome = outcome;
  entry.page = kPortal + path;
  entry.message = std::move(message);
  entry.page_template = path.starts_with("/actualites") ? "/actualites/*#3f2a" : "";
  entry.fingerprint = std::hash<std::string>()(entry.rule + path);
  entry.first_run = 41;
  return entry;
}

std::vector<FindingEntry> town_findings() {
  FindingEntry image = finding("image-alt", Outcome::failed, "/actualites/marche-de-noel",
                               "The image has no alt, aria-label, aria-labelledby or title.");
  image.selector = "main > article > img:nth-of-type(2)";
  image.snippet = "<img src=\"/photos/marche.jpg\" class=\"photo\">";
  image.line = 112;
  image.act = {"23a2a8"};
  image.is_new = true;
  image.first_run = 42;
  FindingEntry named = finding(
      "image-alt", Outcome::cant_tell, "/equipements/piscine",
      "The element “{0}” that should name the image is not in the markup. Audit with --rendered.");
  named.selector = "#plan > img";
  named.snippet = "<img src=\"plan.png\" aria-labelledby=\"legende\">";
  named.line = 58;
  named.values = {"legende"};
  FindingEntry link = finding("broken-link", Outcome::failed, "/demarches/passeport",
                              "The link “{0}” leads to {1}, which answers {2}.");
  link.selector = "main > ul > li:nth-of-type(3) > a";
  link.snippet = "<a href=\"/documents/liste-pieces.pdf\">Pièces à fournir</a>";
  link.line = 71;
  link.where = "/documents/liste-pieces.pdf";
  link.values = {"Pièces à fournir", std::string(kPortal) + "/documents/liste-pieces.pdf", "404"};
  FindingEntry policy = finding("csp-present", Outcome::failed, "/",
                                "The answer has no Content-Security-Policy header.");
  policy.where = "Content-Security-Policy";
  return {policy, image, link, named};
}

std::vector<FindingGroup> grouped(const std::vector<FindingEntry>& findings) {
  std::vector<FindingGroup> groups;
  const std::uint64_t spread[] = {58, 12, 1, 1};  // pages, as if many were like the example
  for (std::size_t i = 0; i < findings.size(); ++i)
    groups.push_back({.rule = findings[i].rule,
                      .outcome = findings[i].outcome,
                      .page_template = findings[i].page_template,
                      .findings = spread[i % 4] + i % 2,
                      .pages = spread[i % 4],
                      .example = findings[i]});
  const auto weight = [](const FindingGroup& group) {
    const rules::RuleInfo* rule = town_rule(group.rule);
    return std::pair(rule ? rule->severity : rules::Severity::minor, group.pages);
  };
  std::ranges::sort(groups, std::ranges::greater(), weight);
  return groups;
}

std::vector<probes::Measure> town_measures() {
  std::vector<probes::Measure> measures = {{"page_load.ttfb_median_ms", 142, Unit::milliseconds},
                                           {"page_load.ttfb_p75_ms", 388, Unit::milliseconds},
                                           {"page_load.ttfb_p95_ms", 1'254, Unit::milliseconds},
                                           {"page_load.total_median_ms", 180, Unit::milliseconds},
                                           {"page_load.total_p75_ms", 441, Unit::milliseconds},
                                           {"page_load.total_p95_ms", 1'610, Unit::milliseconds},
                                           {"page_load.weight_median", 812'000, Unit::bytes},
                                           {"page_load.weight_p75", 1'420'000, Unit::bytes},
                                           {"page_load.weight_p95", 5'200'000, Unit::bytes},
                                           {"pages.failed", 1, Unit::count},
                                           {"pages.orphans", 2, Unit::count}};
  for (const auto* scope : {"/actualites/*#3f2a", "/demarches/*#9c01"})
    for (const auto& [statistic, value] :
         {std::pair("median", 150.0), std::pair("p75", 420.0), std::pair("p95", 1'300.0)})
      measures.push_back(
          {fmt::format("page_load.ttfb_{}_ms", statistic), value, Unit::milliseconds, scope});
  return measures;
}

std::vector<ResourceEntry> town_resources() {
  return {{.url = std::string(kPortal) + "/css/portail.css",
           .kind = crawler::ResourceKind::style,
           .status = 200,
           .failure = {},
           .bytes_transferred = 18'200,
           .bytes_decoded = 96'000,
           .content_type = "text/css",
           .compression = "gzip",
           .cacheability = probes::Cacheability::fresh,
           .pages = 58},
          {.url = std::string(kPortal) + "/photos/disparue.jpg",
           .kind = crawler::ResourceKind::image,
           .status = 404,
           .failure = crawler::Failure{crawler::ErrorKind::http_status, "404 Not Found"},
           .pages = 1},
          {.url = "https://cdn.statistiques.example/mesure.js",
           .kind = crawler::ResourceKind::script,
           .status = 200,
           .failure = {},
           .bytes_transferred = 41'000,
           .bytes_decoded = 128'000,
           .content_type = "text/javascript",
           .compression = "br",
           .cacheability = probes::Cacheability::fresh,
           .third_party = true,
           .pages = 57}};
}

void replace_texts(PageEntry& page, const std::string& payload) {
  page.url += payload;
  page.final_url = payload;
  page.redirects = {{.url = payload, .status = 301}};
  page.failure = crawler::Failure{crawler::ErrorKind::protocol, payload};
  page.found_by = page.title = page.lang = page.content_type = payload;
  page.page_template = page.last_modified = payload;
  if (page.load) page.load->protocol = page.load->compression = payload;
  page.outcomes.emplace_back(payload, std::array<std::uint32_t, 4>{0, 1, 0, 0});
}

void replace_texts(FindingEntry& finding, const std::string& payload) {
  finding.page = finding.frame = finding.selector = finding.snippet = payload;
  finding.where = finding.page_template = payload;
  for (std::string& value : finding.values) value = payload;
  finding.values.push_back(payload);
  finding.act = {payload};
}

}  // namespace

std::uint64_t FakeRun::page_count() const {
  return static_cast<std::uint64_t>(
      std::ranges::count_if(pages, [](const PageEntry& page) { return page.status != 0; }));
}

const rules::RuleInfo* town_rule(std::string_view id) {
  const auto found = std::ranges::find(town_rules(), id, &rules::RuleInfo::id);
  return found == town_rules().end() ? nullptr : &*found;
}

FakeRun town_run() {
  FakeRun run;
  run.run_info = {.id = 42,
                  .portal = "Bourg-sur-Loire",
                  .started_ms = kStarted,
                  .finished_ms = kStarted + 12'400,
                  .state = RunState::finished,
                  .vigie_version = "0.1.0",
                  .catalogue_version = 1,
                  .options = {{"max-pages", "500"}, {"delay", "0"}}};
  run.host_list = {{.host = "www.bourg-sur-loire.example", .status = 200, .failure = {}}};
  run.pages = {page("/", "Bourg-sur-Loire", "/#77aa", 96),
               page("/actualites/marche-de-noel", "Le marché de Noël", "/actualites/*#3f2a", 142.5),
               page("/demarches/passeport", "Passeport", "/demarches/*#9c01", 1'254.75),
               page("/equipements/piscine", "La piscine municipale", "/equipements/*#1d", 388)};
  PageEntry gone = page("/ancienne-page", "", "", 0);
  gone.load.reset();
  gone.weight.reset();
  gone.ecoindex.reset();
  gone.outcomes.clear();
  gone.status = 0;
  gone.failure = crawler::Failure{crawler::ErrorKind::timeout, "Operation timed out after 30 s"};
  run.pages.insert(run.pages.begin() + 1, gone);
  run.findings = town_findings();
  run.resources = town_resources();
  run.group_list = grouped(run.findings);
  run.measure_list = town_measures();
  run.not_measured_list = {
      {.what = std::string(kPortal) + "/espace-agents",
       .why = "robots.txt forbids it",
       .values = {}},
      {.what = "max-pages", .why = "{0} pages known, {1} not fetched", .values = {"620", "120"}}};
  run.since = Change{.previous_run = 41,
                     .previous_started_ms = kStarted - 86'400'000,
                     .new_findings = 1,
                     .fixed_findings = 2,
                     .persisting_findings = 71,
                     .added = {run.findings[1]},
                     .fixed = {run.findings[2]},
                     .pages_added = 3,
                     .pages_removed = 1,
                     .measures = {{town_measures()[1], 402.0}, {town_measures()[9], 4.0}}};
  run.rule_outcomes = {{"image-alt", {45, 12, 1, 0}},
                       {"link-name", {58, 0, 0, 0}},
                       {"page-language", {58, 0, 0, 0}},
                       {"csp-present", {0, 58, 0, 0}},
                       {"broken-link", {57, 1, 0, 0}}};
  return run;
}

FakeRun unreached_run() {
  FakeRun run;
  run.run_info = {.id = 7,
                  .portal = "https://nulle-part.example/",
                  .started_ms = kStarted,
                  .state = RunState::interrupted,
                  .vigie_version = "0.1.0",
                  .options = {}};
  run.host_list = {{.host = "nulle-part.example",
                    .failure = crawler::Failure{crawler::ErrorKind::dns, "NXDOMAIN"}}};
  return run;
}

FakeRun hostile_run(std::string_view payload) {
  const std::string text(payload);
  FakeRun run = town_run();
  run.run_info.portal = text;
  run.run_info.options.emplace_back("include", text);
  for (HostEntry& host : run.host_list) host.host = text;
  for (HostEntry& host : run.host_list)
    host.failure = crawler::Failure{crawler::ErrorKind::tls, text};
  for (PageEntry& page : run.pages) replace_texts(page, text);
  for (FindingEntry& finding : run.findings) replace_texts(finding, text);
  for (ResourceEntry& resource : run.resources) {
    resource.url = resource.content_type = resource.compression = text;
    resource.failure = crawler::Failure{crawler::ErrorKind::reset, text};
  }
  for (FindingGroup& group : run.group_list) {
    group.page_template = text;
    replace_texts(group.example, text);
  }
  for (NotMeasuredEntry& entry : run.not_measured_list) {
    entry.what = text;
    for (std::string& value : entry.values) value = text;
  }
  for (probes::Measure& measure : run.measure_list)
    if (!measure.scope.empty()) measure.scope = text;
  for (auto* list : {&run.since->added, &run.since->fixed})
    for (FindingEntry& finding : *list) replace_texts(finding, text);
  for (auto& [measure, before] : run.since->measures) measure.scope = text;
  return run;
}

FakeRun large_run(std::size_t pages) {
  FakeRun run = town_run();
  const PageEntry model = run.pages.front();
  const FindingEntry broken = run.findings[2];
  run.pages.clear();
  run.findings.clear();
  for (std::size_t i = 0; i < pages; ++i) {
    PageEntry page = model;
    page.url = page.final_url = fmt::format("{}/page-{:06}", kPortal, i);
    page.load->timings.ttfb_ms = static_cast<double>(i * 37 % 2'000);
    run.pages.push_back(page);
    FindingEntry entry = broken;
    entry.page = page.url;
    run.findings.push_back(entry);
  }
  return run;
}

}  // namespace vigie::reports
