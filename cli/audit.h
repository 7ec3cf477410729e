#ifndef VIGIE_CLI_AUDIT_H
#define VIGIE_CLI_AUDIT_H

#include "cli/audit_request.h"
#include "cli/exit_code.h"
#include "cli/terminal.h"

namespace vigie::cli {

// The main job: crawl, judge and measure, keep, conclude, report. StartError for a history that
// cannot be used at all; everything else that goes wrong ends in an exit code, with what was
// measured kept and reported.
ExitCode audit(const AuditRequest& request, Terminal& terminal);

}  // namespace vigie::cli

#endif
