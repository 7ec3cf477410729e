#include "cli/generate.h"

#include <array>
#include <string>
#include <string_view>

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/manual/completions.h"
#include "cli/manual/man_page.h"
#include "cli/manual/markdown.h"
#include "cli/message.h"
#include "cli/options/given.h"
#include "cli/terminal.h"
#include "crawler/marked_text.h"
#include "reports/locale/texts.h"

namespace vigie::cli {
namespace {

struct Kind {
  std::string_view name;
  std::string (*make)(const reports::Texts& texts);
};
constexpr std::array<Kind, 5> kKinds = {{{"man", man_page},
                                         {"markdown", options_markdown},
                                         {"bash", bash_completion},
                                         {"zsh", zsh_completion},
                                         {"fish", fish_completion}}};

}  // namespace

ExitCode generate(const CommandLine& line, Terminal& terminal) {
  terminal.obey(read_all("generate", merged(line.given, {})).request);
  if (line.words.size() == 1)
    for (const Kind& kind : kKinds)
      if (kind.name == line.words.front()) {
        terminal.print(kind.make(terminal.texts()));
        return ExitCode::ok;
      }
  throw StartError({.place = "vigie generate",
                    .what = {N_("say what: man, markdown, bash, zsh or fish")},
                    .mend = {N_("as in: {0}"), {"vigie generate bash"}}});
}

}  // namespace vigie::cli
