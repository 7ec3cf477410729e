#include "cli/manual/man_page.h"

#include <string>
#include <string_view>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/options/option.h"
#include "cli/version.h"
#include "cli/wrapped_text.h"
#include "crawler/marked_text.h"
#include "reports/locale/texts.h"

namespace vigie::cli {
namespace {

using reports::Texts;

std::string_view roff_for(char c) {
  switch (c) {
    case '\\':
      return "\\e";
    case '-':
      return "\\-";
    case '\'':
      return "\\(aq";
    case '`':
      return "\\(ga";
    case '^':
      return "\\(ha";
    case '~':
      return "\\(ti";
    default:
      return {};
  }
}

// A line of text that is no request to troff, whatever it holds.
std::string escaped(std::string_view text) {
  std::string roff = text.starts_with('.') ? "\\&" : "";
  for (const char c : text) {
    const std::string_view special = roff_for(c);
    if (special.empty())
      roff += c;
    else
      roff += special;
  }
  return roff;
}

std::string section(std::string_view title) { return ".SH " + escaped(title) + '\n'; }

// Paragraphs, each but the first begun by a macro: .PP, or .IP under a .TP to stay indented.
std::string body(std::string_view text, std::string_view between) {
  std::string roff;
  for (const std::string_view paragraph : paragraphs(text)) {
    if (!roff.empty()) roff += std::string(between) + '\n';
    roff += is_verbatim(paragraph) ? ".nf\n" + escaped(paragraph) + "\n.fi\n"
                                   : escaped(paragraph) + '\n';
  }
  return roff;
}

std::string term(std::string_view name) { return ".TP\n.B " + escaped(name) + '\n'; }

std::string summary_and_detail(const char* summary, const char* detail, const Texts& texts) {
  std::string roff = escaped(std::string(texts.translate(summary)) + '.') + '\n';
  if (*detail != '\0') roff += ".IP\n" + body(texts.translate(detail), ".IP");
  return roff;
}

std::string option_entry(const Option& option, const Texts& texts) {
  std::string roff = term(usage_of(option, texts));
  roff += summary_and_detail(option.summary, option.detail, texts) + ".IP\n";
  if (!option.commands.empty() && option.commands.front() != "audit")
    roff += escaped(texts.format(N_("Commands: {0}"), {option.commands.front()})) + "\n.br\n";
  for (const std::string& fact : facts(option, texts)) roff += escaped(fact) + "\n.br\n";
  return roff;
}

std::string synopsis(const Texts& texts) {
  std::string roff = section(texts.translate(N_("SYNOPSIS")));
  for (const Command& command : commands())
    if (!command.hidden) roff += ".B " + escaped(usage_of(command, texts)) + "\n.br\n";
  return roff;
}

std::string command_entries(const Texts& texts) {
  std::string roff = section(texts.translate(N_("COMMANDS")));
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    roff += term(usage_of(command, texts));
    roff += summary_and_detail(command.summary, command.detail, texts) + ".IP\n";
    for (const std::string_view example : command.examples)
      roff += escaped(texts.format(N_("Example: {0}"), {example})) + "\n.br\n";
  }
  return roff;
}

std::string option_entries(const Texts& texts) {
  std::string roff = section(texts.translate(N_("OPTIONS")));
  roff += body(texts.translate(about_options()), ".PP");
  for (const OptionGroup& group : option_groups()) {
    roff += ".SS " + escaped(texts.translate(group.title)) + '\n';
    for (const Option& option : group.options) roff += option_entry(option, texts);
  }
  return roff;
}

std::string endings(const Texts& texts) {
  std::string roff = section(texts.translate(N_("EXIT STATUS")));
  for (const ExitCodeText& code : kExitCodes)
    roff += term(std::to_string(static_cast<int>(code.code))) +
            escaped(texts.translate(code.meaning)) + '\n';
  roff += section(texts.translate(N_("ENVIRONMENT")));
  for (const EnvironmentVariable& variable : environment_variables())
    roff += term(variable.name) + escaped(texts.translate(variable.meaning)) + '\n';
  roff += section(texts.translate(N_("FILES")));
  roff += term("portal.toml") +
          escaped(texts.translate(N_("The portal file: the portal, and options for every audit of "
                                     "it. Write one with vigie init."))) +
          '\n';
  roff += term("~/.local/state/vigie/history.db") +
          escaped(texts.translate(N_("The history: every run, its pages and findings."))) + '\n';
  return roff;
}

}  // namespace

std::string man_page(const Texts& texts) {
  std::string roff = ".TH VIGIE 1 \"\" \"vigie " + std::string(version()) + "\"\n";
  roff += ".nh\n.ad l\n";  // a command that is cut in two cannot be pasted
  roff += section(texts.translate(N_("NAME")));
  roff += "vigie \\- " + escaped(texts.translate(N_("audit public web portals"))) + '\n';
  roff += synopsis(texts);
  roff += section(texts.translate(N_("DESCRIPTION")));
  roff += body(
      texts.translate(N_("Vigie tells how good a public web portal really is, with figures. It "
                         "crawls a portal as a polite visitor would, measures how its pages load, "
                         "judges them by rules of accessibility and security, keeps the results "
                         "in a history and reports what to mend.")),
      ".PP");
  return roff + command_entries(texts) + option_entries(texts) + endings(texts);
}

}  // namespace vigie::cli
