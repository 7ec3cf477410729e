#include "reports/history/run_summaries.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/history/database.h"
#include "reports/history/history.h"
#include "reports/history/judgement_record.h"
#include "reports/history/owner.h"
#include "reports/run.h"

namespace vigie::reports::history {
namespace {

constexpr const char* kColumns =
    "SELECT run.id, portal.name, started_ms, finished_ms, state, vigie, catalogue, options, "
    "with_session, pages, host, boot, pid, process_started, heartbeat_ms "
    "FROM run JOIN portal ON portal.id = run.portal_id ";

RunState state_of(std::string_view state) {
  for (const RunState known : {RunState::running, RunState::finished, RunState::interrupted})
    if (state == name(known)) return known;
  return RunState::failed;
}

RunInfo info_of(const Statement::Rows& row) {
  RunInfo info{.id = row.integer(0),
               .portal = row.string(1),
               .started_ms = row.integer(2),
               .finished_ms = row.integer(3),
               .state = state_of(row.text(4)),
               .vigie_version = row.string(5),
               .catalogue_version = static_cast<int>(row.integer(6)),
               .with_session = row.integer(8) != 0};
  const std::vector<std::string> options = decode_texts(row.text(7));
  for (std::size_t at = 0; at + 1 < options.size(); at += 2)
    info.options.emplace_back(options[at], options[at + 1]);
  return info;
}

RunSummary summary_of(const Statement::Rows& row, const Owner& self) {
  RunSummary summary{.info = info_of(row), .pages = static_cast<std::uint64_t>(row.integer(9))};
  const Owner owner{.host = row.string(10),
                    .boot = row.string(11),
                    .pid = row.integer(12),
                    .started = row.integer(13),
                    .heartbeat_ms = row.integer(14)};
  summary.alive = summary.info.state == RunState::running && is_alive(owner, self, now_ms());
  return summary;
}

}  // namespace

std::vector<RunSummary> run_summaries(Database& database, std::optional<std::string_view> portal) {
  const std::string sql =
      std::string(kColumns) + (portal ? "WHERE portal.name = ? ORDER BY run.id DESC"
                                      : "WHERE ? IS NULL ORDER BY run.id DESC");
  Statement read(database, sql.c_str());
  Statement count(database,
                  "SELECT COUNT(*) FROM page JOIN answer ON answer.id = page.answer_id WHERE "
                  "page.run_id = ? AND alias = 0 AND frame = 0 AND answer.status > 0");
  const Owner self = this_process();
  std::vector<RunSummary> summaries;
  Statement::Rows rows = read.query(portal);
  while (rows.next()) {
    summaries.push_back(summary_of(rows, self));
    RunSummary& summary = summaries.back();
    if (summary.info.state == RunState::running)
      summary.pages = static_cast<std::uint64_t>(count.integer(summary.info.id).value_or(0));
  }
  return summaries;
}

std::optional<RunInfo> run_info(Database& database, std::int64_t run) {
  const std::string sql = std::string(kColumns) + "WHERE run.id = ?";
  Statement read(database, sql.c_str());
  Statement::Rows rows = read.query(run);
  if (!rows.next()) return std::nullopt;
  return info_of(rows);
}

}  // namespace vigie::reports::history
