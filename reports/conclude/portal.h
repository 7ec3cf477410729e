#ifndef VIGIE_REPORTS_CONCLUDE_PORTAL_H
#define VIGIE_REPORTS_CONCLUDE_PORTAL_H

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/page_contents.h"
#include "crawler/site_graph.h"
#include "crawler/url_table.h"
#include "probes/page_load.h"
#include "reports/conclude/kept_run.h"
#include "reports/conclude/redirects.h"
#include "rules/links/link_outcome.h"

namespace vigie::reports {

// A finished crawl in memory, as far as conclusions need it: who links to whom, what became of
// every URL, and the figures of each page. URLs are known by their number in `graph`.
struct Portal {
  struct Page {
    crawler::UrlId id = crawler::kNoUrl;
    bool alias = false, frame = false, html = false, answered = false, document = false;
    bool redirected = false;
    crawler::FoundBy found_by = crawler::FoundBy::link;
    std::uint32_t page_template = 0;  // in `templates`
    std::uint32_t elements = 0;
    float ttfb_ms = 0, total_ms = 0;
    std::uint64_t bytes = 0;
    std::uint64_t title_hash = 0;
    std::int32_t modified_day = 0;  // since 1970, 0 unknown
    std::vector<crawler::UrlId> uses;
  };
  struct Resource {
    std::uint64_t bytes = 0;
    bool fetched = false;
    std::vector<crawler::UrlId> uses;
  };

  crawler::SiteGraph graph;
  std::vector<Page> pages;             // by URL
  std::vector<std::string> templates;  // names, "/actualites/*#3f2a"
  std::vector<rules::Target> targets;  // by UrlId; what is not there was not asked for
  std::unordered_map<crawler::UrlId, Resource> resources;

  const rules::Target* target(crawler::UrlId id) const;  // null when the URL was not asked for
  // Of an alias what became of the page it leads to, at most twenty steps away.
  crawler::UrlId resolved(crawler::UrlId id) const;
  const rules::Target* outcome(crawler::UrlId id) const { return target(resolved(id)); }

  Redirects redirects;
  std::vector<crawler::UrlId> leads_to;  // by UrlId, kNoUrl of what is no alias
};

// What became of every URL, then every page with its contents; `contents` sees each of the latter
// once, when all outcomes are known.
Portal read_portal(KeptRun& run,
                   const std::function<void(const Portal&, const KeptPage&)>& contents);

}  // namespace vigie::reports

#endif
