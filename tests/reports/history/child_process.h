#ifndef VIGIE_TESTS_REPORTS_HISTORY_CHILD_PROCESS_H
#define VIGIE_TESTS_REPORTS_HISTORY_CHILD_PROCESS_H

#include <sys/types.h>

#include <functional>

namespace vigie::reports::testing {

// A process of its own, made by fork: what it does to the history nobody here can undo. Killed and
// reaped when the test ends.
class ChildProcess {
 public:
  // `work` runs in the child; its result is the exit code.
  explicit ChildProcess(const std::function<int()>& work);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  void kill();  // SIGKILL, and waits for its end
  int wait();   // exit code, or 128 + signal
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_;
  bool reaped_ = false;
};

// Told by a child, waited for by its parent.
class Signal {
 public:
  Signal();
  ~Signal();
  Signal(const Signal&) = delete;
  Signal& operator=(const Signal&) = delete;
  void give() const;
  bool wait(int seconds = 60) const;  // false when nothing came

 private:
  int ends_[2];
};

// Runs `work` as a user without rights (root may write everywhere); its exit code.
int as_nobody(const std::function<int()>& work);

}  // namespace vigie::reports::testing

#endif
