// How pages load, on a terminal.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/marked_text.h"
#include "probes/measure.h"
#include "reports/formats/load_table.h"
#include "reports/formats/terminal_text.h"
#include "reports/formats/text_layout.h"
#include "reports/formats/text_parts.h"
#include "reports/formats/writer.h"
#include "reports/run.h"

namespace vigie::reports {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kFigureColumns = 13;
constexpr std::size_t kNarrowLabel = 16, kWideLabel = 36;
constexpr std::size_t kSlowest = 5;

std::string shown(const Report& report, const std::optional<double>& value, probes::Unit unit) {
  return value ? report.texts.quantity(*value, unit) : "–";
}

void figures(TextLayout& out, const Report& report, const std::vector<LoadRow>& rows) {
  const Texts& texts = report.texts;
  const std::size_t others = kIndent + 3 * kFigureColumns;
  const std::size_t label =
      std::clamp(report.width > others ? report.width - others : 0, kNarrowLabel, kWideLabel);
  const auto row = [&](std::string_view name, std::string_view median, std::string_view p75,
                       std::string_view p95) {
    out.row(kIndent, {cut_to_columns(name, label), median, p75, p95},
            {label, kFigureColumns, kFigureColumns, kFigureColumns});
  };
  row("", texts.translate(N_("median")), texts.percent(0.75), texts.percent(0.95));
  for (const LoadRow& figures : rows)
    row(texts.translate(figures.label), shown(report, figures.median, figures.unit),
        shown(report, figures.p75, figures.unit), shown(report, figures.p95, figures.unit));
}

// The measures of the portal that are no quantile of a series.
void counts(TextLayout& out, const Report& report, const std::vector<probes::Measure>& measures) {
  for (const probes::Measure& measure : measures) {
    if (!measure.scope.empty() || !measure.name.starts_with("pages.")) continue;
    const char* label = measure_label(measure.name);
    out.item(kIndent, {report.texts.quantity(measure.value, measure.unit), Style::plain}, 10,
             label != nullptr ? report.texts.translate(label) : measure.name);
  }
}

}  // namespace

void text_page_load(TextLayout& out, const Report& report) {
  const Texts& texts = report.texts;
  const std::vector<probes::Measure> measures = report.run.measures();
  const std::vector<LoadRow> rows = load_table(measures, {});
  out.heading(texts.translate(N_("Page load")));
  if (rows.empty())
    out.paragraph(kIndent, texts.translate(N_("Nothing was measured.")));
  else
    figures(out, report, rows);

  const std::vector<PageEntry> slowest = slowest_pages(report.run, kSlowest);
  if (!slowest.empty()) {
    out.empty_line();
    out.paragraph(kIndent, texts.translate(N_("Slowest to the first byte:")));
    for (const PageEntry& page : slowest)
      out.item(kIndent + 2, {texts.duration(page.load->timings.ttfb_ms), Style::plain}, 10,
               page.url);
  }
  if (measures.empty()) return;
  out.empty_line();
  counts(out, report, measures);
}

}  // namespace vigie::reports
