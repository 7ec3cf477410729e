#ifndef VIGIE_REPORTS_HISTORY_KNOWN_URLS_H
#define VIGIE_REPORTS_HISTORY_KNOWN_URLS_H

#include <cstdint>
#include <functional>

#include "crawler/crawl_store.h"
#include "reports/history/database.h"

namespace vigie::reports::history {

struct StillWanted {
  bool resources = true;  // of pages that are kept and will not be read again
  bool external = false;  // links of such pages that leave the portal
};

// Every URL that a run knew when its process died, once: first what was visited, then what waits.
void each_known_url(Database& database, std::int64_t run, StillWanted wanted,
                    const std::function<void(const crawler::KnownUrl&)>& use);

}  // namespace vigie::reports::history

#endif
