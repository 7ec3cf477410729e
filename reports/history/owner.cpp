#include "reports/history/owner.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>

namespace vigie::reports::history {
namespace {

constexpr std::int64_t kSilenceMs = 60'000;

struct Process {
  char state = 0;  // 0: there is none
  std::int64_t started = 0;
};

// proc(5): the name in parentheses may hold anything, so fields are counted from the last ')'.
Process process(std::int64_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string line;
  std::getline(file, line);
  const std::size_t name_end = line.rfind(')');
  if (name_end == std::string::npos) return {};
  std::istringstream fields(line.substr(name_end + 1));
  constexpr int kStateField = 3, kStartField = 22;
  Process found;
  std::string field;
  for (int at = kStateField; at <= kStartField && fields >> field; ++at) {
    if (at == kStateField) found.state = field.front();
    if (at == kStartField) found.started = std::stoll(field);
  }
  return found;
}

bool runs(const Owner& owner) {
  const Process found = process(owner.pid);
  constexpr char kZombie = 'Z', kDead = 'X';
  return found.state != 0 && found.state != kZombie && found.state != kDead &&
         found.started == owner.started;
}

}  // namespace

Owner this_process() {
  Owner self;
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  struct stat processes{};
  stat("/proc/self/ns/pid", &processes);
  self.host = std::string(host.data()) + "/" + std::to_string(processes.st_ino);
  std::ifstream("/proc/sys/kernel/random/boot_id") >> self.boot;
  self.pid = getpid();
  self.started = process(self.pid).started;
  self.heartbeat_ms = now_ms();
  return self;
}

bool is_alive(const Owner& owner, const Owner& self, std::int64_t now) {
  if (owner.host != self.host) return now - owner.heartbeat_ms < kSilenceMs;
  return owner.boot == self.boot && runs(owner);
}

std::int64_t now_ms() {
  using std::chrono::duration_cast, std::chrono::milliseconds, std::chrono::system_clock;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace vigie::reports::history
