#ifndef VIGIE_PROBES_QUANTILE_H
#define VIGIE_PROBES_QUANTILE_H

#include <span>

namespace vigie::probes {

// The value below which a share `q` (0–1) of the values lies, by linear interpolation between order
// statistics (Hyndman and Fan's type 7, as R's and NumPy's default). `sorted` is ascending and not
// empty.
double quantile(std::span<const double> sorted, double q);

}  // namespace vigie::probes

#endif
