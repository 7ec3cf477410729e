#ifndef VIGIE_BENCH_IN_TURNS_H
#define VIGIE_BENCH_IN_TURNS_H

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

namespace vigie::bench {

// How much longer ours takes than theirs; 0.5 is twice as fast.
struct Paired {
  double median, low, high;   // of the ratios, low and high are the quartiles
  double ours_ms, theirs_ms;  // medians of one turn
};

// Runs both in turns within one process, so that what disturbs the machine disturbs both, and
// compares pair by pair. Each turn should take a few milliseconds at least.
template <typename Ours, typename Theirs>
Paired in_turns(int turns, Ours ours, Theirs theirs) {
  using Clock = std::chrono::steady_clock;
  const auto milliseconds = [](auto& work) {
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  };
  std::vector<double> ratios, ours_ms, theirs_ms;
  for (int turn = -1; turn < turns; ++turn) {
    const double a = milliseconds(ours);
    const double b = milliseconds(theirs);
    if (turn < 0) continue;  // the first fills caches
    ratios.push_back(a / b);
    ours_ms.push_back(a);
    theirs_ms.push_back(b);
  }
  const auto quantile = [](std::vector<double>& values, double at) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(at * static_cast<double>(values.size() - 1))];
  };
  return {quantile(ratios, 0.5), quantile(ratios, 0.25), quantile(ratios, 0.75),
          quantile(ours_ms, 0.5), quantile(theirs_ms, 0.5)};
}

}  // namespace vigie::bench

#endif
