#ifndef VIGIE_REPORTS_HISTORY_FRONTIER_ROWS_H
#define VIGIE_REPORTS_HISTORY_FRONTIER_ROWS_H

#include <cstdint>
#include <functional>

#include "reports/history/database.h"
#include "reports/history/visit_record.h"

namespace vigie::reports::history {

// The document URLs a run had put into its frontier, in the order in which they were found; some
// more than once.
void each_frontier_url(Database& database, std::int64_t run,
                       const std::function<void(const NewUrlRecord&)>& use);

}  // namespace vigie::reports::history

#endif
