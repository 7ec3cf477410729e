#ifndef VIGIE_REPORTS_CONCLUDE_PAGE_WEIGHT_H
#define VIGIE_REPORTS_CONCLUDE_PAGE_WEIGHT_H

#include <cstdint>
#include <string>
#include <vector>

#include "crawler/url_table.h"
#include "probes/page_load.h"
#include "reports/conclude/portal.h"

namespace vigie::reports {

// Adds up what each page makes a browser fetch: its resources, and what its style sheets need in
// their turn. Every URL counts once a page; linear in the uses.
class Weigher {
 public:
  explicit Weigher(const Portal& portal);
  probes::PageWeight weigh(const Portal::Page& page);

 private:
  bool third_party(crawler::UrlId id, crawler::UrlId page);
  const std::string& site_of(crawler::UrlId id);

  const Portal& portal_;
  std::vector<std::uint32_t> counted_for_;  // by URL: number of the page it was last counted for
  std::uint32_t page_number_ = 0;
  std::vector<std::string> sites_;  // registrable domains, computed when asked for
};

}  // namespace vigie::reports

#endif
