#ifndef VIGIE_CRAWLER_CRAWL_H
#define VIGIE_CRAWLER_CRAWL_H

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/fetcher.h"
#include "crawler/page_reader.h"
#include "crawler/url.h"

namespace vigie::crawler {

struct CrawlOptions {
  std::vector<Url> starts;                 // at least one; their origins are the portal
  std::uint32_t max_pages = 10'000;        // HTML pages; redirects and files do not count
  std::optional<std::uint32_t> max_depth;  // clicks
  std::optional<std::chrono::milliseconds> max_time;
  std::size_t max_body = std::size_t{10} * 1024 * 1024;  // decoded, of one page
  std::vector<std::string> include, exclude;             // globs, scope.h
  int connections = 6;  // pages asked for and not yet kept; also resources
  int jobs = 0;         // threads that parse and judge, 0: as many as there are cores
  bool resources = true;
  bool external = false;  // check links that leave the portal
  int repeat = 1;         // requests of each page
  bool full_parse = false;
  bool ignore_robots = false;
  bool signed_in = false;              // a session is used: sign-out links are not followed
  std::string robots_token = "vigie";  // our name in robots.txt
};

enum class CrawlEnd : std::uint8_t { complete, page_limit, time_limit, stopped };

struct CrawlProgress {
  std::size_t pages_done = 0, pages_known = 0, resources_done = 0, resources_known = 0, errors = 0;
  std::string
      slowest_now;  // the URL asked for longest among those under way, empty when none is slow
  std::chrono::milliseconds slowest_for{0};
};

struct CrawlOutcome {
  CrawlEnd end = CrawlEnd::complete;
  std::size_t html_pages = 0;  // read in this process
  std::size_t errors = 0;
  std::vector<HostPace> paces;
};

// From the start pages to everything of the portal that links, redirects and sitemaps lead to.
// Fetches on the calling thread, parses and has pages analysed on others, and commits every page
// before its slot is free again, so that at most `connections` pages are lost, or asked for twice,
// when the process dies. Resumes what `store` already knows. `progress` is called on the calling
// thread about ten times a second. Ends early, with everything so far committed, when `stop` is
// requested.
CrawlOutcome crawl(const CrawlOptions& options, Fetcher& fetcher, CrawlStore& store,
                   const PageAnalyser& analyser,
                   const std::function<void(const CrawlProgress&)>& progress, std::stop_token stop);

}  // namespace vigie::crawler

#endif
