#include "crawler/page_workers.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "crawler/dom/html_parser.h"
#include "crawler/page_reader.h"

namespace vigie::crawler {

PageWorkers::PageWorkers(int threads, const PageAnalyser& analyser, dom::ParseOptions options,
                         std::function<void()> wake)
    : wake_(std::move(wake)) {
  const auto cores = static_cast<int>(std::thread::hardware_concurrency());
  const int count = threads > 0 ? threads : std::max(1, cores);
  for (int i = 0; i < count; ++i)
    threads_.emplace_back(
        [this, &analyser, options](const std::stop_token& stop) { work(stop, analyser, options); });
}

PageWorkers::~PageWorkers() {
  for (std::jthread& thread : threads_) thread.request_stop();
  threads_.clear();  // joins
}

void PageWorkers::submit(PageTask task) {
  {
    const std::scoped_lock lock(mutex_);
    waiting_.push_back(std::move(task));
  }
  changed_.notify_one();
}

std::vector<PageTask> PageWorkers::take_ready() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(ready_, {});
}

void PageWorkers::work(const std::stop_token& stop, const PageAnalyser& analyser,
                       dom::ParseOptions options) {
  PageReader reader(analyser, options);
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [this] { return !waiting_.empty(); })) {
    PageTask task = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    reader.read(task.visit, task.samples);
    lock.lock();
    ready_.push_back(std::move(task));
    lock.unlock();
    wake_();
    lock.lock();
    if (stop.stop_requested()) return;
  }
}

}  // namespace vigie::crawler
