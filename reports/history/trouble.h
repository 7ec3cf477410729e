#ifndef VIGIE_REPORTS_HISTORY_TROUBLE_H
#define VIGIE_REPORTS_HISTORY_TROUBLE_H

#include <string>
#include <vector>

namespace vigie::reports {

// What is wrong with a history, for a person: msgids with values, then what to do about it (may be
// empty). The place, which goes in front, is the history's path.
struct Trouble {
  const char* what = "";
  std::vector<std::string> values = {};
  const char* mend = "";
};

}  // namespace vigie::reports

#endif
