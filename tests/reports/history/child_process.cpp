#include "tests/reports/history/child_process.h"

#include <poll.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill() is POSIX
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

namespace vigie::reports::testing {

ChildProcess::ChildProcess(const std::function<int()>& work) : pid_(fork()) {
  if (pid_ == 0) _exit(work());
}

ChildProcess::~ChildProcess() { kill(); }

void ChildProcess::kill() {
  if (reaped_ || pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  wait();
}

int ChildProcess::wait() {
  int status = 0;
  if (reaped_ || waitpid(pid_, &status, 0) != pid_) return -1;
  reaped_ = true;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Signal::Signal() {
  if (pipe(ends_) != 0) ends_[0] = ends_[1] = -1;
}

Signal::~Signal() {
  close(ends_[0]);
  close(ends_[1]);
}

void Signal::give() const {
  const char byte = 1;
  [[maybe_unused]] const auto written = write(ends_[1], &byte, 1);
}

bool Signal::wait(int seconds) const {
  pollfd ready{.fd = ends_[0], .events = POLLIN, .revents = 0};
  if (poll(&ready, 1, seconds * 1000) != 1) return false;
  char byte = 0;
  return read(ends_[0], &byte, 1) == 1;
}

int as_nobody(const std::function<int()>& work) {
  constexpr int kNobody = 65534;
  return ChildProcess([&work] {
           if (getuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) return 99;
           return work();
         })
      .wait();
}

}  // namespace vigie::reports::testing
