#ifndef VIGIE_CLI_COMMAND_LINE_H
#define VIGIE_CLI_COMMAND_LINE_H

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options/given.h"

namespace vigie::cli {

struct CommandLine {
  std::vector<Given> given;        // in the order written
  std::vector<std::string> words;  // what is no option: portals, files, ids
};

// Tells options and words of a command apart; values are not read yet. Options may stand anywhere;
// after "--" everything is a word. StartError for an option that the command does not have or that
// misses its value.
CommandLine parse_command_line(std::string_view command, std::span<const std::string> arguments);

}  // namespace vigie::cli

#endif
