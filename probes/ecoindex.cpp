#include "probes/ecoindex.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace vigie::probes {
namespace {

using Quantiles = std::array<double, 21>;
constexpr Quantiles kDom{0,   47,  75,  159, 233,  298,  358,  417,  476,  537,   603,
                         674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601};
constexpr Quantiles kRequests{0,  2,  15,  25,  34,  42,  49,  56,  63,  70,  78,
                              86, 95, 105, 117, 130, 147, 170, 205, 281, 3920};
constexpr Quantiles kKilobytes{0,       1.37,    144.7,   319.53,  479.46,  631.97,  783.38,
                               937.91,  1098.62, 1265.47, 1448.32, 1648.27, 1876.08, 2142.06,
                               2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26};

// The rank of the value among the quantiles, with the part of the way to the next.
double rank(const Quantiles& quantiles, double value) {
  for (std::size_t i = 1; i < quantiles.size(); ++i)
    if (value < quantiles[i])
      return static_cast<double>(i - 1) +
             (value - quantiles[i - 1]) / (quantiles[i] - quantiles[i - 1]);
  return static_cast<double>(quantiles.size() - 1);
}

char grade(double score) {
  constexpr std::array<double, 6> kAbove{80, 70, 55, 40, 25, 10};
  char letter = 'A';
  for (const double limit : kAbove) {
    if (score > limit) break;
    ++letter;
  }
  return letter;
}

}  // namespace

EcoIndex ecoindex(std::uint32_t dom_elements, std::uint32_t requests, double kilobytes) {
  const double score = 100 - 5 *
                                 (3 * rank(kDom, dom_elements) + 2 * rank(kRequests, requests) +
                                  rank(kKilobytes, kilobytes)) /
                                 6;
  return {.score = score,
          .grade = grade(score),
          .greenhouse_gas_g = 2 + 2 * (50 - score) / 100,
          .water_cl = 3 + 3 * (50 - score) / 100};
}

}  // namespace vigie::probes
