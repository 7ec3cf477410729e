#include "crawler/site_graph.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "crawler/url_table.h"

namespace vigie::crawler {

void SiteGraph::edge(UrlId from, UrlId to, std::uint8_t cost) {
  if (groups_.empty() || groups_.back().from != from) {
    if (from >= last_group_.size()) last_group_.resize(pages(), kNone);
    groups_.push_back({from, static_cast<std::uint32_t>(edges_.size()), last_group_[from]});
    last_group_[from] = static_cast<std::uint32_t>(groups_.size() - 1);
  }
  edges_.push_back(cost == 0 ? to | kCostsNothing : to);
}

std::vector<std::uint32_t> SiteGraph::clicks_from(const std::vector<UrlId>& starts) const {
  std::vector<std::uint32_t> clicks(pages(), kUnreachable);
  std::deque<UrlId> queue;
  for (const UrlId start : starts) {
    clicks[start] = 0;
    queue.push_back(start);
  }
  while (!queue.empty()) {
    const UrlId page = queue.front();
    queue.pop_front();
    std::uint32_t group = page < last_group_.size() ? last_group_[page] : kNone;
    for (; group != kNone; group = groups_[group].next_of_page) {
      const std::size_t end = group + 1 < groups_.size() ? groups_[group + 1].begin : edges_.size();
      for (std::size_t at = groups_[group].begin; at < end; ++at) {
        const bool costs = (edges_[at] & kCostsNothing) == 0;
        const UrlId to = edges_[at] & ~kCostsNothing;
        const std::uint32_t through = clicks[page] + (costs ? 1 : 0);
        if (through >= clicks[to]) continue;
        clicks[to] = through;
        if (costs)
          queue.push_back(to);
        else
          queue.push_front(to);
      }
    }
  }
  return clicks;
}

}  // namespace vigie::crawler
