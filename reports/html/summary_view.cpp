// The first screen: verdict, figures, what to mend first, what changed.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "crawler/error_kind.h"
#include "crawler/marked_text.h"
#include "reports/formats/load_table.h"
#include "reports/html/view.h"
#include "reports/locale/error_text.h"
#include "reports/locale/rule_text.h"
#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports::html {
namespace {

constexpr std::size_t kMendFirst = 3;

void add_verdict(View& view, const Report& report) {
  view.flag("verdict", false);
  if (!report.verdict) return;
  View verdict;
  verdict.flag("met", report.verdict->met());
  verdict.text("meaning", report.texts.translate(report.verdict->meaning));
  verdict.text("exit_code", std::to_string(report.verdict->exit_code));
  data reasons = empty_list();
  for (const Verdict::Reason& reason : report.verdict->reasons)
    append(reasons,
           std::move(View().text("reason", report.texts.format(reason.message, reason.values))));
  verdict.list("reasons", std::move(reasons));
  view.view("verdict", std::move(verdict));
}

// Hosts that did not answer: why, and what to try.
void add_unreached(View& view, const Report& report) {
  data hosts = empty_list();
  for (const HostEntry& host : report.run.hosts()) {
    if (!host.failure) continue;
    const ErrorText text = error_text(host.failure->kind);
    View item;
    item.text("why", report.texts.format(N_("{0}: not audited: {1} ({2})"),
                                         {host.host, report.texts.translate(text.meaning),
                                          crawler::name(host.failure->kind)}));
    item.optional("advice", report.texts.translate(text.advice));
    append(hosts, std::move(item));
  }
  view.list("unreached", std::move(hosts));
}

View figure(std::string value, std::string_view what) {
  View view;
  view.text("value", value).text("what", what);
  return view;
}

void add_figures(View& view, const Source& source) {
  const Texts& texts = source.report.texts;
  std::uint64_t failing = 0, undecided = 0, passing = 0;
  for (const auto& [rule, pages] : source.report.run.outcomes()) {
    const auto& [passed, failed, cant_tell, inapplicable] = pages;
    failing += failed > 0 ? 1 : 0;
    undecided += cant_tell > 0 ? 1 : 0;
    passing += failed == 0 && cant_tell == 0 && passed > 0 ? 1 : 0;
  }
  data figures = empty_list();
  const std::uint64_t pages = source.report.run.page_count();
  append(figures, figure(texts.count(pages),
                         texts.translate(pages == 1 ? N_("page answered") : N_("pages answered"))));
  append(figures, figure(texts.count(failing),
                         texts.translate(failing == 1 ? N_("rule fails") : N_("rules fail"))));
  append(figures, figure(texts.count(undecided),
                         texts.translate(undecided == 1 ? N_("rule for a person to decide")
                                                        : N_("rules for a person to decide"))));
  append(figures,
         figure(texts.count(passing), texts.translate(passing == 1 ? N_("rule passes everywhere")
                                                                   : N_("rules pass everywhere"))));
  if (const auto ttfb = measured(source.measures, "page_load.ttfb_p75_ms"))
    append(figures, figure(texts.duration(*ttfb),
                           texts.translate(N_("or less to the first byte, on 3 pages of 4"))));
  if (source.pages.failed_count > 0)
    append(figures, figure(texts.count(source.pages.failed_count),
                           texts.translate(N_("without a usable answer"))));
  view.list("figures", std::move(figures));
}

void add_mend_first(View& view, const Source& source) {
  const Texts& texts = source.report.texts;
  data items = empty_list();
  std::size_t count = 0;
  for (const RuleFindings& findings : source.findings) {
    if (findings.outcome != rules::Outcome::failed || count == kMendFirst) continue;
    const rules::RuleInfo* rule = source.report.rule(findings.rule);
    View item;
    item.text("anchor", anchor("fails", findings.rule));
    item.text("title", rule ? texts.translate(rule->title) : findings.rule);
    item.text("help", rule ? texts.translate(rule->help) : "");
    item.text("spread",
              texts.plural(N_("{0} page concerned", "{0} pages concerned"), findings.pages));
    append(items, std::move(item));
    ++count;
  }
  view.list("mend_first", std::move(items));
}

void add_change(View& view, const Report& report) {
  const std::optional<Change> change = report.run.change();
  view.flag("since", false);
  if (!change) return;
  const Texts& texts = report.texts;
  view.text("since",
            texts.format(
                N_("Since the audit of {0}: {1}, {2}, {3}."),
                {texts.date(change->previous_started_ms),
                 texts.plural(N_("{0} new finding", "{0} new findings"), change->new_findings),
                 texts.plural(N_("{0} fixed", "{0} fixed"), change->fixed_findings),
                 texts.plural(N_("{0} as before", "{0} as before"), change->persisting_findings)}));
}

}  // namespace

View summary_view(const Source& source) {
  const Report& report = source.report;
  View view;
  add_verdict(view, report);
  view.optional("partial", report.texts.translate(state_text(report.run.info().state)));
  view.flag("with_session", report.run.info().with_session);
  add_unreached(view, report);
  add_figures(view, source);
  add_mend_first(view, source);
  add_change(view, report);
  return view;
}

}  // namespace vigie::reports::html
