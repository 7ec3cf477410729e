#ifndef VIGIE_CLI_GENERATE_H
#define VIGIE_CLI_GENERATE_H

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/terminal.h"

namespace vigie::cli {

// `vigie generate man|markdown|bash|zsh|fish`: for packagers and the build; what it prints is made
// from the lists of commands and options.
ExitCode generate(const CommandLine& line, Terminal& terminal);

}  // namespace vigie::cli

#endif
