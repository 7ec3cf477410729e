#ifndef VIGIE_REPORTS_HISTORY_RESCUE_H
#define VIGIE_REPORTS_HISTORY_RESCUE_H

#include <cstdint>
#include <memory>
#include <string>

#include "reports/history/database.h"

namespace vigie::reports::history {

// A temporary database with what can still be read of a run and of the portal's finished run before
// it, all under the numbers they had. Empty where nothing can be read.
std::shared_ptr<Database> rescue_run(const std::string& path, std::int64_t run);

// The same of a temporary database whose folder is full: everything, in memory.
std::shared_ptr<Database> rescue_temporary(Database& from);

}  // namespace vigie::reports::history

#endif
