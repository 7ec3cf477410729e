#include "cli/history.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/message.h"
#include "cli/options/asked.h"
#include "cli/options/given.h"
#include "cli/request.h"
#include "cli/terminal.h"
#include "crawler/marked_text.h"
#include "reports/formats/sink.h"
#include "reports/formats/terminal_text.h"
#include "reports/formats/writer.h"
#include "reports/history/history.h"
#include "reports/history/trouble.h"
#include "reports/locale/texts.h"
#include "reports/run.h"
#include "rules/catalogue.h"
#include "rules/rule.h"

namespace vigie::cli {
namespace {

using reports::Texts;

constexpr const char* kPlace = "vigie history";

Message about(const std::string& path, const reports::Trouble& trouble) {
  Message message{.place = path, .what = {trouble.what, trouble.values}};
  if (*trouble.mend != '\0') message.mend = {trouble.mend};
  return message;
}

reports::History opened(const std::string& path, Terminal& terminal) {
  auto history = reports::History::open(path, reports::History::Access::read);
  if (!history) throw StartError(about(path, history.error().trouble));
  if (const auto caution = history->caution()) terminal.note(about(path, *caution));
  return *std::move(history);
}

const char* word_for(const reports::RunSummary& run) {
  switch (run.info.state) {
    case reports::RunState::running:
      return run.alive ? N_("running") : N_("broken off");
    case reports::RunState::finished:
      return N_("finished");
    case reports::RunState::interrupted:
      return N_("interrupted");
    case reports::RunState::failed:
      break;
  }
  return N_("failed");
}

using Row = std::vector<std::string>;

// Columns as wide as their widest cell; numbers, in the first and the fourth, to the right.
std::string in_columns(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], reports::columns(row[i]));
  std::string lines;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - reports::columns(row[i]), ' ');
      const bool to_the_right = i == 0 || i == 3;
      if (i + 1 == row.size())
        lines += row[i] + '\n';
      else
        lines += (to_the_right ? blanks + row[i] : row[i] + blanks) + "  ";
    }
  }
  return lines;
}

ExitCode list(const std::string& path, const std::vector<std::string>& words, Terminal& terminal) {
  const Texts& texts = terminal.texts();
  const auto title = [&](const char* text) { return std::string(texts.translate(text)); };
  std::vector<Row> rows = {{title(N_("Run")), title(N_("Started")), title(N_("State")),
                            title(N_("Pages")), title(N_("Portal"))}};
  const reports::History history = opened(path, terminal);
  const auto portal = words.empty() ? std::nullopt : std::optional<std::string_view>(words[0]);
  for (const reports::RunSummary& run : history.runs(portal))
    rows.push_back({std::to_string(run.info.id), texts.date_time(run.info.started_ms),
                    title(word_for(run)), texts.count(run.pages),
                    reports::terminal_text(run.info.portal)});
  if (rows.size() == 1)
    terminal.note({.place = path, .what = {N_("holds no run of what you ask for")}});
  else
    terminal.print(in_columns(rows));
  return ExitCode::ok;
}

const rules::RuleInfo* rule_info(std::string_view id) {
  const rules::Rule* rule = rules::find_rule(id);
  return rule == nullptr ? nullptr : &rule->info;
}

StartError no_such_run(const std::string& path, std::string word) {
  return StartError({.place = path,
                     .what = {N_("holds no run {0}"), {std::move(word)}},
                     .mend = {N_("list them all: vigie history list")}});
}

std::unique_ptr<reports::Run> run_named(const std::string& path, const reports::History& history,
                                        const std::vector<std::string>& words) {
  std::optional<std::int64_t> id;
  if (words.empty()) {
    id = history.latest_run();
  } else {
    std::int64_t number = 0;
    const char* end = words[0].data() + words[0].size();
    const auto [last, error] = std::from_chars(words[0].data(), end, number);
    if (error == std::errc{} && last == end) id = number;
  }
  std::unique_ptr<reports::Run> run = id ? history.run(*id) : nullptr;
  if (run == nullptr) throw no_such_run(path, words.empty() ? "" : words[0]);
  return run;
}

ExitCode show(const std::string& path, const std::vector<std::string>& words,
              const std::string& format, Terminal& terminal) {
  const reports::History history = opened(path, terminal);
  const std::unique_ptr<reports::Run> run = run_named(path, history, words);
  const reports::Report report{.run = *run,
                               .texts = terminal.texts(),
                               .rule = rule_info,
                               .width = terminal.width(),
                               .colour = terminal.out_takes_colour()};
  reports::FileSink sink(stdout, std::string(terminal.texts().translate(N_("standard output"))));
  const auto written = reports::find_format(format)->write(report, sink);
  if (!written) terminal.output_failed(written.error().error);
  return written ? ExitCode::ok : ExitCode::not_written;
}

ExitCode check(const std::string& path, Terminal& terminal) {
  const std::vector<reports::Trouble> troubles = reports::check_history(path);
  for (const reports::Trouble& trouble : troubles) terminal.complain(about(path, trouble));
  if (!troubles.empty()) return ExitCode::usage;
  terminal.print(reports::terminal_text(path) + ": " +
                 std::string(terminal.texts().translate(N_("sound"))) + '\n');
  return ExitCode::ok;
}

}  // namespace

ExitCode history(const CommandLine& line, Terminal& terminal) {
  const Asked asked = read_all("history", merged(line.given, {}));
  terminal.obey(asked.request);
  const std::string path =
      asked.request.history.path.empty() ? default_history_path() : asked.request.history.path;
  std::vector<std::string> words = line.words;
  const std::string what = words.empty() ? "" : words.front();
  if (!words.empty()) words.erase(words.begin());
  if (what == "list" && words.size() <= 1) return list(path, words, terminal);
  if (what == "show" && words.size() <= 1) return show(path, words, asked.request.format, terminal);
  if (what == "check" && words.empty()) return check(path, terminal);
  throw StartError({.place = kPlace,
                    .what = {N_("say what: list [PORTAL], show [RUN] or check")},
                    .mend = {N_("as in: {0}"), {"vigie history list"}}});
}

}  // namespace vigie::cli
