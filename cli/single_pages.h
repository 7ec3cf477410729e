#ifndef VIGIE_CLI_SINGLE_PAGES_H
#define VIGIE_CLI_SINGLE_PAGES_H

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/fetcher.h"
#include "crawler/page_reader.h"

namespace vigie::cli {

// Audits pages one by one, as given: URLs or local files (.html .htm .xhtml .svg). Nothing linked
// is fetched, robots.txt is not asked, and every argument has its entry in the run, also when it
// could not be read. A local file has no answer's headers: rules that judge headers do not apply to
// it.
struct SinglePages {
  std::vector<std::string> targets;
  std::size_t max_body;
  bool full_parse = false;
};
// The number of pages that could be judged.
std::size_t audit_pages(const SinglePages& pages, crawler::Fetcher& fetcher,
                        crawler::CrawlStore& store, const crawler::PageAnalyser& analyser,
                        const std::stop_token& stop);

}  // namespace vigie::cli

#endif
