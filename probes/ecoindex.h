#ifndef VIGIE_PROBES_ECOINDEX_H
#define VIGIE_PROBES_ECOINDEX_H

#include <cstdint>

namespace vigie::probes {

// EcoIndex, the collective cnumr's indicator of a page's environmental weight: 0–100, higher is
// better, grade A–G, with greenhouse gas (gCO2e) and water (cl) a page view. Formula and quantiles
// (of HTTP Archive) as in cnumr/GreenIT-Analysis at acc0334. Inputs: DOM elements, HTTP requests,
// kilobytes transferred.
struct EcoIndex {
  double score;
  char grade;
  double greenhouse_gas_g, water_cl;
};
EcoIndex ecoindex(std::uint32_t dom_elements, std::uint32_t requests, double kilobytes);

}  // namespace vigie::probes

#endif
