#ifndef VIGIE_TESTS_REPORTS_HISTORY_FAILING_DISK_H
#define VIGIE_TESTS_REPORTS_HISTORY_FAILING_DISK_H

#include <string>

namespace vigie::reports::testing {

// Stands between SQLite and the disk while it lives: the Nth write, sync or truncation of a file in
// `folder` fails with this SQLite code, and so do all after it when `for_good`.
class FailingDisk {
 public:
  FailingDisk(const std::string& folder, int nth, int code, bool for_good);
  ~FailingDisk();
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;

  bool failed() const;  // it came to the Nth
};

}  // namespace vigie::reports::testing

#endif
