#ifndef VIGIE_REPORTS_HISTORY_HEARTBEAT_H
#define VIGIE_REPORTS_HISTORY_HEARTBEAT_H

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace vigie::reports::history {

// Says every 5 s in the run's row that its process lives, for other machines that share the file.
// From a thread and a connection of its own, so that neither a slow portal nor a long commit looks
// like death. A beat that cannot be written is left out.
class Heartbeat {
 public:
  Heartbeat(std::string path, std::int64_t run);

 private:
  void beat(const std::stop_token& stop);
  std::string path_;
  std::int64_t run_;
  std::mutex mutex_;
  std::condition_variable_any sleep_;
  std::jthread thread_;
};

}  // namespace vigie::reports::history

#endif
