#include <fcntl.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): signal() with SIGPIPE is POSIX
#include <unistd.h>

#include <string>
#include <utility>
#include <vector>

#include "cli/dispatch.h"
#include "cli/exit_code.h"
#include "cli/message.h"
#include "cli/system_error.h"
#include "cli/terminal.h"
#include "crawler/marked_text.h"
#include "reports/locale/texts.h"

namespace vigie::cli {
namespace {

// A standard stream that was closed would be the number of the next file opened: results would end
// in the history database. Closed ones are opened again, for standard output so that writing fails.
void hold_standard_streams() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(fd, F_GETFD) < 0) open("/dev/null", fd == STDERR_FILENO ? O_WRONLY : O_RDONLY);
}

// Where nobody looks at the last write, a full disk goes unnoticed.
ExitCode finished(ExitCode code, Terminal& terminal) {
  const int error = terminal.finish_output();
  if (error == 0) return code;
  terminal.complain({.place = std::string(terminal.texts().translate(N_("standard output"))),
                     .what = {N_("not written: {0}"), {}, cause_of(error)}});
  const bool ended_by_signal = code == ExitCode::interrupted || code == ExitCode::terminated;
  return ended_by_signal ? code : ExitCode::not_written;
}

ExitCode run(std::vector<std::string> arguments) {
  Terminal terminal{reports::Texts(early_language(arguments))};
  ExitCode code = ExitCode::usage;
  try {
    code = dispatch(std::move(arguments), terminal);
  } catch (const StartError& error) {
    terminal.complain(error.message());
  }
  return finished(code, terminal);
}

}  // namespace
}  // namespace vigie::cli

int main(int argc, char** argv) {
  vigie::cli::hold_standard_streams();
  signal(SIGPIPE, SIG_IGN);  // a reader that went away is a write that failed
  return static_cast<int>(vigie::cli::run({argv + (argc > 0 ? 1 : 0), argv + argc}));
}
