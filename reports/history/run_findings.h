#ifndef VIGIE_REPORTS_HISTORY_RUN_FINDINGS_H
#define VIGIE_REPORTS_HISTORY_RUN_FINDINGS_H

#include <cstdint>
#include <functional>
#include <vector>

#include "reports/history/database.h"
#include "reports/history/finding_rows.h"
#include "reports/run.h"

namespace vigie::reports::history {

// All findings of a run, by page URL; those in a frame follow those of the page that shows it.
class RunFindings {
 public:
  // `previous`: the run that `is_new` is said against, 0: none.
  RunFindings(Database& database, std::int64_t run, std::int64_t previous);

  void each(const std::function<void(const FindingEntry&)>& use);
  std::vector<FindingGroup> groups();

 private:
  bool is_new(const FindingEntry& finding, std::int64_t url_id);

  Database& database_;
  std::int64_t run_, previous_;
  FindingRows findings_;
  Statement at_previous_;
};

}  // namespace vigie::reports::history

#endif
