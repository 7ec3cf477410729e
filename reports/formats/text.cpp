#include "reports/formats/text.h"

#include <algorithm>
#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/error_kind.h"
#include "crawler/marked_text.h"
#include "reports/formats/load_table.h"
#include "reports/formats/sink.h"
#include "reports/formats/text_layout.h"
#include "reports/formats/text_parts.h"
#include "reports/formats/writer.h"
#include "reports/locale/error_text.h"
#include "reports/locale/rule_text.h"
#include "reports/run.h"

namespace vigie::reports {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kMostNotMeasured = 20;
constexpr std::size_t kMostChanges = 10;

// The portal itself did not answer: why, and what to try.
void unreached(TextLayout& out, const Report& report, const HostEntry& host) {
  const ErrorText text = error_text(host.failure->kind);
  out.paragraph(kIndent,
                report.texts.format(N_("{0}: not audited: {1} ({2})"),
                                    {host.host, report.texts.translate(text.meaning),
                                     crawler::name(host.failure->kind)}),
                Style::red);
  if (*text.advice != '\0') out.paragraph(kIndent + 2, report.texts.translate(text.advice));
}

void audited(TextLayout& out, const Report& report) {
  const RunInfo& run = report.run.info();
  const Texts& texts = report.texts;
  out.paragraph(0, run.portal, Style::bold);
  const std::string pages =
      texts.plural(N_("{0} page answered", "{0} pages answered"), report.run.page_count());
  if (run.finished_ms > run.started_ms)
    out.paragraph(
        kIndent,
        texts.format(N_("{0}, audited on {1} in {2}"),
                     {pages, texts.date_time(run.started_ms),
                      texts.duration(static_cast<double>(run.finished_ms - run.started_ms))}));
  else
    out.paragraph(
        kIndent, texts.format(N_("{0}, audited on {1}"), {pages, texts.date_time(run.started_ms)}));
  if (run.state != RunState::finished)
    out.paragraph(kIndent, texts.translate(state_text(run.state)), Style::yellow);
  if (run.with_session)
    out.paragraph(kIndent,
                  texts.translate(N_("Pages behind sign-in are in this report: share it with "
                                     "those only who may see them.")),
                  Style::yellow);
  for (const HostEntry& host : report.run.hosts())
    if (host.failure) unreached(out, report, host);
}

void not_measured(TextLayout& out, const Report& report) {
  const std::vector<NotMeasuredEntry> entries = report.run.not_measured();
  if (entries.empty()) return;
  out.heading(report.texts.translate(N_("What could not be measured")));
  for (std::size_t i = 0; i < std::min(entries.size(), kMostNotMeasured); ++i)
    out.item(kIndent, {"–", Style::dim}, 2,
             report.texts.format(
                 N_("{0}: {1}"),
                 {entries[i].what, report.texts.format(entries[i].why, entries[i].values)}));
  if (entries.size() > kMostNotMeasured)
    out.paragraph(
        kIndent + 2,
        report.texts.plural(N_("and {0} more", "and {0} more"), entries.size() - kMostNotMeasured),
        Style::dim);
}

void findings_that_changed(TextLayout& out, const Report& report, const Styled& mark,
                           const std::vector<FindingEntry>& findings, std::uint64_t total) {
  const std::size_t shown = std::min(findings.size(), kMostChanges);
  for (std::size_t i = 0; i < shown; ++i) {
    const rules::RuleInfo* rule = report.rule(findings[i].rule);
    out.item(kIndent + 2, mark, 2,
             report.texts.format(N_("{0}: {1}"),
                                 {rule ? report.texts.translate(rule->title) : findings[i].rule,
                                  findings[i].page}));
  }
  if (total > shown)
    out.paragraph(kIndent + 4,
                  report.texts.plural(N_("and {0} more", "and {0} more"), total - shown),
                  Style::dim);
}

void measures_that_changed(TextLayout& out, const Report& report, const Change& change) {
  for (const auto& [now, before] : change.measures) {
    if (!now.scope.empty() || now.value == before) continue;
    const char* label = measure_label(now.name);
    out.paragraph(kIndent, report.texts.format(N_("{0}: {1}, was {2}"),
                                               {label ? report.texts.translate(label) : now.name,
                                                report.texts.quantity(now.value, now.unit),
                                                report.texts.quantity(before, now.unit)}));
  }
}

void changed(TextLayout& out, const Report& report) {
  const std::optional<Change> change = report.run.change();
  if (!change) return;
  const Texts& texts = report.texts;
  out.heading(
      texts.format(N_("Since the audit of {0}"), {texts.date_time(change->previous_started_ms)}));
  out.paragraph(
      kIndent,
      texts.format(
          N_("{0}, {1}, {2}"),
          {texts.plural(N_("{0} new finding", "{0} new findings"), change->new_findings),
           texts.plural(N_("{0} fixed", "{0} fixed"), change->fixed_findings),
           texts.plural(N_("{0} as before", "{0} as before"), change->persisting_findings)}));
  findings_that_changed(out, report, {"+", Style::red}, change->added, change->new_findings);
  findings_that_changed(out, report, {"✓", Style::green}, change->fixed, change->fixed_findings);
  if (change->pages_added + change->pages_removed > 0)
    out.paragraph(
        kIndent,
        texts.format(N_("{0}, {1}"),
                     {texts.plural(N_("{0} page more", "{0} pages more"), change->pages_added),
                      texts.plural(N_("{0} page gone", "{0} pages gone"), change->pages_removed)}));
  measures_that_changed(out, report, *change);
}

void verdict(TextLayout& out, const Report& report) {
  if (!report.verdict) return;
  const Verdict& verdict = *report.verdict;
  out.empty_line();
  out.paragraph(0,
                report.texts.format(
                    N_("Verdict: {0} (exit code {1})"),
                    {report.texts.translate(verdict.meaning), std::to_string(verdict.exit_code)}),
                verdict.met() ? Style::green : Style::red);
  for (const Verdict::Reason& reason : verdict.reasons)
    out.paragraph(kIndent, report.texts.format(reason.message, reason.values));
}

}  // namespace

std::expected<void, WriteError> write_text(const Report& report, Sink& sink) {
  TextLayout out(sink, report.width, report.colour);
  audited(out, report);
  text_failures(out, report);
  text_undecided(out, report);
  text_passes(out, report);
  text_page_load(out, report);
  not_measured(out, report);
  changed(out, report);
  verdict(out, report);
  return sink.finish();
}

}  // namespace vigie::reports
