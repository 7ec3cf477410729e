#ifndef VIGIE_CLI_DOCTOR_H
#define VIGIE_CLI_DOCTOR_H

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/terminal.h"

namespace vigie::cli {

// `vigie doctor`: what an audit needs of this machine, and what it lacks. Asks nobody over the
// network and writes nothing.
ExitCode doctor(const CommandLine& line, Terminal& terminal);

}  // namespace vigie::cli

#endif
