#ifndef VIGIE_REPORTS_HISTORY_MIGRATIONS_H
#define VIGIE_REPORTS_HISTORY_MIGRATIONS_H

#include <cstdint>

#include "reports/history/database.h"

namespace vigie::reports::history {

inline constexpr std::int32_t kApplicationId = 0x56494749;  // "VIGI", in the file's header
int newest_schema();

// Brings an empty or older database to the newest schema, one transaction a step. Another process
// may be doing the same.
void migrate(Database& database);

}  // namespace vigie::reports::history

#endif
