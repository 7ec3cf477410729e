#ifndef VIGIE_CLI_DISPATCH_H
#define VIGIE_CLI_DISPATCH_H

#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/terminal.h"

namespace vigie::cli {

// Runs what the arguments (without the program's name) ask for. StartError for what is no command.
ExitCode dispatch(std::vector<std::string> arguments, Terminal& terminal);

// The language of --lang, wherever it stands, else the environment's: for what is said before the
// options are read.
reports::Language early_language(const std::vector<std::string>& arguments);

}  // namespace vigie::cli

#endif
