#ifndef VIGIE_REPORTS_HISTORY_RUN_SUMMARIES_H
#define VIGIE_REPORTS_HISTORY_RUN_SUMMARIES_H

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "reports/history/database.h"
#include "reports/history/history.h"
#include "reports/run.h"

namespace vigie::reports::history {

std::vector<RunSummary> run_summaries(Database& database, std::optional<std::string_view> portal);
std::optional<RunInfo> run_info(Database& database, std::int64_t run);

}  // namespace vigie::reports::history

#endif
