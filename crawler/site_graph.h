#ifndef VIGIE_CRAWLER_SITE_GRAPH_H
#define VIGIE_CRAWLER_SITE_GRAPH_H

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string_view>
#include <vector>

#include "crawler/url_table.h"

namespace vigie::crawler {

// Pages and the ways between them, as the finished crawl knows them: the only thing that distances
// are computed on, never the order of the crawl. Costs are whole clicks; a redirect or an instant
// refresh costs 0. 4 bytes an edge where the edges of a page come together, and they do.
class SiteGraph {
 public:
  UrlId page(std::string_view url) { return pages_.add(url).id; }
  UrlId find(std::string_view url) const { return pages_.find(url); }
  std::string_view url(UrlId id) const { return pages_.text(id); }
  std::size_t pages() const { return pages_.size(); }
  std::size_t edges() const { return edges_.size(); }
  // `cost` is 0 or 1.
  void edge(UrlId from, UrlId to, std::uint8_t cost);

  // The fewest clicks from any of `starts` to every page, kUnreachable where no way leads. 0-1
  // breadth-first search, linear.
  static constexpr std::uint32_t kUnreachable = 0xffffffff;
  std::vector<std::uint32_t> clicks_from(const std::vector<UrlId>& starts) const;

 private:
  static constexpr std::uint32_t kCostsNothing = 0x80000000;  // beside the URL's number
  struct Group {  // edges of one page that came together, to where the next group begins
    UrlId from;
    std::uint32_t begin;
    std::uint32_t next_of_page;  // before this one, kNone: none
  };
  static constexpr std::uint32_t kNone = 0xffffffff;

  UrlTable pages_;
  std::deque<std::uint32_t> edges_;  // a vector would need three times the room while it grows
  std::deque<Group> groups_;
  std::vector<std::uint32_t> last_group_;  // by page
};

}  // namespace vigie::crawler

#endif
