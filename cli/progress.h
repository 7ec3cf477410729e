#ifndef VIGIE_CLI_PROGRESS_H
#define VIGIE_CLI_PROGRESS_H

#include <chrono>
#include <cstddef>
#include <string>

#include "crawler/crawl.h"
#include "reports/locale/texts.h"

namespace vigie::cli {

// One line of a terminal that says how far a crawl is: pages done and known, rate, errors, what is
// slow now, time left. Goes to standard error, and is cleared when it ends. Create it only where
// standard error is a terminal.
class Progress {
 public:
  Progress(const reports::Texts& texts, std::size_t columns);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(const crawler::CrawlProgress& now);
  void clear();  // before something else is written

  // The line for this moment, escaped and cut to the terminal's width. Public for tests.
  std::string line(const crawler::CrawlProgress& now, std::chrono::milliseconds since_start);

 private:
  double rate(std::size_t done, std::chrono::milliseconds since_start);

  reports::Texts texts_;
  std::size_t columns_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  double rate_ = 0;  // pages a second, smoothed over some seconds
  std::size_t last_done_ = 0;
  std::chrono::milliseconds last_at_{0};
  bool shown_ = false;
};

}  // namespace vigie::cli

#endif
