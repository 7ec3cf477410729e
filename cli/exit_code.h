#ifndef VIGIE_CLI_EXIT_CODE_H
#define VIGIE_CLI_EXIT_CODE_H

#include <cstdint>

namespace vigie::cli {

// The one list of exit codes; --help, the man page and the docs print it. Never renumbered: CI jobs
// hold them.
enum class ExitCode : std::uint8_t {
  ok = 0,             // all thresholds met
  violated = 1,       // a threshold, budget or baseline is violated
  usage = 2,          // usage or configuration error
  not_audited = 3,    // the portal could not be audited
  not_written = 4,    // results could not be written
  interrupted = 130,  // SIGINT; partial results kept
  terminated = 143,   // SIGTERM
};

struct ExitCodeText {
  ExitCode code;
  const char* meaning;  // msgid
};
extern const ExitCodeText kExitCodes[7];

}  // namespace vigie::cli

#endif
