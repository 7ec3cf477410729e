#include "cli/audit.h"

#include <cstdint>
#include <cstdio>
#include <expected>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/audit_crawl.h"
#include "cli/audit_request.h"
#include "cli/audit_verdict.h"
#include "cli/exit_code.h"
#include "cli/message.h"
#include "cli/stop_signal.h"
#include "cli/terminal.h"
#include "cli/version.h"
#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/marked_text.h"
#include "crawler/url.h"
#include "reports/formats/sink.h"
#include "reports/formats/writer.h"
#include "reports/history/history.h"
#include "reports/history/run_store.h"
#include "reports/history/trouble.h"
#include "reports/locale/error_text.h"
#include "reports/run.h"
#include "rules/catalogue.h"
#include "rules/rule.h"

namespace vigie::cli {
namespace {

using reports::History;

Message about(const std::string& path, const reports::Trouble& trouble) {
  return {.place = path, .what = {trouble.what, trouble.values}, .mend = {trouble.mend, {}}};
}

struct OpenedHistory {
  History history;
  bool all_kept;  // false: it should have been kept, and cannot be
};

// A temporary one, with a complaint, when the file cannot be used now; StartError for a file that
// is not ours.
OpenedHistory open_history(const HistorySettings& settings, Terminal& terminal) {
  if (settings.none) return {*History::open(std::nullopt), true};
  auto history = History::open(settings.path);
  if (history) {
    if (const auto caution = history->caution()) terminal.note(about(settings.path, *caution));
    return {*std::move(history), true};
  }
  if (history.error().refused()) throw StartError(about(settings.path, history.error().trouble));
  terminal.complain(about(settings.path, history.error().trouble));
  return {*History::open(std::nullopt), false};
}

reports::RunRequest run_request(const AuditRequest& request) {
  reports::RunRequest run{.portal = request.portal,
                          .targets = {},
                          .options = request.options,
                          .vigie_version = std::string(version()),
                          .catalogue_version = rules::catalogue_version(),
                          .with_session = !request.fetch.session.empty(),
                          .resources = request.crawl.resources,
                          .external = request.crawl.external};
  for (const std::string& target : request.targets) {
    const auto url = crawler::Url::parse(target);
    if (request.single_pages || !url)
      run.targets.push_back({url ? std::string(url->host()) : "", target});
    else
      run.targets.push_back({std::string(url->host()), std::string(url->page_key().href())});
  }
  switch (request.history.resume) {
    case Resume::recent:
      run.resume = reports::RunRequest::Resume::recent;
      break;
    case Resume::always:
      run.resume = reports::RunRequest::Resume::always;
      break;
    case Resume::never:
      run.resume = reports::RunRequest::Resume::never;
      break;
  }
  return run;
}

std::vector<const rules::Rule*> rules_of(const AuditRequest& request) {
  std::vector<const rules::Rule*> rules;
  for (const std::string& id : request.rules)
    if (const rules::Rule* rule = rules::find_rule(id)) rules.push_back(rule);
  return rules;
}

const rules::RuleInfo* rule_info(std::string_view id) {
  const rules::Rule* rule = rules::find_rule(id);
  return rule == nullptr ? nullptr : &rule->info;
}

// Why nothing could be audited, and what to try: of the start pages, or of the first page that
// failed.
void explain_failure(const reports::Run& run, Terminal& terminal) {
  int told = 0;
  run.each_page([&](const reports::PageEntry& page) {
    constexpr int kMostTold = 5;
    if (!page.failure || page.alias || ++told > kMostTold) return;
    const reports::ErrorText text = reports::error_text(page.failure->kind);
    terminal.complain({.place = page.url,
                       .what = {N_("not audited: {0} ({1})"),
                                {std::string(terminal.texts().translate(text.meaning)),
                                 std::string(crawler::name(page.failure->kind))}},
                       .mend = {text.advice, {}}});
  });
}

bool write_to_file(const reports::Report& report, const Output& output, std::int64_t run,
                   Terminal& terminal) {
  const reports::Format* format = reports::find_format(output.format);
  if (format == nullptr) return false;
  reports::FileSink sink(output.path);
  const auto written = format->write(report, sink);
  if (written) return true;
  terminal.complain(
      {.place = output.path,
       .what = {N_("not written: {0}"), {std::generic_category().message(written.error().error)}},
       .mend = {N_("the results are kept as run {0} of the history"), {std::to_string(run)}}});
  return false;
}

bool write_to_stdout(const AuditRequest& request, const reports::Report& report,
                     Terminal& terminal) {
  if (request.quiet && request.format == "text") return true;
  const reports::Format* format = reports::find_format(request.format);
  if (format == nullptr) return false;
  reports::FileSink sink(stdout, "stdout");
  const auto written = format->write(report, sink);
  if (written) return true;
  terminal.complain(
      {.place = std::string(terminal.texts().translate(N_("standard output"))),
       .what = {N_("not written: {0}"), {std::generic_category().message(written.error().error)}}});
  return false;
}

// Every report that was asked for; one full disk must not cost the others.
bool write_reports(const AuditRequest& request, const reports::Run& run,
                   const reports::Verdict& verdict, Terminal& terminal) {
  reports::Report report{.run = run,
                         .texts = terminal.texts(),
                         .rule = rule_info,
                         .verdict = verdict,
                         .width = terminal.width(),
                         .colour = terminal.out_takes_colour()};
  bool all_written = write_to_stdout(request, report, terminal);
  report.colour = false;
  for (const Output& output : request.outputs)
    all_written &= write_to_file(report, output, run.info().id, terminal);
  return all_written;
}

std::unique_ptr<crawler::Fetcher> make_fetcher(const AuditRequest& request) {
  try {
    return std::make_unique<crawler::Fetcher>(request.fetch);
  } catch (const std::invalid_argument& wrong) {
    throw StartError({.place = "vigie audit", .what = {"{0}", {wrong.what()}}});
  }
}

}  // namespace

ExitCode audit(const AuditRequest& request, Terminal& terminal) {
  const StopSignal signals;  // before any other thread
  const auto fetcher = make_fetcher(request);
  OpenedHistory opened = open_history(request.history, terminal);
  const auto rules = rules_of(request);
  AuditEnd end{.all_kept = opened.all_kept};
  std::int64_t id = 0;
  {
    const std::unique_ptr<reports::RunStore> store = opened.history.begin_run(run_request(request));
    id = store->id();
    if (store->resumed())
      terminal.note({.place = request.portal,
                     .what = {N_("carrying on run {0}, which ended before it was finished"),
                              {std::to_string(id)}},
                     .mend = {N_("to begin a new one: --no-resume"), {}}});
    crawl_and_conclude(request, rules, *fetcher, *store, terminal, signals.token());
    end.signal = signals.signal();
    store->finish(end.signal != 0 ? reports::RunState::interrupted : reports::RunState::finished);
    if (const auto& lost = store->lost()) {
      terminal.complain(about(request.history.path, *lost));
      end.all_kept = false;
    }
  }
  const std::unique_ptr<reports::Run> run = opened.history.run(id);
  if (!run) return ExitCode::not_written;
  const AuditResult result = result_of(*run, request.fail_on);
  if (result.reached == 0) explain_failure(*run, terminal);
  const reports::Verdict before = verdict_of(result, request.fail_on, end);
  end.all_written = write_reports(request, *run, before, terminal);
  return static_cast<ExitCode>(verdict_of(result, request.fail_on, end).exit_code);
}

}  // namespace vigie::cli
