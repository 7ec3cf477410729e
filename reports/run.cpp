#include "reports/run.h"

namespace vigie::reports {

const char* name(RunState state) {
  switch (state) {
    case RunState::running:
      return "running";
    case RunState::finished:
      return "finished";
    case RunState::interrupted:
      return "interrupted";
    case RunState::failed:
      break;
  }
  return "failed";
}

}  // namespace vigie::reports
