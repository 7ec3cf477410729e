#ifndef VIGIE_CLI_AUDIT_VERDICT_H
#define VIGIE_CLI_AUDIT_VERDICT_H

#include <cstdint>
#include <optional>

#include "cli/exit_code.h"
#include "reports/formats/writer.h"
#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::cli {

// How an audit ended, apart from what it found.
struct AuditEnd {
  int signal = 0;        // that interrupted it
  bool all_kept = true;  // the history took everything
  bool all_written = true;
};

// What a run shows, read from it once: the history is walked for it.
struct AuditResult {
  std::uint64_t reached = 0;     // documents that answered with success
  std::uint64_t violations = 0;  // failed findings of rules at least as severe as fail_on
};
AuditResult result_of(const reports::Run& run, std::optional<rules::Severity> fail_on);

// What the run amounts to. The only place that ranks the exit codes: a signal, then what could not
// be written, then a portal that could not be audited, then what violates a threshold.
reports::Verdict verdict_of(const AuditResult& result, std::optional<rules::Severity> fail_on,
                            const AuditEnd& end);

}  // namespace vigie::cli

#endif
