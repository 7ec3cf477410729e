#ifndef VIGIE_CLI_OPTIONS_OPTION_H
#define VIGIE_CLI_OPTIONS_OPTION_H

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/message.h"
#include "cli/options/asked.h"

namespace vigie::cli {

// What a value is; the portal file's types follow from it.
enum class Takes : std::uint8_t {
  nothing,       // a flag; TOML: true or false
  whole_number,  // TOML: integer
  seconds,       // TOML: integer or float
  size,          // bytes, with K, M or G; TOML: integer or string
  words,         // TOML: string
  path,          // a file or folder; in a portal file relative to the folder of that file
};

// What is wrong with a value. {0} is the option's name and {1} the value, as written; further
// values stand from {2} on. Without a mend the option's example is shown.
struct Complaint {
  const char* text;
  std::vector<std::string> values = {};
  Phrase mend = {};
  const char* cause = nullptr;  // as Phrase::cause
};

// Parses one value and stores it; does nothing else. Options are read in the order of
// all_options(), whatever the order in which they were given, so that a reader may look at what
// earlier ones set.
using Read = std::expected<void, Complaint> (*)(std::string_view value, Asked& asked);

// An option, declared once: parser, portal file, -h, --help, man page, docs/options.md and shell
// completions are all made from it.
// The order is that of reading: forty objects need no tighter packing.
struct Option {           // NOLINT(clang-analyzer-optin.performance.Padding)
  std::string_view name;  // the long one, without dashes; never renamed
  char letter = 0;        // the short one
  Takes takes = Takes::words;
  const char* value = "";    // msgid of the placeholder, "SECONDS"; empty of a flag
  const char* summary;       // msgid; fits on one line of -h
  const char* detail = "";   // msgid; paragraphs parted by "\n\n", one that begins with a blank is
                             // shown as it stands
  std::string_view example;  // a whole command line
  std::vector<std::string_view> see_also = {};
  std::string_view default_value = {};         // as one would write it; empty: none
  std::vector<std::string_view> choices = {};  // when it takes one of a few words
  std::string_view table = {};                 // of the portal file; empty: command line only
  std::string_view key = {};                   // empty: the name with `_` for `-`
  bool repeatable = false;                     // TOML: also an array
  bool value_optional = false;                 // --allow-private[=…]; TOML: also true
  bool shapes_run = true;                      // changes what is measured or how it is judged
  bool secret = false;                         // only what stands before a ':' may be shown
  std::string_view excludes = {};              // an option that contradicts it
  std::vector<std::string_view> commands = {"audit"};  // empty: every command
  Read read = nullptr;
};

// Options of one theme, as --help groups them.
struct OptionGroup {
  const char* title;  // msgid
  std::span<const Option> options;
};

std::span<const OptionGroup> option_groups();
std::vector<const Option*> options_of(std::string_view command);  // in the order of the groups
const Option* find_option(std::string_view command, std::string_view name);

bool belongs_to(const Option& option, std::string_view command);
std::string toml_key(const Option& option);       // "max_pages"
std::string example_value(const Option& option);  // "200", out of the example; "true" of a flag
std::string toml_example(const Option& option);   // "max_pages = 200"

}  // namespace vigie::cli

#endif
