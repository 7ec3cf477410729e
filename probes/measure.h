#ifndef VIGIE_PROBES_MEASURE_H
#define VIGIE_PROBES_MEASURE_H

#include <cstdint>
#include <string>

namespace vigie::probes {

// Units, as reports and thresholds write them.
enum class Unit : std::uint8_t { milliseconds, bytes, count, ratio, days, score };
const char* symbol(Unit unit);  // "ms", "B", "", "%", "d", ""

// One figure of a run. `name` is stable ("page_load.ttfb_p75_ms"): histories and thresholds hold
// it.
struct Measure {
  std::string name;
  double value;
  Unit unit;
  std::string scope = {};  // empty: the portal; else a page template or a host
};

}  // namespace vigie::probes

#endif
