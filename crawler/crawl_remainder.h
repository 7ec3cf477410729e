#ifndef VIGIE_CRAWLER_CRAWL_REMAINDER_H
#define VIGIE_CRAWLER_CRAWL_REMAINDER_H

#include <cstddef>

#include "crawler/crawl.h"
#include "crawler/discovery.h"
#include "crawler/frontier.h"

namespace vigie::crawler {

// A crawl that has ended, by itself or before its time.
struct CrawlRemainder {
  const CrawlOptions& options;
  CrawlEnd end;
  const Frontier& frontier;
  std::size_t beyond_depth;  // pages known and not asked for
};

// Notes among what was not measured why the crawl ended, how much of the portal it left, and which
// URL patterns look like traps.
void note_what_is_left(const CrawlRemainder& crawl, Discovery& notes);

}  // namespace vigie::crawler

#endif
