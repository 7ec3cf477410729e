#ifndef VIGIE_CLI_COMMANDS_H
#define VIGIE_CLI_COMMANDS_H

#include <span>
#include <string_view>
#include <vector>

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/terminal.h"

namespace vigie::cli {

// What `vigie` can be told to do. Help, man page, docs and completions are made from this list.
struct Command {
  std::string_view name;
  const char* words;    // msgid; how its words are written in a usage line, may be empty
  const char* summary;  // msgid; fits on one line
  const char* detail;   // msgid; paragraphs as in Option::detail
  std::vector<std::string_view> examples;
  // What a word may be, for completions; empty: files.
  std::vector<std::string_view> choices;
  bool hidden;
  ExitCode (*run)(const CommandLine& line, Terminal& terminal);
};

std::span<const Command> commands();
const Command* find_command(std::string_view name);  // null when there is none

}  // namespace vigie::cli

#endif
