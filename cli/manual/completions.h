#ifndef VIGIE_CLI_MANUAL_COMPLETIONS_H
#define VIGIE_CLI_MANUAL_COMPLETIONS_H

#include <string>

#include "reports/locale/texts.h"

namespace vigie::cli {

// What shells complete: commands, options, the words an option takes, rule ids, files.
std::string bash_completion(const reports::Texts& texts);
std::string zsh_completion(const reports::Texts& texts);
std::string fish_completion(const reports::Texts& texts);

}  // namespace vigie::cli

#endif
