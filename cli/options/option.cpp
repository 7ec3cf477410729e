#include "cli/options/option.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options/groups.h"
#include "crawler/marked_text.h"

namespace vigie::cli {

// --format stands before --output, whose reader looks at it.
std::span<const OptionGroup> option_groups() {
  static const std::array<OptionGroup, 7> kGroups = {{
      {N_("Crawl"), crawl_options()},
      {N_("Requests"), fetch_options()},
      {N_("Signing in"), session_options()},
      {N_("Judging"), judge_options()},
      {N_("Results"), output_options()},
      {N_("History"), history_options()},
      {N_("Common"), common_options()},
  }};
  return kGroups;
}

bool belongs_to(const Option& option, std::string_view command) {
  return option.commands.empty() ||
         std::ranges::find(option.commands, command) != option.commands.end();
}

std::vector<const Option*> options_of(std::string_view command) {
  std::vector<const Option*> options;
  for (const OptionGroup& group : option_groups())
    for (const Option& option : group.options)
      if (belongs_to(option, command)) options.push_back(&option);
  return options;
}

const Option* find_option(std::string_view command, std::string_view name) {
  for (const OptionGroup& group : option_groups())
    for (const Option& option : group.options)
      if (option.name == name && belongs_to(option, command)) return &option;
  return nullptr;
}

std::string toml_key(const Option& option) {
  std::string key(option.key.empty() ? option.name : option.key);
  std::ranges::replace(key, '-', '_');
  return key;
}

std::string example_value(const Option& option) {
  if (option.takes == Takes::nothing) return "true";
  const std::string written = "--" + std::string(option.name);
  const std::size_t at = option.example.find(written);
  if (at == std::string_view::npos) return {};
  std::string_view value = option.example.substr(at + written.size() + 1);
  const bool quoted = value.starts_with('\'');
  if (quoted) value.remove_prefix(1);
  return std::string(value.substr(0, value.find(quoted ? '\'' : ' ')));
}

std::string toml_example(const Option& option) {
  const std::string value = example_value(option);
  const bool bare = option.takes == Takes::nothing || option.takes == Takes::whole_number ||
                    option.takes == Takes::seconds;
  const std::string item = bare ? value : '"' + value + '"';
  return toml_key(option) + " = " + (option.repeatable ? '[' + item + ']' : item);
}

}  // namespace vigie::cli
