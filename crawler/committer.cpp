#include "crawler/committer.h"

#include <functional>
#include <iterator>
#include <mutex>
#include <stop_token>
#include <utility>
#include <vector>

#include "crawler/crawl_store.h"

namespace vigie::crawler {
namespace {

template <typename T>
void append(std::vector<T>& to, std::vector<T>&& from) {
  if (to.empty())
    to = std::move(from);
  else
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

Committer::Committer(CrawlStore& store, std::function<void()> wake)
    : store_(store),
      wake_(std::move(wake)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

Committer::~Committer() {
  thread_.request_stop();
  thread_.join();
}

void Committer::add(CrawlBatch&& batch) {
  {
    const std::scoped_lock lock(mutex_);
    append(waiting_.discovered, std::move(batch.discovered));
    append(waiting_.pages, std::move(batch.pages));
    append(waiting_.resources, std::move(batch.resources));
    append(waiting_.not_measured, std::move(batch.not_measured));
    has_work_ = true;
  }
  changed_.notify_one();
}

Committer::Committed Committer::take_committed() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(committed_, {});
}

bool Committer::idle() {
  const std::scoped_lock lock(mutex_);
  return !has_work_ && !busy_;
}

void Committer::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, stop, [this] { return has_work_; });
    if (!has_work_) return;  // asked to stop, and nothing is left
    CrawlBatch batch = std::exchange(waiting_, {});
    has_work_ = false;
    busy_ = true;
    const Committed written{batch.pages.size(), batch.resources.size()};
    lock.unlock();
    store_.commit(std::move(batch));
    lock.lock();
    busy_ = false;
    committed_.pages += written.pages;
    committed_.resources += written.resources;
    lock.unlock();
    wake_();
    lock.lock();
  }
}

}  // namespace vigie::crawler
