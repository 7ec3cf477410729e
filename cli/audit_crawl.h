#ifndef VIGIE_CLI_AUDIT_CRAWL_H
#define VIGIE_CLI_AUDIT_CRAWL_H

#include <stop_token>
#include <vector>

#include "cli/audit_request.h"
#include "cli/terminal.h"
#include "crawler/fetcher.h"
#include "reports/history/run_store.h"
#include "rules/rule.h"

namespace vigie::cli {

// From the start pages (or the single pages) to a run whose conclusions are drawn; progress on a
// terminal.
void crawl_and_conclude(const AuditRequest& request, const std::vector<const rules::Rule*>& rules,
                        crawler::Fetcher& fetcher, reports::RunStore& store, Terminal& terminal,
                        const std::stop_token& stop);

}  // namespace vigie::cli

#endif
