#ifndef VIGIE_REPORTS_HISTORY_RESOURCE_USE_COUNTS_H
#define VIGIE_REPORTS_HISTORY_RESOURCE_USE_COUNTS_H

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "reports/history/database.h"

namespace vigie::reports::history {

// How many pages of a run use each resource, by themselves or through their style sheets. About 40
// bytes a resource.
class ResourceUseCounts {
 public:
  ResourceUseCounts(Database& database, std::int64_t run);
  std::uint32_t pages(std::int64_t url_id) const;

 private:
  std::unordered_map<std::int64_t, std::uint32_t> pages_;
};

}  // namespace vigie::reports::history

#endif
