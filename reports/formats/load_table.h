#ifndef VIGIE_REPORTS_FORMATS_LOAD_TABLE_H
#define VIGIE_REPORTS_FORMATS_LOAD_TABLE_H

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "probes/measure.h"
#include "reports/run.h"

namespace vigie::reports {

// The figures of page load as people read them, gathered from a run's measures.

// "page_load.ttfb" with its "median", "p75" and "p95"; what the run does not hold is absent.
struct LoadRow {
  const char* label;  // msgid
  probes::Unit unit;
  std::optional<double> median, p75, p95;
};
// Rows that hold at least one figure; `scope` is empty for the portal, else a page template.
std::vector<LoadRow> load_table(std::span<const probes::Measure> measures, std::string_view scope);

// The page templates that have figures, in the run's order (largest first).
std::vector<std::string> measured_templates(std::span<const probes::Measure> measures);

std::optional<double> measured(std::span<const probes::Measure> measures, std::string_view name,
                               std::string_view scope = {});

// What a figure is called, a msgid ("pages.orphans"); null for one that has no name yet.
const char* measure_label(std::string_view name);

// The pages that took longest to their first byte, slowest first. Holds no more than `limit` pages
// at any time. Aliases and pages without an answer do not count.
std::vector<PageEntry> slowest_pages(const Run& run, std::size_t limit);

// "/actualites/*" of "/actualites/*#3f2a": the path pattern, without the hash of the DOM's shape.
std::string_view path_pattern(std::string_view page_template);

}  // namespace vigie::reports

#endif
