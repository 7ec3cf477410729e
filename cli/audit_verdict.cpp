#include "cli/audit_verdict.h"

#include <csignal>
#include <cstdint>
#include <optional>
#include <string>

#include "cli/exit_code.h"
#include "crawler/marked_text.h"
#include "reports/formats/writer.h"
#include "reports/run.h"
#include "rules/catalogue.h"
#include "rules/rule.h"

namespace vigie::cli {
namespace {

// Failed findings of rules at least so severe.
std::uint64_t violations(const reports::Run& run, rules::Severity least) {
  std::uint64_t count = 0;
  for (const reports::FindingGroup& group : run.groups()) {
    const rules::Rule* rule = rules::find_rule(group.rule);
    if (rule != nullptr && group.outcome == rules::Outcome::failed && rule->info.severity >= least)
      count += group.findings;
  }
  return count;
}

std::uint64_t reached_pages(const reports::Run& run) {
  std::uint64_t reached = 0;
  run.each_page([&](const reports::PageEntry& page) {
    const bool local = page.status == 0 && !page.failure;
    if (!page.alias && (local || (page.status >= 200 && page.status < 300))) ++reached;
  });
  return reached;
}

ExitCode ranked(const AuditEnd& end, bool reached, bool violated) {
  if (end.signal == SIGTERM) return ExitCode::terminated;
  if (end.signal != 0) return ExitCode::interrupted;
  if (!end.all_kept || !end.all_written) return ExitCode::not_written;
  if (!reached) return ExitCode::not_audited;
  return violated ? ExitCode::violated : ExitCode::ok;
}

const char* meaning(ExitCode code) {
  for (const ExitCodeText& text : kExitCodes)
    if (text.code == code) return text.meaning;
  return "";
}

const char* findings_of(rules::Severity fail_on) {
  switch (fail_on) {
    case rules::Severity::minor:
      return N_("findings that are minor or worse (--fail-on minor): {0}");
    case rules::Severity::moderate:
      return N_("findings that are moderate or worse (--fail-on moderate): {0}");
    case rules::Severity::serious:
      return N_("findings that are serious or worse (--fail-on serious): {0}");
    case rules::Severity::critical:
      return N_("findings that are critical (--fail-on critical): {0}");
  }
  return "";
}

}  // namespace

AuditResult result_of(const reports::Run& run, std::optional<rules::Severity> fail_on) {
  return {.reached = reached_pages(run), .violations = fail_on ? violations(run, *fail_on) : 0};
}

reports::Verdict verdict_of(const AuditResult& result, std::optional<rules::Severity> fail_on,
                            const AuditEnd& end) {
  const bool reached = result.reached > 0;
  const std::uint64_t violating = result.violations;
  const ExitCode code = ranked(end, reached, violating > 0);
  reports::Verdict verdict{.exit_code = static_cast<int>(code), .meaning = meaning(code)};
  if (violating > 0 && fail_on)
    verdict.reasons.push_back({findings_of(*fail_on), {std::to_string(violating)}});
  if (!reached) verdict.reasons.push_back({N_("no page could be read"), {}});
  if (!end.all_kept) verdict.reasons.push_back({N_("the history could not take the results"), {}});
  return verdict;
}

}  // namespace vigie::cli
