#include "reports/history/heartbeat.h"

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>

#include "reports/history/database.h"
#include "reports/history/owner.h"

namespace vigie::reports::history {
namespace {

constexpr std::chrono::seconds kEvery{5};
constexpr std::chrono::milliseconds kPatience{1'000};

}  // namespace

Heartbeat::Heartbeat(std::string path, std::int64_t run)
    : path_(std::move(path)),
      run_(run),
      thread_([this](const std::stop_token& stop) { beat(stop); }) {}

void Heartbeat::beat(const std::stop_token& stop) {
  for (;;) {
    std::unique_lock lock(mutex_);
    sleep_.wait_for(lock, stop, kEvery, [] { return false; });
    if (stop.stop_requested()) return;
    try {
      Database database(path_, SQLITE_OPEN_READWRITE, kPatience);
      Statement(database, "UPDATE run SET heartbeat_ms = ? WHERE id = ?").run(now_ms(), run_);
    } catch (const DatabaseError&) {
      continue;  // the next one may work
    }
  }
}

}  // namespace vigie::reports::history
