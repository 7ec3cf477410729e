#ifndef VIGIE_CLI_OPTIONS_GIVEN_H
#define VIGIE_CLI_OPTIONS_GIVEN_H

#include <string>
#include <string_view>
#include <vector>

#include "cli/message.h"
#include "cli/options/asked.h"
#include "cli/options/option.h"

namespace vigie::cli {

// An option as somebody wrote it, on the command line or in a portal file.
struct Given {
  const Option* option;
  std::string value;    // of a flag "true" or "false"
  std::string shown;    // in messages: quoted, or as the file spells it
  std::string place;    // "vigie audit", "portal.toml:12:13"
  std::string written;  // "--max-pages", "crawl.max_pages"
  std::vector<std::string> excerpt = {};
  std::string example;  // how to write it there, "--max-pages 200", "max_pages = 200"
};

// A value as messages show it: in quotes, cut when it is long.
std::string quoted(std::string_view value);

// The complaint about a value, with its place.
StartError wrong_value(const Given& given, const Complaint& complaint);

// What the command line says and, where it is silent, the file. StartError when one source
// contradicts itself (--history and --no-history).
std::vector<Given> merged(std::vector<Given> command_line, std::vector<Given> file);

// Reads the values, in the order of the options' list. StartError at the first that is wrong.
Asked read_all(std::string_view command, const std::vector<Given>& given);

}  // namespace vigie::cli

#endif
