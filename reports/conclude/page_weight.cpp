#include "reports/conclude/page_weight.h"

#include <cstddef>
#include <string>
#include <vector>

#include "crawler/url.h"
#include "crawler/url_table.h"
#include "probes/page_load.h"
#include "reports/conclude/portal.h"

namespace vigie::reports {

Weigher::Weigher(const Portal& portal)
    : portal_(portal), counted_for_(portal.graph.pages(), 0), sites_(portal.graph.pages()) {}

const std::string& Weigher::site_of(crawler::UrlId id) {
  if (sites_[id].empty())
    if (const auto url = crawler::Url::parse(portal_.graph.url(id)))
      sites_[id] = crawler::registrable_domain(url->host());
  return sites_[id];
}

bool Weigher::third_party(crawler::UrlId id, crawler::UrlId page) {
  return site_of(id) != site_of(page);
}

probes::PageWeight Weigher::weigh(const Portal::Page& page) {
  probes::PageWeight weight{.bytes = page.bytes};
  ++page_number_;
  std::vector<crawler::UrlId> open = page.uses;
  while (!open.empty()) {
    const crawler::UrlId id = open.back();
    open.pop_back();
    if (counted_for_[id] == page_number_ || id == page.id) continue;
    counted_for_[id] = page_number_;
    ++weight.requests;
    if (third_party(id, page.id)) ++weight.third_party_requests;
    const auto resource = portal_.resources.find(id);
    if (resource == portal_.resources.end() || !resource->second.fetched) {
      weight.complete &= portal_.target(id) != nullptr;  // a frame is kept among the pages
      continue;
    }
    weight.bytes += resource->second.bytes;
    open.insert(open.end(), resource->second.uses.begin(), resource->second.uses.end());
  }
  return weight;
}

}  // namespace vigie::reports
