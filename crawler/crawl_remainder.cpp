#include "crawler/crawl_remainder.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "crawler/crawl.h"
#include "crawler/discovery.h"
#include "crawler/frontier.h"
#include "crawler/marked_text.h"

namespace vigie::crawler {
namespace {

// So many URLs of one pattern, most of them waiting, or one that waits so many clicks away, as the
// months of a calendar do.
constexpr std::size_t kSuspectedTrap = 1'000;
constexpr std::uint32_t kSuspectedClicks = 50;

void note_traps(const Frontier& frontier, Discovery& notes) {
  for (const Frontier::Crowd& crowd : frontier.crowds(kSuspectedTrap, kSuspectedClicks))
    if (crowd.clicks >= kSuspectedClicks)
      notes.note(crowd.pattern,
                 N_("suspected trap: {0} URLs of this form, one leading to the next; the last "
                    "known lies {1} clicks from the start"),
                 {std::to_string(crowd.known), std::to_string(crowd.clicks)});
    else if (crowd.waiting * 2 > crowd.known)
      notes.note(crowd.pattern,
                 N_("suspected trap: {0} URLs of this form, {1} of them not visited"),
                 {std::to_string(crowd.known), std::to_string(crowd.waiting)});
}

}  // namespace

void note_what_is_left(const CrawlRemainder& crawl, Discovery& notes) {
  const std::string left = std::to_string(crawl.frontier.waiting());
  if (crawl.end == CrawlEnd::page_limit)
    notes.note("max-pages", N_("the limit of {0} pages was reached; {1} more URLs are known"),
               {std::to_string(crawl.options.max_pages), left});
  if (crawl.end == CrawlEnd::time_limit)
    notes.note("max-time", N_("the time was over; {0} more URLs are known"), {left});
  if (crawl.end == CrawlEnd::stopped)
    notes.note("", N_("the run was interrupted; {0} more URLs are known"), {left});
  if (crawl.beyond_depth > 0 && crawl.options.max_depth)
    notes.note("max-depth", N_("{0} pages lie more than {1} clicks away"),
               {std::to_string(crawl.beyond_depth), std::to_string(*crawl.options.max_depth)});
  note_traps(crawl.frontier, notes);
}

}  // namespace vigie::crawler
