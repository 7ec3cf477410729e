#ifndef VIGIE_REPORTS_CONCLUDE_CONCLUDE_H
#define VIGIE_REPORTS_CONCLUDE_CONCLUDE_H

#include <span>
#include <string>
#include <vector>

#include "crawler/url.h"
#include "reports/conclude/kept_run.h"
#include "rules/rule.h"

namespace vigie::reports {

struct ConcludeOptions {
  std::vector<crawler::Url> starts;
  std::span<const rules::Rule* const> rules;  // that the run judges by
  bool compare_pages =
      true;  // false for single pages: nothing is said of one page by looking at another
};

// Draws the conclusions of a finished crawl and keeps them in the run: clicks from the start pages,
// templates, weights, broken links and missing resources, and the measures of the portal and of
// each template. Memory: about 200 bytes a page and 12 an edge.
void conclude(KeptRun& run, const ConcludeOptions& options);

}  // namespace vigie::reports

#endif
