#include "cli/manual/completions.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/options/option.h"
#include "crawler/marked_text.h"
#include "reports/locale/texts.h"
#include "rules/catalogue.h"
#include "rules/rule.h"

namespace vigie::cli {
namespace {

using reports::Texts;

std::vector<std::string_view> visible_commands() {
  std::vector<std::string_view> names;
  for (const Command& command : commands())
    if (!command.hidden) names.push_back(command.name);
  names.push_back("help");
  return names;
}

std::vector<std::string_view> rule_ids() {
  std::vector<std::string_view> ids;
  for (const rules::Rule& rule : rules::catalogue()) ids.push_back(rule.info.id);
  return ids;
}

// The words an option's value may be, where they can be listed.
std::vector<std::string_view> words_of(const Option& option) {
  if (option.name != "rules") return option.choices;
  std::vector<std::string_view> words = rule_ids();
  for (const rules::Rule& rule : rules::catalogue())
    if (const auto theme = rules::name(rule.info.theme);
        std::ranges::find(words, theme) == words.end())
      words.push_back(theme);
  return words;
}

std::vector<std::string_view> words_of(const Command& command) {
  return command.name == "rules" ? rule_ids() : command.choices;
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) text += (text.empty() ? "" : " ") + std::string(word);
  return text;
}

bool takes_value(const Option& option) {
  return option.takes != Takes::nothing && !option.value_optional;
}

// In single quotes for a POSIX shell.
std::string quoted_for_sh(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + '\'';
}

// Options whose value is one of the same kind, as a case pattern: "--history|--output|-o".
std::string case_pattern(auto belongs) {
  std::vector<std::string> names;
  for (const OptionGroup& group : option_groups())
    for (const Option& option : group.options) {
      if (!belongs(option)) continue;
      std::string name = "--" + std::string(option.name);
      if (std::ranges::find(names, name) != names.end()) continue;
      names.push_back(std::move(name));
      if (option.letter != 0) names.push_back(std::string("-") + option.letter);
    }
  std::string pattern;
  for (const std::string& name : names) pattern += (pattern.empty() ? "" : "|") + name;
  return pattern;
}

std::string bash_value_cases() {
  std::string script;
  for (const OptionGroup& group : option_groups())
    for (const Option& option : group.options)
      if (const auto words = words_of(option); !words.empty())
        script += "    --" + std::string(option.name) + ") COMPREPLY=($(compgen -W " +
                  quoted_for_sh(joined(words)) + " -- \"$current\")); return ;;\n";
  script += "    " +
            case_pattern([](const Option& option) { return option.takes == Takes::path; }) +
            ") COMPREPLY=($(compgen -f -- \"$current\")); return ;;\n";
  script += "    " + case_pattern([](const Option& option) {
              return takes_value(option) && option.takes != Takes::path && words_of(option).empty();
            }) +
            ") return ;;\n";
  return script;
}

std::string zsh_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string zsh_option(const Option& option, const Texts& texts) {
  std::string value;
  if (option.takes != Takes::nothing) {
    const auto words = words_of(option);
    const std::string action = option.takes == Takes::path ? "_files"
                               : words.empty()             ? " "
                                                           : '(' + joined(words) + ')';
    value = (option.value_optional ? "::" : ":") + zsh_escaped(texts.translate(option.value)) +
            ':' + action;
  }
  const std::string help = '[' + zsh_escaped(texts.translate(option.summary)) + ']';
  const std::string times = option.repeatable ? "*" : "";
  const std::string equals = option.takes == Takes::nothing ? ""
                             : option.value_optional        ? "=-"
                                                            : "=";
  std::string lines =
      "        " + quoted_for_sh(times + "--" + std::string(option.name) + equals + help + value) +
      " \\\n";
  if (option.letter != 0)
    lines += "        " + quoted_for_sh(times + '-' + option.letter + help + value) + " \\\n";
  return lines;
}

std::string fish_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '\'';
}

std::string fish_option(const Command& command, const Option& option, const Texts& texts) {
  std::string line = "complete -c vigie -n '__fish_seen_subcommand_from " +
                     std::string(command.name) + "' -l " + std::string(option.name);
  if (option.letter != 0) line += std::string(" -s ") + option.letter;
  if (takes_value(option)) line += option.takes == Takes::path ? " -r -F" : " -x";
  if (const auto words = words_of(option); !words.empty())
    line += " -a " + fish_quoted(joined(words));
  return line + " -d " + fish_quoted(texts.translate(option.summary)) + '\n';
}

std::string fish_words(const Command& command) {
  const std::string line =
      "complete -c vigie -n '__fish_seen_subcommand_from " + std::string(command.name) + "'";
  const auto words = words_of(command);
  return line + (words.empty() ? " -F" : " -a " + fish_quoted(joined(words))) + '\n';
}

}  // namespace

std::string bash_completion(const Texts& /*texts*/) {
  std::string script =
      "# Made by: vigie generate bash\n"
      "_vigie() {\n"
      "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  local options words=\n"
      "  COMPREPLY=()\n"
      "  if ((COMP_CWORD == 1)); then\n"
      "    COMPREPLY=($(compgen -W " +
      quoted_for_sh(joined(visible_commands()) + " --help --version") +
      " -- \"$current\"))\n"
      "    return\n"
      "  fi\n"
      "  case $previous in\n" +
      bash_value_cases() +
      "  esac\n"
      "  case ${COMP_WORDS[1]} in\n";
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    std::string options;
    for (const Option* option : options_of(command.name))
      options += "--" + std::string(option->name) + ' ';
    script += "    " + std::string(command.name) +
              ") options=" + quoted_for_sh(options + "--help") +
              " words=" + quoted_for_sh(joined(words_of(command))) + " ;;\n";
  }
  return script + "    help) words=" + quoted_for_sh(joined(visible_commands())) +
         " ;;\n"
         "  esac\n"
         "  if [[ $current == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))\n"
         "  elif [[ -n $words ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "  else\n"
         "    COMPREPLY=($(compgen -f -- \"$current\"))\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _vigie vigie\n";
}

std::string zsh_completion(const Texts& texts) {
  std::string script =
      "#compdef vigie\n"
      "# Made by: vigie generate zsh\n"
      "_vigie() {\n"
      "  if ((CURRENT == 2)); then\n"
      "    local -a commands=(\n";
  for (const Command& command : commands())
    if (!command.hidden)
      script += "      " +
                quoted_for_sh(std::string(command.name) + ':' +
                              zsh_escaped(texts.translate(command.summary))) +
                '\n';
  script += "      " +
            quoted_for_sh("help:" + std::string(texts.translate(N_("Explain a command")))) +
            "\n"
            "    )\n"
            "    _describe -t commands command commands\n"
            "    return\n"
            "  fi\n"
            "  local command=${words[2]}\n"
            "  shift words\n"
            "  ((CURRENT--))\n"
            "  case $command in\n";
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    script += "    " + std::string(command.name) + ")\n      _arguments -s \\\n";
    for (const Option* option : options_of(command.name)) script += zsh_option(*option, texts);
    const auto words = words_of(command);
    script += "        " +
              quoted_for_sh(words.empty() ? "*: :_files" : "*: :(" + joined(words) + ')') +
              "\n      ;;\n";
  }
  return script + "    help) _arguments " +
         quoted_for_sh("1: :(" + joined(visible_commands()) + ')') +
         " ;;\n"
         "  esac\n"
         "}\n"
         "_vigie \"$@\"\n";
}

std::string fish_completion(const Texts& texts) {
  std::string script =
      "# Made by: vigie generate fish\n"
      "complete -c vigie -f\n";
  for (const Command& command : commands())
    if (!command.hidden)
      script += "complete -c vigie -n __fish_use_subcommand -a " + std::string(command.name) +
                " -d " + fish_quoted(texts.translate(command.summary)) + '\n';
  script += "complete -c vigie -n __fish_use_subcommand -a help -d " +
            fish_quoted(texts.translate(N_("Explain a command"))) + '\n';
  script += "complete -c vigie -n '__fish_seen_subcommand_from help' -a " +
            fish_quoted(joined(visible_commands())) + '\n';
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    script += fish_words(command);
    for (const Option* option : options_of(command.name))
      script += fish_option(command, *option, texts);
  }
  return script;
}

}  // namespace vigie::cli
