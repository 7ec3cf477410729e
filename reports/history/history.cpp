#include "reports/history/history.h"

#include <sys/vfs.h>

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/marked_text.h"
#include "reports/history/database.h"
#include "reports/history/database_file.h"
#include "reports/history/merger.h"
#include "reports/history/owner.h"
#include "reports/history/place.h"
#include "reports/history/run_store.h"
#include "reports/history/run_summaries.h"
#include "reports/history/stored_run.h"
#include "reports/history/trouble.h"
#include "reports/run.h"

namespace vigie::reports {

using history::Database;
using history::DatabaseError;
using history::Statement;

History::History(std::shared_ptr<history::Place> place) : place_(std::move(place)) {}
History::History(History&&) noexcept = default;
History& History::operator=(History&&) noexcept = default;
History::~History() = default;

std::expected<History, OpenError> History::open(const std::optional<std::string>& path,
                                                Access access, std::chrono::milliseconds patience) {
  auto place = std::make_shared<history::Place>();
  if (!path) {
    place->database = history::open_temporary();
    return History(std::move(place));
  }
  auto database = history::open_file(*path, access, patience);
  if (!database) return std::unexpected(std::move(database.error()));
  place->path = *path;
  place->database = std::move(*database);
  return History(std::move(place));
}

bool History::temporary() const { return place_->temporary(); }

const std::string& History::path() const { return place_->path; }

std::unique_ptr<RunStore> History::begin_run(const RunRequest& request) {
  return std::make_unique<RunStore>(place_, request);
}

std::vector<RunSummary> History::runs(std::optional<std::string_view> portal) const {
  return history::run_summaries(*place_->database, portal);
}

std::vector<std::string> History::portals() const {
  std::vector<std::string> names;
  Statement read(*place_->database, "SELECT name FROM portal ORDER BY name");
  Statement::Rows rows = read.query();
  while (rows.next()) names.push_back(rows.string(0));
  return names;
}

std::optional<std::int64_t> History::latest_run(std::optional<std::string_view> portal) const {
  if (!portal) return Statement(*place_->database, "SELECT MAX(id) FROM run").integer();
  return Statement(*place_->database,
                   "SELECT MAX(run.id) FROM run JOIN portal ON portal.id = run.portal_id WHERE "
                   "portal.name = ?")
      .integer(*portal);
}

std::unique_ptr<Run> History::run(std::int64_t id) const {
  const auto portal =
      Statement(*place_->database, "SELECT portal_id FROM run WHERE id = ?").integer(id);
  if (!portal) return nullptr;
  try {
    // What its process had no time to put in its place. Whoever does it, the result is the same.
    if (Statement(*place_->database, "SELECT 1 FROM journal WHERE run_id = ? LIMIT 1").integer(id))
      history::Merger(*place_->database).merge(id, *portal);
  } catch (const DatabaseError&) {
    // Read-only or locked: the last pages of a run that goes on are missing, no more.
  }
  return history::open_run(place_->database, id);
}

std::optional<Trouble> History::caution() const {
  struct statfs drive{};
  if (temporary() || statfs(place_->path.c_str(), &drive) != 0) return std::nullopt;
  constexpr decltype(drive.f_type) kNfs = 0x6969, kSmb = 0x517B, kSmb2 = 0xFE534D42,
                                   kCifs = 0xFF534D42;
  if (drive.f_type != kNfs && drive.f_type != kSmb && drive.f_type != kSmb2 &&
      drive.f_type != kCifs)
    return std::nullopt;
  return Trouble{N_("on a network drive, where the locks of SQLite do not hold"),
                 {},
                 N_("let only one machine use it, or name a file on a disk of this one with "
                    "--history")};
}

}  // namespace vigie::reports
