#include "reports/conclude/conclude.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/site_graph.h"
#include "crawler/url.h"
#include "crawler/url_table.h"
#include "probes/ecoindex.h"
#include "reports/conclude/kept_run.h"
#include "reports/conclude/link_findings.h"
#include "reports/conclude/page_weight.h"
#include "reports/conclude/portal.h"
#include "reports/conclude/portal_measures.h"
#include "rules/finding.h"
#include "rules/links/link_outcome.h"
#include "rules/rule.h"

namespace vigie::reports {
namespace {

bool has_rule(const ConcludeOptions& options, std::string_view id) {
  return std::ranges::any_of(options.rules,
                             [&](const rules::Rule* rule) { return rule->info.id == id; });
}

std::vector<std::uint32_t> clicks(Portal& portal, const std::vector<crawler::Url>& starts) {
  std::vector<crawler::UrlId> ids;
  ids.reserve(starts.size());
  for (const crawler::Url& start : starts)
    ids.push_back(portal.graph.page(start.page_key().href()));
  return portal.graph.clicks_from(ids);
}

PageConclusion conclusion_of(const Portal& portal, const Portal::Page& page, std::uint32_t clicks,
                             Weigher& weigher) {
  PageConclusion conclusion;
  if (clicks != crawler::SiteGraph::kUnreachable) conclusion.clicks = clicks;
  if (page.alias)
    if (const rules::Target* end = portal.outcome(page.id); end && end->status != 0)
      conclusion.status = end->status;
  if (!page.html) return conclusion;
  conclusion.page_template = portal.templates[page.page_template];
  conclusion.weight = weigher.weigh(page);
  constexpr double kBytesPerKilobyte = 1000;
  conclusion.ecoindex =
      probes::ecoindex(page.elements, conclusion.weight->requests,
                       static_cast<double>(conclusion.weight->bytes) / kBytesPerKilobyte);
  return conclusion;
}

// Findings wait until every page is read: one does not write into a run while reading it.
struct Judged {
  crawler::UrlId page;
  rules::Judgement judgement;
};

}  // namespace

void conclude(KeptRun& run, const ConcludeOptions& options) {
  const LinkRules link_rules{
      .links = options.compare_pages && has_rule(options, "broken-link"),
      .resources = options.compare_pages && has_rule(options, "missing-resource")};
  std::vector<Judged> judged;
  Portal portal = read_portal(run, [&](const Portal& so_far, const KeptPage& page) {
    if (link_rules.links || link_rules.resources)
      judged.push_back(
          {so_far.graph.find(page.url), judge_references(so_far, *page.contents, link_rules)});
  });
  for (Judged& page : judged)
    run.add_findings(portal.graph.url(page.page), std::move(page.judgement.findings),
                     page.judgement.outcomes);
  std::vector<Judged>().swap(judged);

  const std::vector<std::uint32_t> distances = clicks(portal, options.starts);
  Weigher weigher(portal);
  std::vector<PageConclusion> conclusions;
  conclusions.reserve(portal.pages.size());
  for (const Portal::Page& page : portal.pages) {
    conclusions.push_back(conclusion_of(portal, page, distances[page.id], weigher));
    run.conclude_page(portal.graph.url(page.id), conclusions.back());
  }
  run.add_measures(portal_measures(portal, conclusions));
  run.flush();
}

}  // namespace vigie::reports
