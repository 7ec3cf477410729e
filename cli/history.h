#ifndef VIGIE_CLI_HISTORY_H
#define VIGIE_CLI_HISTORY_H

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/terminal.h"

namespace vigie::cli {

// `vigie history list [PORTAL]`, `show [RUN]`, `check`. They read the history and never write it.
ExitCode history(const CommandLine& line, Terminal& terminal);

}  // namespace vigie::cli

#endif
