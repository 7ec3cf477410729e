#ifndef VIGIE_REPORTS_HISTORY_RUN_CHANGE_H
#define VIGIE_REPORTS_HISTORY_RUN_CHANGE_H

#include <cstdint>

#include "reports/history/database.h"
#include "reports/run.h"

namespace vigie::reports::history {

// What run `now` found otherwise than run `then` of the same portal, which came before it. A
// finding is fixed only where its page was visited again and judged by its rule.
Change change_between(Database& database, std::int64_t then, std::int64_t now);

}  // namespace vigie::reports::history

#endif
