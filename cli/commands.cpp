#include "cli/commands.h"

#include <span>
#include <string_view>

#include "cli/audit.h"
#include "cli/command_line.h"
#include "cli/doctor.h"
#include "cli/exit_code.h"
#include "cli/generate.h"
#include "cli/history.h"
#include "cli/init.h"
#include "cli/message.h"
#include "cli/request.h"
#include "cli/rules.h"
#include "cli/terminal.h"
#include "crawler/marked_text.h"

namespace vigie::cli {
namespace {

ExitCode audit_as_asked(const CommandLine& line, Terminal& terminal) {
  const AuditCall call = audit_call(line);
  terminal.obey(call.request);
  for (const Message& note : call.notes) terminal.note(note);
  return audit(call.request, terminal);
}

}  // namespace

std::span<const Command> commands() {
  static const Command kCommands[] = {
      {.name = "audit",
       .words = N_("[PORTAL.toml|URL|FILE …]"),
       .summary = N_("Crawl, measure and judge a portal, report"),
       .detail =
           N_("The main job. One URL or a portal file is a portal: it is crawled from its start "
              "page, obeying robots.txt, its pages are measured and judged, the results are kept "
              "in the history, and a summary is printed: what fails and where to mend it, what "
              "passes, what could not be measured. Without a word ./portal.toml is audited.\n\n"
              "Several URLs, or local files (.html, .htm, .xhtml, .svg), are single pages: nothing "
              "they link to is audited and robots.txt is not asked.\n\n"
              "The command line wins over the portal file."),
       .examples = {"vigie audit https://www.ville.example", "vigie audit portal.toml",
                    "vigie audit portal.toml --output rapport.html --fail-on critical",
                    "vigie audit public/index.html public/contact.html"},
       .choices = {},
       .hidden = false,
       .run = audit_as_asked},
      {.name = "init",
       .words = N_("URL"),
       .summary = N_("Write a commented portal file"),
       .detail = N_("Looks at the portal (front page, robots.txt, sitemap) and writes a portal "
                    "file for it, with comments, to standard output or to --output."),
       .examples = {"vigie init https://www.ville.example --output portal.toml"},
       .choices = {},
       .hidden = false,
       .run = init},
      {.name = "history",
       .words = N_("list [PORTAL]|show [RUN]|check"),
       .summary = N_("List and show past runs, check the database"),
       .detail = N_(
           "list names every run, the newest first, or those of one portal. show prints the "
           "report of a run, of the newest without a number. check looks whether the database is "
           "whole, and ends with 2 when it is not. None of them changes anything."),
       .examples = {"vigie history list", "vigie history show 12 --format json",
                    "vigie history check"},
       .choices = {"list", "show", "check"},
       .hidden = false,
       .run = history},
      {.name = "rules",
       .words = N_("[ID …]"),
       .summary = N_("List the rules, explain one"),
       .detail = N_("Without a word every rule, by theme, with its severity and what it refers to. "
                    "With the id of a rule all about it: the success criteria of WCAG, the tests "
                    "of RGAA and the ACT rules it stands for, and how to mend what it finds."),
       .examples = {"vigie rules", "vigie rules image-alt"},
       .choices = {},
       .hidden = false,
       .run = rules},
      {.name = "doctor",
       .words = "",
       .summary = N_("Say what this machine lacks"),
       .detail = N_("Looks for what an audit needs of this machine: certificates, HTTP/2, the list "
                    "of public suffixes, a place for the history, a UTF-8 locale. Ends with 2 when "
                    "something is lacking. Asks nobody over the network and writes nothing."),
       .examples = {"vigie doctor"},
       .choices = {},
       .hidden = false,
       .run = doctor},
      {.name = "generate",
       .words = N_("man|markdown|bash|zsh|fish"),
       .summary = N_("Print the man page or a completion script"),
       .detail = "",
       .examples = {"vigie generate bash"},
       .choices = {"man", "markdown", "bash", "zsh", "fish"},
       .hidden = true,
       .run = generate},
  };
  return kCommands;
}

const Command* find_command(std::string_view name) {
  for (const Command& command : commands())
    if (command.name == name) return &command;
  return nullptr;
}

}  // namespace vigie::cli
