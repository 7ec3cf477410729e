#ifndef VIGIE_CLI_OPTIONS_ASKED_H
#define VIGIE_CLI_OPTIONS_ASKED_H

#include <string>
#include <vector>

#include "cli/audit_request.h"

namespace vigie::cli {

// What the options said so far: the request, and what only becomes a part of it when all is read.
struct Asked {
  AuditRequest request;
  std::vector<std::string> rule_names;  // ids and themes
  bool format_given = false;
  bool session_given = false;
  std::string output_path;  // of commands that write one file
};

}  // namespace vigie::cli

#endif
