#include "cli/exit_code.h"

#include "crawler/marked_text.h"

namespace vigie::cli {

const ExitCodeText kExitCodes[7] = {
    {ExitCode::ok, N_("all thresholds are met")},
    {ExitCode::violated, N_("a threshold, budget or baseline is violated")},
    {ExitCode::usage, N_("usage or configuration error")},
    {ExitCode::not_audited, N_("the portal could not be audited")},
    {ExitCode::not_written, N_("results could not be written")},
    {ExitCode::interrupted, N_("interrupted (SIGINT); what was measured is kept")},
    {ExitCode::terminated, N_("terminated (SIGTERM); what was measured is kept")},
};

}  // namespace vigie::cli
