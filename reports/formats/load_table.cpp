#include "reports/formats/load_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/marked_text.h"
#include "probes/measure.h"
#include "reports/run.h"

namespace vigie::reports {
namespace {

using probes::Measure;
using probes::Unit;

// A measure whose quantiles stand side by side: <name>_<quantile><suffix>.
struct Series {
  std::string_view name, suffix;
  Unit unit;
  const char* label;
};
constexpr Series kSeries[] = {
    {"page_load.ttfb", "_ms", Unit::milliseconds, N_("First byte")},
    {"page_load.total", "_ms", Unit::milliseconds, N_("Whole page, without its resources")},
    {"page_load.weight", "", Unit::bytes, N_("Weight with resources")},
    {"page_load.requests", "", Unit::count, N_("Requests")},
    {"page_load.dom_elements", "", Unit::count, N_("Elements in the page")},
};

constexpr std::pair<std::string_view, const char*> kLabels[] = {
    {"page_load.ttfb_median_ms", N_("First byte, median")},
    {"page_load.ttfb_p75_ms", N_("First byte, 75th percentile")},
    {"page_load.ttfb_p95_ms", N_("First byte, 95th percentile")},
    {"page_load.total_median_ms", N_("Whole page, median")},
    {"page_load.total_p75_ms", N_("Whole page, 75th percentile")},
    {"page_load.total_p95_ms", N_("Whole page, 95th percentile")},
    {"page_load.weight_median", N_("Weight with resources, median")},
    {"page_load.weight_p75", N_("Weight with resources, 75th percentile")},
    {"page_load.weight_p95", N_("Weight with resources, 95th percentile")},
    {"page_load.requests_median", N_("Requests, median")},
    {"page_load.requests_p75", N_("Requests, 75th percentile")},
    {"page_load.requests_p95", N_("Requests, 95th percentile")},
    {"page_load.dom_elements_median", N_("Elements in the page, median")},
    {"page_load.dom_elements_p75", N_("Elements in the page, 75th percentile")},
    {"page_load.dom_elements_p95", N_("Elements in the page, 95th percentile")},
    {"page_load.ecoindex_median", N_("EcoIndex, median (0 to 100, higher is better)")},
    {"pages.html", N_("HTML pages")},
    {"pages.documents", N_("Documents (PDF and others)")},
    {"pages.document_share", N_("Share of documents")},
    {"pages.failed", N_("Pages without a usable answer")},
    {"pages.redirects", N_("Addresses that redirect")},
    {"pages.redirect_chains", N_("Chains of two redirects or more")},
    {"pages.redirect_loops", N_("Redirects that go in a circle")},
    {"pages.orphans", N_("Pages of the sitemap that no link reaches")},
    {"pages.duplicate_titles", N_("Pages whose title another page has too")},
    {"pages.age_median_days", N_("Age of a page, median")},
    {"pages.clicks_median", N_("Clicks from the start page, median")},
    {"pages.clicks_max", N_("Clicks from the start page, at most")},
};

double ttfb(const PageEntry& page) { return page.load->timings.ttfb_ms; }

// Slower first; of two equals the one that comes first by URL, so that the choice is stable.
bool slower(const PageEntry& a, const PageEntry& b) {
  return ttfb(a) != ttfb(b) ? ttfb(a) > ttfb(b) : a.url < b.url;
}

}  // namespace

std::optional<double> measured(std::span<const Measure> measures, std::string_view name,
                               std::string_view scope) {
  const auto found = std::ranges::find_if(measures, [&](const Measure& measure) {
    return measure.name == name && measure.scope == scope;
  });
  return found == measures.end() ? std::nullopt : std::optional(found->value);
}

std::vector<LoadRow> load_table(std::span<const Measure> measures, std::string_view scope) {
  std::vector<LoadRow> rows;
  for (const Series& series : kSeries) {
    const auto figure = [&](std::string_view quantile) {
      return measured(measures, fmt::format("{}_{}{}", series.name, quantile, series.suffix),
                      scope);
    };
    const LoadRow row{.label = series.label,
                      .unit = series.unit,
                      .median = figure("median"),
                      .p75 = figure("p75"),
                      .p95 = figure("p95")};
    if (row.median || row.p75 || row.p95) rows.push_back(row);
  }
  return rows;
}

std::vector<std::string> measured_templates(std::span<const Measure> measures) {
  std::vector<std::string> scopes;
  for (const Measure& measure : measures)
    if (!measure.scope.empty() && measure.name.starts_with("page_load.") &&
        std::ranges::find(scopes, measure.scope) == scopes.end())
      scopes.push_back(measure.scope);
  return scopes;
}

const char* measure_label(std::string_view name) {
  const auto* const found =
      std::ranges::find(kLabels, name, &std::pair<std::string_view, const char*>::first);
  return found == std::end(kLabels) ? nullptr : found->second;
}

std::vector<PageEntry> slowest_pages(const Run& run, std::size_t limit) {
  std::vector<PageEntry> slowest;  // a heap whose front is the least slow
  run.each_page([&](const PageEntry& page) {
    if (!page.load || page.alias || page.status == 0 || limit == 0) return;
    if (slowest.size() == limit) {
      if (!slower(page, slowest.front())) return;
      std::ranges::pop_heap(slowest, slower);
      slowest.pop_back();
    }
    slowest.push_back(page);
    std::ranges::push_heap(slowest, slower);
  });
  std::ranges::sort(slowest, slower);
  return slowest;
}

std::string_view path_pattern(std::string_view page_template) {
  return page_template.substr(0, page_template.rfind('#'));
}

}  // namespace vigie::reports
