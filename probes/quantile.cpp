#include "probes/quantile.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

namespace vigie::probes {

double quantile(std::span<const double> sorted, double q) {
  const double position = std::clamp(q, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
  const double below = std::floor(position);
  const auto at = static_cast<std::size_t>(below);
  const std::size_t above = std::min(at + 1, sorted.size() - 1);
  return sorted[at] + (position - below) * (sorted[above] - sorted[at]);
}

}  // namespace vigie::probes
