#ifndef VIGIE_CLI_OPTIONS_GROUPS_H
#define VIGIE_CLI_OPTIONS_GROUPS_H

#include <span>

#include "cli/options/option.h"

namespace vigie::cli {

// One file of options each; option.cpp puts them together.
std::span<const Option> crawl_options();
std::span<const Option> fetch_options();
std::span<const Option> session_options();
std::span<const Option> judge_options();
std::span<const Option> output_options();
std::span<const Option> history_options();
std::span<const Option> common_options();

}  // namespace vigie::cli

#endif
