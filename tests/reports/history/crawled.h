#ifndef VIGIE_TESTS_REPORTS_HISTORY_CRAWLED_H
#define VIGIE_TESTS_REPORTS_HISTORY_CRAWLED_H

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/page_contents.h"
#include "reports/history/history.h"
#include "reports/history/run_store.h"
#include "reports/run.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::reports::testing {

inline const std::string kPortal = "https://mairie.example/";

struct Fault {
  std::string_view rule = "image-alt";
  std::uint64_t fingerprint = 1;
  std::uint32_t line = 10;
  std::string selector = "html > body > img";
  rules::Outcome outcome = rules::Outcome::failed;
};

// A page as a crawl hands it over: HTML with these links, judged by `rules`, with these faults.
struct MadePage {
  std::string path;
  std::vector<Fault> faults = {};
  std::vector<std::string> links = {};
  std::vector<std::string_view> rules = {"image-alt", "page-title"};
  std::string title = "Mairie";
  int status = 200;
};
crawler::PageVisit visit(const MadePage& page);
crawler::PageVisit failed_visit(const std::string& path, crawler::ErrorKind kind);
crawler::ResourceVisit resource(const std::string& path, crawler::ResourceKind kind,
                                std::uint64_t bytes, int status = 200);
crawler::CrawlBatch batch(const std::vector<MadePage>& pages);

RunRequest request(const std::string& portal = kPortal);

// A whole run of one batch, finished.
std::int64_t run_of(History& history, const std::vector<MadePage>& pages,
                    RunState state = RunState::finished);

// "/path rule fingerprint:line", in the run's order.
std::vector<std::string> findings_of(const Run& run);
std::vector<std::string> urls_of(const Run& run);

History open_or_die(const std::string& path,
                    std::chrono::milliseconds patience = History::kPatience);

}  // namespace vigie::reports::testing

#endif
