#ifndef VIGIE_CLI_REQUEST_H
#define VIGIE_CLI_REQUEST_H

#include <string>
#include <vector>

#include "cli/audit_request.h"
#include "cli/command_line.h"
#include "cli/message.h"

namespace vigie::cli {

struct AuditCall {
  AuditRequest request;
  std::vector<Message> notes;  // of the portal file
};

// What `vigie audit` was asked for: its words (a portal file, a URL, several URLs or local files;
// without any ./portal.toml), its options, and the file's. StartError for what cannot be.
AuditCall audit_call(const CommandLine& line);

std::string default_user_agent();  // "Vigie/0.1.0"

// $VIGIE_HISTORY, else vigie/history.db in $XDG_STATE_HOME or ~/.local/state. StartError when the
// environment names no place.
std::string default_history_path();

}  // namespace vigie::cli

#endif
