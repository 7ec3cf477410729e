#ifndef VIGIE_CRAWLER_COMMITTER_H
#define VIGIE_CRAWLER_COMMITTER_H

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "crawler/crawl_store.h"

namespace vigie::crawler {

// Writes to the store from a thread of its own, so that a slow disk or a lock does not stop the
// reading of sockets. Whatever has come in while it wrote becomes the next transaction.
class Committer {
 public:
  // `wake` is called from the thread after each commit.
  Committer(CrawlStore& store, std::function<void()> wake);
  ~Committer();  // commits what it still holds
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;

  void add(CrawlBatch&& batch);
  // Pages and resources committed since the last call: their slots are free again.
  struct Committed {
    std::size_t pages = 0, resources = 0;
  };
  Committed take_committed();
  bool idle();  // nothing waits and nothing is being written

 private:
  void work(const std::stop_token& stop);

  CrawlStore& store_;
  std::function<void()> wake_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  CrawlBatch waiting_;
  bool has_work_ = false, busy_ = false;
  Committed committed_;
  std::jthread thread_;
};

}  // namespace vigie::crawler

#endif
