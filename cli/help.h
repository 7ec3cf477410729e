#ifndef VIGIE_CLI_HELP_H
#define VIGIE_CLI_HELP_H

#include <string>

#include "cli/commands.h"
#include "cli/options/option.h"
#include "reports/locale/texts.h"

namespace vigie::cli {

inline constexpr std::size_t kHelpWidth = 79;

std::string overview(const reports::Texts& texts);  // vigie --help
std::string short_help(const Command& command,
                       const reports::Texts& texts);                         // -h: a line an option
std::string long_help(const Command& command, const reports::Texts& texts);  // --help

// "-o, --output FILE", "--allow-private[=HOST:PORT,…]"
std::string usage_of(const Option& option, const reports::Texts& texts);
// "vigie audit [options] [PORTAL.toml|URL|FILE …]"
std::string usage_of(const Command& command, const reports::Texts& texts);
// One sentence of the option's facts each: default, portal file, see also.
std::vector<std::string> facts(const Option& option, const reports::Texts& texts);

const char* about_options();  // msgid; what holds of all of them

// Environment variables that change what vigie does.
struct EnvironmentVariable {
  const char* name;
  const char* meaning;  // msgid
};
std::span<const EnvironmentVariable> environment_variables();

}  // namespace vigie::cli

#endif
