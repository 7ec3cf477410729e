#ifndef VIGIE_REPORTS_HISTORY_HISTORY_H
#define VIGIE_REPORTS_HISTORY_HISTORY_H

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/history/database_file.h"
#include "reports/history/trouble.h"
#include "reports/run.h"

namespace vigie::reports {

class RunStore;
namespace history {
struct Place;
}

// What a run is, before it begins.
struct RunRequest {
  std::string portal;  // the URL, or the name in the portal file
  struct Target {
    std::string host;  // as the user named it
    std::string url;   // Url::page_key of the start page
  };
  std::vector<Target> targets;
  std::vector<std::pair<std::string, std::string>> options;  // RunInfo::options
  std::string vigie_version;
  int catalogue_version = 0;
  bool with_session = false;
  // What a resumed run has still to fetch of the pages that a dead process kept.
  bool resources = true, external = false;

  enum class Resume : std::uint8_t { recent, always, never };
  Resume resume = Resume::recent;
  std::chrono::minutes recent{60};  // since its last sign of life
};

// One line of `vigie history list`.
struct RunSummary {
  RunInfo info;
  std::uint64_t pages = 0;  // documents with an answer; as far as known while it runs
  bool alive = false;       // a running one whose process lives
};

// The runs of all portals in one SQLite file, or, where that cannot be, in a temporary one with the
// same schema. Used by one thread at a time; several processes may use one file.
// docs/history.md describes what is kept and the views that others may read.
class History {
 public:
  using Access = history::Access;
  static constexpr std::chrono::milliseconds kPatience{10'000};  // for another writer

  // Without a path: temporary, which always works. Access::read is for commands that only show.
  static std::expected<History, OpenError> open(const std::optional<std::string>& path,
                                                Access access = Access::write,
                                                std::chrono::milliseconds patience = kPatience);
  History(History&&) noexcept;
  History& operator=(History&&) noexcept;
  ~History();

  bool temporary() const;
  const std::string& path() const;  // empty when temporary

  // Never fails: where the file will not take it, the run is kept in a temporary one, and
  // RunStore::lost() says why. Runs of dead processes become `interrupted`, but for one that this
  // request resumes.
  std::unique_ptr<RunStore> begin_run(const RunRequest& request);

  std::vector<RunSummary> runs(
      std::optional<std::string_view> portal = std::nullopt) const;  // newest first
  std::vector<std::string> portals() const;
  std::optional<std::int64_t> latest_run(
      std::optional<std::string_view> portal = std::nullopt) const;
  // Null when there is none of that number. Stays usable when the History has gone.
  std::unique_ptr<Run> run(std::int64_t id) const;

  // A note on where the file lies, as on a network drive where locks do not hold.
  std::optional<Trouble> caution() const;

 private:
  explicit History(std::shared_ptr<history::Place> place);
  std::shared_ptr<history::Place> place_;
};

// Everything that is wrong with the file, or nothing. Writes nothing. `most`: lines at most.
std::vector<Trouble> check_history(const std::string& path, std::size_t most = 20);

}  // namespace vigie::reports

#endif
