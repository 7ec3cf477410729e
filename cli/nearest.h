#ifndef VIGIE_CLI_NEAREST_H
#define VIGIE_CLI_NEAREST_H

#include <span>
#include <string_view>

namespace vigie::cli {

// The candidate that a mistyped word most likely meant: fewest letters added, dropped, changed or
// swapped with their neighbour, at most a third of the word's length. Empty when none is near.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace vigie::cli

#endif
