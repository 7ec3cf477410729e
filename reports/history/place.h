#ifndef VIGIE_REPORTS_HISTORY_PLACE_H
#define VIGIE_REPORTS_HISTORY_PLACE_H

#include <memory>
#include <string>

#include "reports/history/database.h"

namespace vigie::reports::history {

// Where a History is kept now. A run that loses its file puts a temporary database here, so that
// what is read afterwards is what was written last.
struct Place {
  std::string path;  // empty: temporary
  std::shared_ptr<Database> database;
  bool temporary() const { return path.empty(); }
};

}  // namespace vigie::reports::history

#endif
