#include "crawler/site_graph.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "crawler/url_table.h"

namespace vigie::crawler {

std::vector<std::uint32_t> SiteGraph::clicks_from(const std::vector<UrlId>& starts) const {
  // Edges by source, in one array each (counting sort).
  std::vector<std::uint32_t> begin(pages() + 1, 0);
  for (const Edge& edge : edges_) ++begin[edge.from + 1];
  for (std::size_t page = 0; page < pages(); ++page) begin[page + 1] += begin[page];
  std::vector<UrlId> target(edges_.size());
  std::vector<std::uint8_t> cost(edges_.size());
  std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
  for (const Edge& edge : edges_) {
    const std::uint32_t at = next[edge.from]++;
    target[at] = edge.to;
    cost[at] = edge.cost;
  }

  std::vector<std::uint32_t> clicks(pages(), kUnreachable);
  std::deque<UrlId> queue;
  for (const UrlId start : starts) {
    clicks[start] = 0;
    queue.push_back(start);
  }
  while (!queue.empty()) {
    const UrlId page = queue.front();
    queue.pop_front();
    for (std::uint32_t at = begin[page]; at < begin[page + 1]; ++at) {
      const std::uint32_t through = clicks[page] + cost[at];
      if (through >= clicks[target[at]]) continue;
      clicks[target[at]] = through;
      if (cost[at] == 0)
        queue.push_front(target[at]);
      else
        queue.push_back(target[at]);
    }
  }
  return clicks;
}

}  // namespace vigie::crawler
