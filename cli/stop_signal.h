#ifndef VIGIE_CLI_STOP_SIGNAL_H
#define VIGIE_CLI_STOP_SIGNAL_H

#include <stop_token>
#include <thread>

namespace vigie::cli {

// SIGINT and SIGTERM as a stop_token, while it lives. The first asks the run to end with what it
// has; a second one ends the process at once, as a person who presses Ctrl-C twice expects. Create
// it before any other thread: they inherit the mask.
class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  std::stop_token token() const { return source_.get_token(); }
  int signal() const;  // SIGINT or SIGTERM, 0: none came

 private:
  void wait();

  std::stop_source source_;
  int wake_ = -1;  // eventfd that ends the waiting
  int signals_ = -1;
  std::jthread thread_;
};

}  // namespace vigie::cli

#endif
