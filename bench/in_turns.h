#ifndef VIGIE_BENCH_IN_TURNS_H
#define VIGIE_BENCH_IN_TURNS_H

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <vector>

namespace vigie::bench {

// How much longer ours takes than theirs; 0.5 is twice as fast.
struct Paired {
  double median, low, high;   // of the ratios, low and high are the quartiles
  double ours_ms, theirs_ms;  // medians of one turn
};

// CPU time of this thread: what else runs on the machine does not count.
inline double thread_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// Runs both in turns within one process and thread, so that what disturbs the machine disturbs
// both, and compares pair by pair. Each turn should take a few milliseconds at least.
template <typename Ours, typename Theirs>
Paired in_turns(int turns, Ours ours, Theirs theirs) {
  const auto milliseconds = [](auto& work) {
    const double start = thread_milliseconds();
    work();
    return thread_milliseconds() - start;
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
