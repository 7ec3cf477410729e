#include "probes/measure.h"

namespace vigie::probes {

const char* symbol(Unit unit) {
  switch (unit) {
    case Unit::milliseconds:
      return "ms";
    case Unit::bytes:
      return "B";
    case Unit::ratio:
      return "%";
    case Unit::days:
      return "d";
    case Unit::count:
    case Unit::score:
      break;
  }
  return "";
}

}  // namespace vigie::probes
