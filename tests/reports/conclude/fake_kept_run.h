#ifndef VIGIE_TESTS_REPORTS_CONCLUDE_FAKE_KEPT_RUN_H
#define VIGIE_TESTS_REPORTS_CONCLUDE_FAKE_KEPT_RUN_H

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/error_kind.h"
#include "crawler/response.h"
#include "reports/conclude/kept_run.h"

namespace vigie::reports {

// A finished crawl written down by hand, and what was concluded of it.
class FakeKeptRun : public KeptRun {
 public:
  struct Page {
    std::string url, final_url = {};
    int status = 200;
    std::vector<std::string> links = {};
    std::vector<std::string> resources = {};
    std::string title = {};
    crawler::FoundBy found_by = crawler::FoundBy::link;
    bool alias = false;
    double ttfb_ms = 10;
    std::uint64_t bytes = 1000;
    std::string last_modified = {};
    std::string content_type = "text/html";
    std::vector<std::string> through = {};  // addresses that redirect, this one first
    std::optional<crawler::ErrorKind> failure = std::nullopt;
  };
  struct Resource {
    std::string url;
    int status = 200;
    std::uint64_t bytes = 0;
    std::vector<std::string> uses = {};
  };
  std::vector<Page> pages;
  std::vector<Resource> resources;

  std::map<std::string, PageConclusion, std::less<>> conclusions;
  std::vector<std::pair<std::string, rules::Finding>> findings;
  std::map<std::string, std::vector<rules::OutcomeCounts>, std::less<>> judged;
  std::vector<probes::Measure> measures;
  bool flushed = false;

  double measure(std::string_view name, std::string_view scope = {}) const {
    for (const probes::Measure& measure : measures)
      if (measure.name == name && measure.scope == scope) return measure.value;
    return -1;
  }

  void each_answer(const std::function<void(const KeptPage&)>& use) override {
    for (const Page& page : pages) {
      const std::vector<crawler::Redirect> redirects = redirects_of(page);
      use(kept(page, redirects));
    }
  }

  void each_page(const std::function<void(const KeptPage&)>& use) override {
    for (const Page& page : pages) {
      const std::vector<crawler::Redirect> redirects = redirects_of(page);
      KeptPage shown = kept(page, redirects);
      crawler::PageContents contents;
      contents.facts.title = page.title;
      contents.facts.elements = 100;
      for (const std::string& link : page.links)
        contents.links.push_back(
            {.url = link, .href = link.substr(link.rfind('/')), .selector = "a", .line = 3});
      for (const std::string& url : page.resources)
        contents.resources.push_back({.url = url,
                                      .kind = crawler::ResourceKind::image,
                                      .href = url,
                                      .selector = "img",
                                      .line = 4});
      probes::PageLoad load;
      load.timings.ttfb_ms = load.timings.total_ms = page.ttfb_ms;
      load.bytes_transferred = page.bytes;
      load.dom_elements = 100;
      if (!page.alias && page.content_type == "text/html" && page.status == 200)
        shown.contents = &contents;
      if (!page.alias) shown.load = &load;
      use(shown);
    }
  }

  void each_resource(const std::function<void(const KeptResource&)>& use) override {
    for (const Resource& resource : resources) {
      std::vector<crawler::ResourceUse> uses;
      for (const std::string& url : resource.uses) uses.push_back({.url = url});
      use({.url = resource.url,
           .final_url = resource.url,
           .status = resource.status,
           .bytes_transferred = resource.bytes,
           .uses = uses});
    }
  }

  void conclude_page(std::string_view url, const PageConclusion& conclusion) override {
    conclusions.insert_or_assign(std::string(url), conclusion);
  }
  void add_findings(std::string_view page, std::vector<rules::Finding> found,
                    std::span<const rules::OutcomeCounts> outcomes) override {
    for (rules::Finding& finding : found) findings.emplace_back(page, std::move(finding));
    judged[std::string(page)].assign(outcomes.begin(), outcomes.end());
  }
  void add_measures(std::span<const probes::Measure> added) override {
    measures.insert(measures.end(), added.begin(), added.end());
  }
  void flush() override { flushed = true; }

 private:
  static std::vector<crawler::Redirect> redirects_of(const Page& page) {
    std::vector<crawler::Redirect> redirects;
    for (const std::string& url : page.through) redirects.push_back({url, 301});
    if (page.through.empty() && page.alias) redirects.push_back({page.url, 301});
    return redirects;
  }
  static KeptPage kept(const Page& page, std::span<const crawler::Redirect> redirects) {
    return {.url = page.url,
            .final_url = page.final_url.empty() ? page.url : page.final_url,
            .status = page.status,
            .failure = page.failure,
            .alias = page.alias,
            .found_by = page.found_by,
            .redirects = redirects,
            .content_type = page.content_type,
            .last_modified = page.last_modified};
  }
};

}  // namespace vigie::reports

#endif
