#ifndef VIGIE_REPORTS_HISTORY_STORED_RUN_H
#define VIGIE_REPORTS_HISTORY_STORED_RUN_H

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "probes/measure.h"
#include "reports/history/database.h"
#include "reports/history/page_rows.h"
#include "reports/run.h"

namespace vigie::reports::history {

// A run as the history keeps it.
class StoredRun final : public Run {
 public:
  StoredRun(std::shared_ptr<Database> database, RunInfo info);

  const RunInfo& info() const override { return info_; }
  std::vector<HostEntry> hosts() const override;
  void each_page(const std::function<void(const PageEntry&)>& use) const override;
  void each_finding(const std::function<void(const FindingEntry&)>& use) const override;
  void each_resource(const std::function<void(const ResourceEntry&)>& use) const override;
  std::vector<FindingGroup> groups() const override;
  std::vector<probes::Measure> measures() const override;
  std::vector<NotMeasuredEntry> not_measured() const override;
  std::optional<Change> change() const override;
  std::vector<std::pair<std::string, std::array<std::uint64_t, 4>>> outcomes() const override;
  std::uint64_t page_count() const override;

 private:
  std::shared_ptr<Database> database_;
  RunInfo info_;
  mutable std::optional<std::vector<FindingGroup>> groups_;  // each report asks several times
  std::int64_t previous_ = 0;  // the portal's finished run before this one, 0: none
};

std::unique_ptr<Run> open_run(const std::shared_ptr<Database>& database, std::int64_t run);

}  // namespace vigie::reports::history

#endif
