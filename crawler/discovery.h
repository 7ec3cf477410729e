#ifndef VIGIE_CRAWLER_DISCOVERY_H
#define VIGIE_CRAWLER_DISCOVERY_H

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "crawler/crawl_store.h"
#include "crawler/frontier.h"
#include "crawler/page_contents.h"
#include "crawler/resource_queue.h"
#include "crawler/scope.h"
#include "crawler/url.h"
#include "crawler/url_table.h"

namespace vigie::crawler {

struct CrawlOptions;

// Which of the URLs a page or sitemap names enter the frontier, the resource queue, or only the
// report. What is new is written to `batch` for the store.
class Discovery {
 public:
  Discovery(const CrawlOptions& options, const Scope& scope, Frontier& frontier,
            ResourceQueue& resources, CrawlBatch& batch)
      : options_(options),
        scope_(scope),
        frontier_(frontier),
        resources_(resources),
        batch_(batch) {}

  void add_page(const Url& url, FoundBy found_by, std::uint32_t clicks, std::string_view found_on);
  void read_sitemap_entry(const Url& url, std::string_view lastmod);
  void read_page(const PageVisit& visit);  // with contents

  std::string lastmod(UrlId id) const;  // of the sitemap's entry, empty when none
  void note(std::string what, const char* why, std::vector<std::string> values);

 private:
  void follow(const Link& link, std::string_view from, std::uint32_t clicks);
  void embed(const ResourceUse& use, const PageVisit& page);
  bool may_read_frame(const Url& key);
  void suspect(const Url& url);

  const CrawlOptions& options_;
  const Scope& scope_;
  Frontier& frontier_;
  ResourceQueue& resources_;
  CrawlBatch& batch_;
  std::unordered_map<UrlId, std::string> lastmod_;
  std::set<std::string> traps_;
  std::uint64_t frames_ = 0;
  bool overflowed_ = false;
};

}  // namespace vigie::crawler

#endif
