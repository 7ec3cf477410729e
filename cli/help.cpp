#include "cli/help.h"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/options/option.h"
#include "cli/wrapped_text.h"
#include "crawler/marked_text.h"
#include "reports/locale/texts.h"

namespace vigie::cli {
namespace {

constexpr std::size_t kSummaryAt = 29;  // column where summaries of options begin
constexpr std::size_t kCommandAt = 13;  // and those of commands
constexpr std::size_t kDetailIndent = 6;

std::string heading(const char* title, const reports::Texts& texts) {
  return '\n' + texts.format(N_("{0}:"), {texts.translate(title)}) + '\n';
}

std::string exit_codes(const reports::Texts& texts) {
  std::string lines = heading(N_("Exit codes"), texts);
  for (const ExitCodeText& code : kExitCodes)
    lines += two_columns(std::to_string(static_cast<int>(code.code)), texts.translate(code.meaning),
                         2, 7, kHelpWidth);
  return lines;
}

std::string long_entry(const Option& option, const reports::Texts& texts) {
  std::string lines = "\n  " + usage_of(option, texts) + '\n';
  lines += wrapped(std::string(texts.translate(option.summary)) + '.', kDetailIndent, kHelpWidth);
  lines += wrapped(texts.translate(option.detail), kDetailIndent, kHelpWidth);
  for (const std::string& fact : facts(option, texts))
    lines += wrapped(fact, kDetailIndent, kHelpWidth);
  return lines;
}

// Calls use(group, its options of that command) for each group that has one.
template <typename Use>
void each_group(std::string_view command, Use use) {
  for (const OptionGroup& group : option_groups()) {
    std::vector<const Option*> options;
    for (const Option& option : group.options)
      if (belongs_to(option, command)) options.push_back(&option);
    if (!options.empty()) use(group, options);
  }
}

std::string beginning(const Command& command, const reports::Texts& texts) {
  std::string lines = texts.format(N_("Usage: {0}"), {usage_of(command, texts)}) + "\n\n";
  return lines + wrapped(std::string(texts.translate(command.summary)) + '.', 0, kHelpWidth);
}

}  // namespace

std::string overview(const reports::Texts& texts) {
  std::string lines = texts.format(N_("Usage: {0}"), {texts.translate(N_("vigie COMMAND …"))});
  lines += "\n\n";
  lines += wrapped(texts.translate(N_("Vigie tells how good a public web portal really is, with "
                                      "figures.")),
                   0, kHelpWidth);
  lines += heading(N_("Commands"), texts);
  for (const Command& command : commands())
    if (!command.hidden)
      lines +=
          two_columns(command.name, texts.translate(command.summary), 2, kCommandAt, kHelpWidth);
  lines += two_columns("help", texts.translate(N_("Explain a command")), 2, kCommandAt, kHelpWidth);
  lines += exit_codes(texts);
  lines += heading(N_("First steps"), texts);
  lines += "  vigie audit https://www.ville.example\n";
  lines += "  vigie init https://www.ville.example --output portal.toml\n";
  lines += "  vigie help audit\n";
  return lines;
}

std::string short_help(const Command& command, const reports::Texts& texts) {
  std::string lines = beginning(command, texts);
  each_group(command.name, [&](const OptionGroup& group, const auto& options) {
    lines += heading(group.title, texts);
    for (const Option* option : options)
      lines += two_columns(usage_of(*option, texts), texts.translate(option->summary), 2,
                           kSummaryAt, kHelpWidth);
  });
  lines += '\n' + wrapped(texts.format(N_("More: {0}"),
                                       {"vigie " + std::string(command.name) + " --help"}),
                          0, kHelpWidth);
  return lines;
}

std::string long_help(const Command& command, const reports::Texts& texts) {
  std::string lines = beginning(command, texts);
  if (*command.detail != '\0')
    lines += '\n' + wrapped(texts.translate(command.detail), 0, kHelpWidth);
  lines += heading(N_("Examples"), texts);
  for (const std::string_view example : command.examples)
    lines += "  " + std::string(example) + '\n';
  each_group(command.name, [&](const OptionGroup& group, const auto& options) {
    lines += heading(group.title, texts);
    for (const Option* option : options) lines += long_entry(*option, texts);
  });
  return lines + exit_codes(texts);
}

std::string usage_of(const Option& option, const reports::Texts& texts) {
  std::string usage = option.letter == 0 ? "" : std::string("-") + option.letter + ", ";
  usage += "--" + std::string(option.name);
  const std::string value(texts.translate(option.value));
  if (value.empty()) return usage;
  return usage + (option.value_optional ? "[=" + value + ']' : ' ' + value);
}

std::string usage_of(const Command& command, const reports::Texts& texts) {
  std::string usage = "vigie " + std::string(command.name);
  if (*command.words != '\0') usage += ' ' + std::string(texts.translate(command.words));
  return usage + ' ' + std::string(texts.translate(N_("[OPTION …]")));
}

std::vector<std::string> facts(const Option& option, const reports::Texts& texts) {
  std::vector<std::string> sentences;
  if (option.repeatable) sentences.emplace_back(texts.translate(N_("May be given several times.")));
  if (!option.default_value.empty())
    sentences.push_back(texts.format(N_("Default: {0}"), {option.default_value}));
  if (!option.table.empty())
    sentences.push_back(texts.format(
        N_("Portal file: {0} {1}"), {'[' + std::string(option.table) + ']', toml_example(option)}));
  sentences.push_back(texts.format(N_("Example: {0}"), {option.example}));
  std::string others;
  for (const std::string_view name : option.see_also)
    others += (others.empty() ? "--" : ", --") + std::string(name);
  if (!others.empty()) sentences.push_back(texts.format(N_("See also: {0}"), {others}));
  return sentences;
}

const char* about_options() {
  return N_(
      "Names are written whole. A flag that the portal file sets is undone with =false, as in "
      "--external=false. Times are seconds, fractions allowed; sizes are bytes, or with K, M "
      "or G (powers of 1,024).");
}

std::span<const EnvironmentVariable> environment_variables() {
  static constexpr std::array<EnvironmentVariable, 5> kVariables = {{
      {"VIGIE_HISTORY", N_("The history database, where --history does not name one.")},
      {"XDG_STATE_HOME", N_("The folder that holds vigie/history.db, ~/.local/state otherwise.")},
      {"LC_ALL, LC_MESSAGES, LANG, LANGUAGE", N_("The language, where --lang does not choose it.")},
      {"NO_COLOR", N_("When it is set and not empty, no colours unless --color always.")},
      {"TZ", N_("The time zone in which reports show times.")},
  }};
  return kVariables;
}

}  // namespace vigie::cli
