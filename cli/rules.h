#ifndef VIGIE_CLI_RULES_H
#define VIGIE_CLI_RULES_H

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/terminal.h"

namespace vigie::cli {

// `vigie rules`: every rule by theme. `vigie rules ID …`: all about these.
ExitCode rules(const CommandLine& line, Terminal& terminal);

}  // namespace vigie::cli

#endif
