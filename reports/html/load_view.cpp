// Page load: quantiles, how pages spread, templates, the slowest pages.
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/marked_text.h"
#include "probes/measure.h"
#include "reports/formats/load_table.h"
#include "reports/html/view.h"
#include "reports/run.h"

namespace vigie::reports::html {
namespace {

constexpr std::size_t kSlowest = 10;
constexpr std::size_t kTemplates = 15;
constexpr int kBarHeight = 44;  // of one class in the chart, its text included; px

std::string shown(const Texts& texts, const std::optional<double>& value, probes::Unit unit) {
  return value ? texts.quantity(*value, unit) : "–";
}

data quantile_rows(const Source& source) {
  const Texts& texts = source.report.texts;
  data rows = empty_list();
  for (const LoadRow& row : load_table(source.measures, {})) {
    View view;
    view.text("label", texts.translate(row.label));
    view.text("median", shown(texts, row.median, row.unit));
    view.text("p75", shown(texts, row.p75, row.unit));
    view.text("p95", shown(texts, row.p95, row.unit));
    append(rows, std::move(view));
  }
  return rows;
}

// "100 to 200 ms"; the first "less than 100 ms", the last "3.2 s or more"
std::string class_label(const Texts& texts, std::size_t i) {
  if (i == 0) return texts.format(N_("less than {0}"), {texts.duration(kTtfbBounds.front())});
  if (i == kTtfbBounds.size())
    return texts.format(N_("{0} or more"), {texts.duration(kTtfbBounds.back())});
  return texts.format(N_("{0} to {1}"),
                      {texts.duration(kTtfbBounds.at(i - 1)), texts.duration(kTtfbBounds.at(i))});
}

// The chart's bars with the figures they show. Positions are per cent of the width, so that texts
// keep their size on a narrow screen.
void add_chart(View& view, const Source& source) {
  const Texts& texts = source.report.texts;
  const PageDigest& pages = source.pages;
  view.flag("chart", false);
  if (pages.measured == 0) return;
  const std::uint64_t most = *std::ranges::max_element(pages.ttfb);
  data bars = empty_list();
  for (std::size_t i = 0; i < pages.ttfb.size(); ++i) {
    const std::uint64_t count = pages.ttfb.at(i);
    const int top = static_cast<int>(i) * kBarHeight;
    View bar;
    bar.text("label", class_label(texts, i));
    bar.text("count", texts.plural(N_("{0} page", "{0} pages"), count));
    bar.text("share",
             texts.percent(static_cast<double>(count) / static_cast<double>(pages.measured)));
    bar.text("width", fmt::format("{:.2f}%",
                                  100.0 * static_cast<double>(count) / static_cast<double>(most)));
    bar.text("text_y", std::to_string(top + 16));
    bar.text("bar_y", std::to_string(top + 22));
    append(bars, std::move(bar));
  }
  View chart;
  chart.text("height", std::to_string(pages.ttfb.size() * kBarHeight));
  chart.text("summary", texts.plural(N_("How {0} page spreads over classes of time to first byte",
                                        "How {0} pages spread over classes of time to first byte"),
                                     pages.measured));
  chart.list("bars", std::move(bars));
  view.view("chart", std::move(chart));
}

data template_rows(const Source& source) {
  const Texts& texts = source.report.texts;
  const std::vector<std::string> scopes = measured_templates(source.measures);
  data rows = empty_list();
  for (std::size_t i = 0; i < std::min(scopes.size(), kTemplates); ++i) {
    const auto figure = [&](std::string_view name, probes::Unit unit) {
      return shown(texts, measured(source.measures, name, scopes[i]), unit);
    };
    View view;
    view.text("name", path_pattern(scopes[i]));
    view.text("pages", figure("pages.html", probes::Unit::count));
    view.text("median", figure("page_load.ttfb_median_ms", probes::Unit::milliseconds));
    view.text("p75", figure("page_load.ttfb_p75_ms", probes::Unit::milliseconds));
    view.text("p95", figure("page_load.ttfb_p95_ms", probes::Unit::milliseconds));
    view.text("weight", figure("page_load.weight_median", probes::Unit::bytes));
    append(rows, std::move(view));
  }
  return rows;
}

data slowest_rows(const Source& source) {
  const Texts& texts = source.report.texts;
  data rows = empty_list();
  for (const PageEntry& page : slowest_pages(source.report.run, kSlowest)) {
    View view;
    view.view("page", url_view(source, page.url));
    view.optional("title", page.title);
    view.text("ttfb", texts.duration(page.load->timings.ttfb_ms));
    view.text("total", texts.duration(page.load->timings.total_ms));
    view.text("bytes", texts.size(static_cast<double>(page.load->bytes_transferred)));
    view.text("weight", page.weight ? texts.size(static_cast<double>(page.weight->bytes)) : "–");
    view.text("requests", page.weight ? texts.count(page.weight->requests) : "–");
    append(rows, std::move(view));
  }
  return rows;
}

// The portal's figures that are no quantile: pages, documents, orphans …
data count_rows(const Source& source) {
  const Texts& texts = source.report.texts;
  data rows = empty_list();
  for (const probes::Measure& measure : source.measures) {
    const bool listed =
        measure.name.starts_with("pages.") || measure.name == "page_load.ecoindex_median";
    const char* label = measure_label(measure.name);
    if (!measure.scope.empty() || !listed || label == nullptr) continue;
    View view;
    view.text("label", texts.translate(label));
    view.text("value", texts.quantity(measure.value, measure.unit));
    append(rows, std::move(view));
  }
  return rows;
}

}  // namespace

View load_view(const Source& source) {
  const Texts& texts = source.report.texts;
  View view;
  view.text("three_quarters", texts.percent(0.75));
  view.text("nearly_all", texts.percent(0.95));
  view.list("quantiles", quantile_rows(source));
  add_chart(view, source);
  view.list("templates", template_rows(source));
  view.list("slowest", slowest_rows(source));
  view.list("counts", count_rows(source));
  return view;
}

}  // namespace vigie::reports::html
