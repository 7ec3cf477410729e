#include "cli/dispatch.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/message.h"
#include "cli/nearest.h"
#include "cli/terminal.h"
#include "cli/version.h"
#include "crawler/marked_text.h"
#include "reports/locale/texts.h"

namespace vigie::cli {
namespace {

constexpr std::string_view kLang = "--lang";

StartError unknown_command(const std::string& word) {
  std::vector<std::string_view> names = {"help"};
  for (const Command& command : commands())
    if (!command.hidden) names.push_back(command.name);
  Message message{.place = "vigie",
                  .what = {N_("there is no command {0}"), {word}},
                  .mend = {N_("list them all: vigie --help")}};
  const std::string_view near = nearest(word, names);
  if (!near.empty()) message.mend = {N_("did you mean {0}?"), {std::string(near)}};
  if (word.starts_with("http://") || word.starts_with("https://") || word.ends_with(".toml"))
    message.mend = {N_("did you mean {0}?"), {"vigie audit " + word}};
  return StartError(std::move(message));
}

const Command& command_named(const std::string& word) {
  const Command* command = find_command(word);
  if (command == nullptr) throw unknown_command(word);
  return *command;
}

// "-h" or "--help" among the options.
std::string_view wanted_help(const std::vector<std::string>& arguments) {
  for (const std::string& argument : arguments) {
    if (argument == "--") break;
    if (argument == "-h" || argument == "--help") return argument == "-h" ? "-h" : "--help";
  }
  return {};
}

// How many arguments a --lang at the front takes up: 0 when there is none.
std::ptrdiff_t language_words(std::span<const std::string> arguments) {
  if (arguments.empty()) return 0;
  if (arguments.front().starts_with("--lang=")) return 1;
  return arguments.front() == kLang && arguments.size() > 1 ? 2 : 0;
}

// `vigie --lang fr rules` means `vigie rules --lang fr`.
void put_language_behind(std::vector<std::string>& arguments) {
  const std::ptrdiff_t words = language_words(arguments);
  if (words > 0 && std::ssize(arguments) > words)
    std::rotate(arguments.begin(), arguments.begin() + words, arguments.begin() + words + 1);
}

// `vigie help [COMMAND]`.
ExitCode explain(std::span<const std::string> words, Terminal& terminal) {
  words = words.subspan(static_cast<std::size_t>(language_words(words)));
  terminal.print(words.empty() ? overview(terminal.texts())
                               : long_help(command_named(words.front()), terminal.texts()));
  return ExitCode::ok;
}

}  // namespace

reports::Language early_language(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    std::optional<reports::Language> language;
    if (arguments[i] == kLang && i + 1 < arguments.size())
      language = reports::language_of(arguments[i + 1]);
    if (arguments[i].starts_with("--lang="))
      language = reports::language_of(std::string_view(arguments[i]).substr(kLang.size() + 1));
    if (language) return *language;
  }
  return reports::language_of_environment();
}

ExitCode dispatch(std::vector<std::string> arguments, Terminal& terminal) {
  put_language_behind(arguments);
  if (arguments.empty()) {
    terminal.complain_plainly(overview(terminal.texts()));
    return ExitCode::usage;
  }
  const std::string word = std::move(arguments.front());
  arguments.erase(arguments.begin());
  if (word == "--version" || word == "-V") {
    terminal.print("vigie " + std::string(version()) + '\n');
    return ExitCode::ok;
  }
  if (word == "--help" || word == "-h") return explain({}, terminal);
  if (word == "help") return explain(arguments, terminal);
  const Command& command = command_named(word);
  if (const std::string_view help = wanted_help(arguments); !help.empty()) {
    terminal.print(help == "-h" ? short_help(command, terminal.texts())
                                : long_help(command, terminal.texts()));
    return ExitCode::ok;
  }
  return command.run(parse_command_line(command.name, arguments), terminal);
}

}  // namespace vigie::cli
