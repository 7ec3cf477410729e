#include "reports/conclude/redirects.h"

#include <cstddef>
#include <unordered_map>
#include <unordered_set>

#include "crawler/url_table.h"

namespace vigie::reports {
namespace {

// Chains that many answers make together may be long; the walk stays linear.
constexpr std::size_t kMostSteps = 100;

using Map = std::unordered_map<crawler::UrlId, crawler::UrlId>;

// Every address has one next: a walk ends, or comes upon what it or an earlier one met.
std::size_t count_loops(const Map& next) {
  Map met_from;  // by which walk
  std::size_t loops = 0;
  for (const auto& [start, unused] : next) {
    crawler::UrlId at = start;
    auto found = next.find(at);
    while (found != next.end() && met_from.emplace(at, start).second) {
      at = found->second;
      found = next.find(at);
    }
    if (found != next.end() && met_from.at(at) == start) ++loops;
  }
  return loops;
}

}  // namespace

Redirects::Counts Redirects::count() const {
  Map next = next_;
  for (const crawler::UrlId last : loops_) next.try_emplace(last, last);
  std::unordered_set<crawler::UrlId> led_to;
  for (const auto& [from, to] : next) led_to.insert(to);
  Counts counts{.chains = 0, .loops = count_loops(next)};
  for (const auto& [start, unused] : next) {
    if (led_to.contains(start)) continue;
    std::size_t steps = 0;
    auto found = next.find(start);
    for (; found != next.end() && steps < kMostSteps; found = next.find(found->second)) ++steps;
    if (steps > 1 && found == next.end()) ++counts.chains;  // else it goes round
  }
  return counts;
}

}  // namespace vigie::reports
