#ifndef VIGIE_REPORTS_HISTORY_RUN_CLAIM_H
#define VIGIE_REPORTS_HISTORY_RUN_CLAIM_H

#include <cstdint>

#include "reports/history/database.h"
#include "reports/history/history.h"
#include "reports/history/merger.h"

namespace vigie::reports::history {

struct Claim {
  std::int64_t run = 0, portal = 0, started_ms = 0;
  bool resumed = false;
};

// Begins a run, or takes over the newest one of the portal that a dead process left with the same
// options (and the same version of Vigie and its rules). All other runs of dead processes become
// `interrupted`. One transaction: of two processes, one resumes and the other begins.
Claim claim_run(Database& database, Merger& merger, const RunRequest& request);

// The row of a run that is known, in a database that has it not.
void put_run(Database& database, Merger& merger, const RunRequest& request, const Claim& claim);

}  // namespace vigie::reports::history

#endif
