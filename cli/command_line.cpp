#include "cli/command_line.h"

#include <boost/program_options/cmdline.hpp>
#include <boost/program_options/errors.hpp>
#include <boost/program_options/option.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/message.h"
#include "cli/nearest.h"
#include "cli/options/given.h"
#include "cli/options/option.h"
#include "crawler/marked_text.h"

namespace vigie::cli {
namespace {

namespace po = boost::program_options;

// Names are written whole: a script that says --max-p would break with the next option.
constexpr int kStyle =
    po::command_line_style::allow_long | po::command_line_style::long_allow_adjacent |
    po::command_line_style::long_allow_next | po::command_line_style::allow_short |
    po::command_line_style::allow_dash_for_short | po::command_line_style::short_allow_adjacent |
    po::command_line_style::short_allow_next | po::command_line_style::allow_sticky;

po::options_description described(const std::vector<const Option*>& options) {
  po::options_description description;
  for (const Option* option : options) {
    std::string name(option->name);
    if (option->letter != 0) name += std::string(",") + option->letter;
    description.add_options()(name.c_str(), po::value<std::string>(), "");
  }
  return description;
}

bool may_stand_alone(const Option& option) {
  return option.takes == Takes::nothing || option.value_optional;
}

// "--quiet" and "-q" as "--quiet=true": what Boost takes for an optional value is the next word.
std::vector<std::string> with_explicit_flags(std::string_view command,
                                             std::span<const std::string> arguments) {
  std::vector<std::string> words(arguments.begin(), arguments.end());
  for (std::string& word : words) {
    if (word == "--") break;
    for (const Option* option : options_of(command)) {
      const bool long_form = word.starts_with("--") && word.substr(2) == option->name;
      const bool short_form = option->letter != 0 && word == std::string("-") + option->letter;
      if (may_stand_alone(*option) && (long_form || short_form))
        word = "--" + std::string(option->name) + "=true";
    }
  }
  return words;
}

std::string place_of(std::string_view command) { return "vigie " + std::string(command); }

StartError unknown_option(std::string_view command, const std::string& written) {
  const std::string name = written.substr(0, written.find('='));
  const std::string_view bare = std::string_view(name).substr(name.find_first_not_of('-'));
  std::vector<std::string_view> names;
  for (const Option* option : options_of(command)) names.push_back(option->name);
  Message message{.place = place_of(command),
                  .what = {N_("there is no option {0}"), {name}},
                  .mend = {N_("list them all: vigie {0} --help"), {std::string(command)}}};
  if (const std::string_view near = nearest(bare, names); !near.empty())
    message.mend = {N_("did you mean {0}?"), {"--" + std::string(near)}};
  return StartError(std::move(message));
}

StartError missing_value(std::string_view command, const std::string& written) {
  const std::string_view bare = std::string_view(written).substr(written.find_first_not_of('-'));
  Message message{.place = place_of(command), .what = {N_("{0} needs a value"), {written}}};
  if (const Option* option = find_option(command, bare))
    message.mend = {N_("as in: {0}"), {std::string(option->example)}};
  return StartError(std::move(message));
}

po::parsed_options tokenised(std::string_view command, std::span<const std::string> arguments,
                             const po::options_description& description) try {
  return po::command_line_parser(with_explicit_flags(command, arguments))
      .options(description)
      .style(kStyle)
      .run();
} catch (const po::unknown_option& error) {
  throw unknown_option(command, error.get_option_name());
} catch (const po::invalid_command_line_syntax& error) {
  throw missing_value(command, error.get_option_name());
}

std::string example_of(const Option& option) {
  std::string example = "--" + std::string(option.name);
  if (option.takes == Takes::nothing) return example;
  return example + (option.value_optional ? '=' : ' ') + example_value(option);
}

}  // namespace

CommandLine parse_command_line(std::string_view command, std::span<const std::string> arguments) {
  const po::options_description description = described(options_of(command));
  CommandLine line;
  for (po::option& token : tokenised(command, arguments, description).options) {
    if (token.string_key.empty()) {
      for (std::string& word : token.value) line.words.push_back(std::move(word));
      continue;
    }
    const Option* option = find_option(command, token.string_key);
    const std::string& value = token.value.front();
    line.given.push_back({.option = option,
                          .value = value,
                          .shown = quoted(value),
                          .place = place_of(command),
                          .written = "--" + std::string(option->name),
                          .example = example_of(*option)});
  }
  return line;
}

}  // namespace vigie::cli
