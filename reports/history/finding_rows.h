#ifndef VIGIE_REPORTS_HISTORY_FINDING_ROWS_H
#define VIGIE_REPORTS_HISTORY_FINDING_ROWS_H

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "reports/history/database.h"
#include "reports/run.h"

namespace vigie::reports::history {

// Outcomes of the rules that judged a page, by their number. The last few hundred are kept decoded.
class OutcomeRows {
 public:
  using Counts = std::array<std::uint32_t, 4>;
  struct Outcome {
    std::int64_t rule;
    std::string name;
    Counts counts;
  };
  explicit OutcomeRows(Database& database);
  const std::vector<Outcome>& of(std::int64_t outcomes_id);  // empty for 0; until the next call
  bool judged(std::int64_t outcomes_id, std::int64_t rule);

 private:
  Statement counts_, members_;
  std::unordered_map<std::int64_t, std::vector<Outcome>> known_;
};

// A page as far as its findings need it.
struct JudgedRow {
  std::int64_t url_id = 0, outcomes_id = 0, portal_outcomes_id = 0;
};

// Findings as visits saw them.
class FindingRows {
 public:
  explicit FindingRows(Database& database);

  // Of one page at one run, by line, rule, selector. The entry's page, frame, template and is_new
  // are left to the caller.
  void each(const JudgedRow& page, std::int64_t run, const std::function<void(FindingEntry&)>& use);

 private:
  Statement findings_;
  OutcomeRows outcomes_;
};

}  // namespace vigie::reports::history

#endif
