#include "cli/manual/markdown.h"

#include <string>
#include <string_view>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/options/option.h"
#include "cli/wrapped_text.h"
#include "crawler/marked_text.h"
#include "reports/locale/texts.h"

namespace vigie::cli {
namespace {

using reports::Texts;

// What Markdown would read as markup.
std::string escaped(std::string_view text) {
  std::string markdown;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos) markdown += '\\';
    markdown += c;
  }
  return markdown;
}

std::string code(std::string_view text) { return '`' + std::string(text) + '`'; }

std::string sentence(const char* summary, const Texts& texts) {
  return escaped(std::string(texts.translate(summary)) + '.') + "\n\n";
}

std::string body(std::string_view text) {
  std::string markdown;
  for (const std::string_view paragraph : paragraphs(text))
    markdown += is_verbatim(paragraph) ? "```text\n" + std::string(paragraph) + "\n```\n\n"
                                       : escaped(paragraph) + "\n\n";
  return markdown;
}

std::string bullet(std::string_view text) { return "- " + std::string(text) + '\n'; }

std::string names_of(const auto& list, std::string_view before) {
  std::string names;
  for (const std::string_view name : list)
    names += (names.empty() ? "" : ", ") + code(std::string(before) + std::string(name));
  return names;
}

std::string option_facts(const Option& option, const Texts& texts) {
  std::string markdown;
  if (!option.commands.empty())
    markdown += bullet(texts.format(N_("Commands: {0}"), {names_of(option.commands, "vigie ")}));
  if (option.repeatable) markdown += bullet(texts.translate(N_("May be given several times.")));
  if (!option.default_value.empty())
    markdown += bullet(texts.format(N_("Default: {0}"), {code(option.default_value)}));
  if (!option.table.empty())
    markdown += bullet(
        texts.format(N_("Portal file: {0} {1}"),
                     {code('[' + std::string(option.table) + ']'), code(toml_example(option))}));
  markdown += bullet(texts.format(N_("Example: {0}"), {code(option.example)}));
  if (!option.see_also.empty())
    markdown += bullet(texts.format(N_("See also: {0}"), {names_of(option.see_also, "--")}));
  return markdown + '\n';
}

std::string option_entry(const Option& option, const Texts& texts) {
  return "### " + code(usage_of(option, texts)) + "\n\n" + sentence(option.summary, texts) +
         body(texts.translate(option.detail)) + option_facts(option, texts);
}

std::string command_entry(const Command& command, const Texts& texts) {
  std::string markdown = "### " + code(usage_of(command, texts)) + "\n\n";
  markdown += sentence(command.summary, texts) + body(texts.translate(command.detail));
  markdown += "```sh\n";
  for (const std::string_view example : command.examples) markdown += std::string(example) + '\n';
  return markdown + "```\n\n";
}

std::string heading(const char* title, const Texts& texts) {
  return "## " + std::string(texts.translate(title)) + "\n\n";
}

std::string table_row(std::string_view first, std::string_view second) {
  return "| " + std::string(first) + " | " + std::string(second) + " |\n";
}

std::string tables(const Texts& texts) {
  std::string markdown = heading(N_("Exit codes"), texts);
  markdown +=
      table_row(texts.translate(N_("Code")), texts.translate(N_("Meaning"))) + "|---|---|\n";
  for (const ExitCodeText& exit : kExitCodes)
    markdown += table_row(std::to_string(static_cast<int>(exit.code)),
                          escaped(texts.translate(exit.meaning)));
  markdown += '\n' + heading(N_("Environment"), texts);
  markdown +=
      table_row(texts.translate(N_("Variable")), texts.translate(N_("Meaning"))) + "|---|---|\n";
  for (const EnvironmentVariable& variable : environment_variables())
    markdown += table_row(code(variable.name), escaped(texts.translate(variable.meaning)));
  return markdown;
}

}  // namespace

std::string options_markdown(const Texts& texts) {
  std::string markdown = "# " + std::string(texts.translate(N_("Commands and options"))) + "\n\n";
  markdown += "<!-- vigie generate markdown --lang " + std::string(texts.tag()) + " -->\n\n";
  markdown += heading(N_("Commands"), texts);
  for (const Command& command : commands())
    if (!command.hidden) markdown += command_entry(command, texts);
  markdown += heading(N_("Options"), texts) + body(texts.translate(about_options()));
  for (const OptionGroup& group : option_groups()) {
    markdown += heading(group.title, texts);
    for (const Option& option : group.options) markdown += option_entry(option, texts);
  }
  return markdown + tables(texts);
}

}  // namespace vigie::cli
