#ifndef VIGIE_REPORTS_CONCLUDE_PORTAL_MEASURES_H
#define VIGIE_REPORTS_CONCLUDE_PORTAL_MEASURES_H

#include <span>
#include <vector>

#include "probes/measure.h"
#include "reports/conclude/kept_run.h"
#include "reports/conclude/portal.h"

namespace vigie::reports {

// The portal's figures, and for templates of three pages and more theirs (Measure::scope is the
// template), at most 200 templates:
//   page_load.{ttfb,total}_{median,p75,p95}_ms · page_load.weight_{median,p75,p95} (bytes) ·
//   page_load.requests_{median,p75,p95} page_load.dom_elements_{median,p95} ·
//   page_load.ecoindex_median
//   pages.{html,documents,failed,orphans} · pages.redirects (addresses that redirect)
//   pages.redirect_chains (a chain of two redirects or more counts once, a circle does not)
//   pages.redirect_loops · pages.duplicate_titles (answered HTML pages whose title another has too)
//   pages.document_share · pages.age_median_days pages.clicks_{median,max}
// `conclusions` stands beside portal.pages. A figure without any value is left out.
std::vector<probes::Measure> portal_measures(const Portal& portal,
                                             std::span<const PageConclusion> conclusions);

}  // namespace vigie::reports

#endif
