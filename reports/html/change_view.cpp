// What changed since the previous run, what could not be measured, how it was measured.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crawler/marked_text.h"
#include "reports/formats/load_table.h"
#include "reports/html/view.h"
#include "reports/locale/rule_text.h"
#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports::html {
namespace {

constexpr std::size_t kChangesShown = 30;
constexpr std::size_t kNotMeasuredShown = 100;

void add_findings(View& view, const Source& source, const char* key, const char* more_key,
                  const std::vector<FindingEntry>& findings, std::uint64_t total) {
  const Texts& texts = source.report.texts;
  data rows = empty_list();
  const std::size_t shown = std::min(findings.size(), kChangesShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const rules::RuleInfo* rule = source.report.rule(findings[i].rule);
    View row;
    row.text("title", rule ? texts.translate(rule->title) : findings[i].rule);
    row.text("message", texts.format(findings[i].message, findings[i].values));
    row.view("page", url_view(source, findings[i].page));
    append(rows, std::move(row));
  }
  view.list(key, std::move(rows));
  view.flag(more_key, false);
  if (total > shown)
    view.text(more_key, texts.plural(N_("and {0} more", "and {0} more"), total - shown));
}

data measure_rows(const Source& source, const Change& change) {
  const Texts& texts = source.report.texts;
  data rows = empty_list();
  for (const auto& [now, before] : change.measures) {
    const char* label = measure_label(now.name);
    if (!now.scope.empty() || label == nullptr) continue;
    View row;
    row.text("label", texts.translate(label));
    row.text("before", texts.quantity(before, now.unit));
    row.text("now", texts.quantity(now.value, now.unit));
    append(rows, std::move(row));
  }
  return rows;
}

data not_measured_rows(const Source& source, std::size_t& total) {
  const Texts& texts = source.report.texts;
  const std::vector<NotMeasuredEntry> entries = source.report.run.not_measured();
  total = entries.size();
  data rows = empty_list();
  for (std::size_t i = 0; i < std::min(entries.size(), kNotMeasuredShown); ++i) {
    View row;
    row.view("what", url_view(source, entries[i].what));
    row.text("why", texts.format(entries[i].why, entries[i].values));
    append(rows, std::move(row));
  }
  return rows;
}

}  // namespace

View change_view(const Source& source) {
  const Texts& texts = source.report.texts;
  const std::optional<Change> change = source.report.run.change();
  View view;
  view.flag("change", false);
  if (!change) return view;
  View inner;
  inner.text("since", texts.format(N_("Compared with the audit of {0} (run {1})."),
                                   {texts.date_time(change->previous_started_ms),
                                    std::to_string(change->previous_run)}));
  inner.text("new_count",
             texts.plural(N_("{0} new finding", "{0} new findings"), change->new_findings));
  inner.text("fixed_count",
             texts.plural(N_("{0} finding fixed", "{0} findings fixed"), change->fixed_findings));
  inner.text("persisting_count", texts.plural(N_("{0} finding as before", "{0} findings as before"),
                                              change->persisting_findings));
  inner.text(
      "pages",
      texts.format(N_("{0}, {1}"),
                   {texts.plural(N_("{0} page more", "{0} pages more"), change->pages_added),
                    texts.plural(N_("{0} page gone", "{0} pages gone"), change->pages_removed)}));
  add_findings(inner, source, "added", "more_added", change->added, change->new_findings);
  add_findings(inner, source, "fixed", "more_fixed", change->fixed, change->fixed_findings);
  inner.list("measures", measure_rows(source, *change));
  view.view("change", std::move(inner));
  return view;
}

View method_view(const Source& source) {
  const Texts& texts = source.report.texts;
  const RunInfo& run = source.report.run.info();
  View view;
  std::size_t total = 0;
  view.list("not_measured", not_measured_rows(source, total));
  view.flag("more_not_measured", false);
  if (total > kNotMeasuredShown)
    view.text("more_not_measured",
              texts.plural(N_("and {0} more", "and {0} more"), total - kNotMeasuredShown));
  view.text("version", run.vigie_version);
  view.text("run", std::to_string(run.id));
  view.text("catalogue", std::to_string(run.catalogue_version));
  view.text("started", texts.date_time(run.started_ms));
  view.flag("finished", false);
  if (run.finished_ms > 0) view.text("finished", texts.date_time(run.finished_ms));
  view.optional("partial", texts.translate(state_text(run.state)));
  data options = empty_list();
  for (const auto& [name, value] : run.options)
    append(options, std::move(View().text("name", "--" + name).text("value", value)));
  view.list("options", std::move(options));
  return view;
}

}  // namespace vigie::reports::html
