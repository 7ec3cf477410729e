#ifndef VIGIE_CLI_INIT_H
#define VIGIE_CLI_INIT_H

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/terminal.h"

namespace vigie::cli {

// `vigie init URL`: looks at the portal and writes a commented portal file to standard output or
// --output, never over a file that is there.
ExitCode init(const CommandLine& line, Terminal& terminal);

}  // namespace vigie::cli

#endif
