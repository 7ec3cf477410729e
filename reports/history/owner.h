#ifndef VIGIE_REPORTS_HISTORY_OWNER_H
#define VIGIE_REPORTS_HISTORY_OWNER_H

#include <cstdint>
#include <string>

namespace vigie::reports::history {

// The process a run belongs to, told apart from every other one, before and after it: the machine
// and its namespace of process numbers, the machine's start, the process number and when that
// process began.
struct Owner {
  std::string host;  // "srv1/4026531836": name, and inode of /proc/self/ns/pid
  std::string boot;  // /proc/sys/kernel/random/boot_id
  std::int64_t pid = 0;
  std::int64_t started = 0;  // clock ticks since the boot, /proc/PID/stat
  std::int64_t heartbeat_ms = 0;
  friend bool operator==(const Owner& a, const Owner& b) {
    return a.host == b.host && a.boot == b.boot && a.pid == b.pid && a.started == b.started;
  }
};

Owner this_process();

// On this machine the process table knows. Of another machine, or another container, only the
// heartbeat can be seen: 60 s without one is death.
bool is_alive(const Owner& owner, const Owner& self, std::int64_t now_ms);

std::int64_t now_ms();  // UTC, since 1970

}  // namespace vigie::reports::history

#endif
