#ifndef VIGIE_CRAWLER_SITE_GRAPH_H
#define VIGIE_CRAWLER_SITE_GRAPH_H

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "crawler/url_table.h"

namespace vigie::crawler {

// Pages and the ways between them, as the finished crawl knows them: the only thing that distances
// are computed on, never the order of the crawl. Costs are whole clicks; a redirect or an instant
// refresh costs 0. About 12 bytes an edge.
class SiteGraph {
 public:
  UrlId page(std::string_view url) { return pages_.add(url).id; }
  UrlId find(std::string_view url) const { return pages_.find(url); }
  std::string_view url(UrlId id) const { return pages_.text(id); }
  std::size_t pages() const { return pages_.size(); }
  std::size_t edges() const { return edges_.size(); }
  void edge(UrlId from, UrlId to, std::uint8_t cost) { edges_.push_back({from, to, cost}); }

  // The fewest clicks from any of `starts` to every page, kUnreachable where no way leads. 0-1
  // breadth-first search, linear.
  static constexpr std::uint32_t kUnreachable = 0xffffffff;
  std::vector<std::uint32_t> clicks_from(const std::vector<UrlId>& starts) const;

 private:
  struct Edge {
    UrlId from, to;
    std::uint8_t cost;
  };
  UrlTable pages_;
  std::vector<Edge> edges_;
};

}  // namespace vigie::crawler

#endif
