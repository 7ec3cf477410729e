#ifndef VIGIE_REPORTS_HISTORY_FINDING_INTERVALS_H
#define VIGIE_REPORTS_HISTORY_FINDING_INTERVALS_H

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "reports/history/database.h"

namespace vigie::reports::history {

// Where findings are kept: as intervals of the visits of their page. A row (first, last) says: at
// every visit of this page from run `first` to run `last` that judged by this rule, the finding was
// there, with this evidence. `last` 0: also at the newest visit. So a page that did not change
// costs nothing, and a run that did not come by, or did not judge by the rule, says nothing.
//
// Visits of a page are ordered by their run's number, which is the order in which runs began. Runs
// that go on at the same time may come in any order: a visit is fitted in between its neighbours,
// and an interval that spans it is split where it contradicts.

struct FindingKey {
  std::int64_t rule = 0;
  std::int64_t fingerprint = 0;
  std::int64_t ordinal = 0;  // among findings of one page, rule and fingerprint
  auto operator<=>(const FindingKey&) const = default;
};

struct FoundRow {
  FindingKey key;
  std::int64_t line = 0;
  std::int64_t evidence = 0;
  bool problem = true;  // failed or cantTell; with passed and inapplicable begins another finding
};

struct Visit {
  std::int64_t url = 0, run = 0;
  std::int64_t previous = 0, next = 0;  // runs of the neighbouring visits of this page, 0: none
  bool first_ever = false;              // no run knew this page: nothing is kept of it yet
};

class FindingIntervals {
 public:
  explicit FindingIntervals(Database& database);

  // This visit judged by `rules` (sorted) and found exactly `found` (sorted by key, keys differ).
  // Saying it again changes nothing; saying something else corrects it.
  void put(const Visit& visit, const std::vector<std::int64_t>& rules,
           const std::vector<FoundRow>& found);

 private:
  struct Row {
    FindingKey key;
    std::int64_t first = 0, last = 0, since = 0, line = 0, evidence = 0;
    bool problem = true;
    bool contains(std::int64_t run) const {
      return run != 0 && first <= run && (last == 0 || run <= last);
    }
  };
  using Rows = std::vector<Row>;

  Rows rows_around(const Visit& visit);
  void put_one(const Visit& visit, Rows& rows, const FoundRow* found);
  void put_all(const Visit& visit, std::span<const FoundRow> found);
  void break_row(const Visit& visit, Rows& rows, bool problem);
  void cut_out(const Visit& visit, Rows& rows, std::size_t at);
  void fit_in(const Visit& visit, Rows& rows, const FoundRow& found);
  void begin_again(const Visit& visit, Rows& rows, bool problem, std::int64_t old_since,
                   std::int64_t new_since);
  void change(const Visit& visit, Row& row, std::int64_t first, std::int64_t last,
              std::int64_t since);
  void insert(const Visit& visit, Rows& rows, const Row& row);

  Statement around_, insert_, insert_many_, erase_;
};

}  // namespace vigie::reports::history

#endif
