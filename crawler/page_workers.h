#ifndef VIGIE_CRAWLER_PAGE_WORKERS_H
#define VIGIE_CRAWLER_PAGE_WORKERS_H

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/page_reader.h"
#include "crawler/response.h"
#include "crawler/url_table.h"

namespace vigie::crawler {

// A fetched page on its way through a worker, and back.
struct PageTask {
  UrlId id;
  PageVisit visit;
  std::vector<Timings> samples;
};

// Threads that parse and judge pages, each page whole in one thread so that its Document lives and
// dies in that core's cache. The queue is bounded by its user (the crawl never has more than
// `connections` pages outstanding).
class PageWorkers {
 public:
  // `wake` is called from a worker when a page is ready. threads 0: as many as there are cores.
  PageWorkers(int threads, const PageAnalyser& analyser, dom::ParseOptions options,
              std::function<void()> wake);
  ~PageWorkers();  // finishes the pages it has begun, forgets the others
  PageWorkers(const PageWorkers&) = delete;
  PageWorkers& operator=(const PageWorkers&) = delete;

  void submit(PageTask task);
  std::vector<PageTask> take_ready();

 private:
  void work(const std::stop_token& stop, const PageAnalyser& analyser, dom::ParseOptions options);

  std::function<void()> wake_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<PageTask> waiting_;
  std::vector<PageTask> ready_;
  std::vector<std::jthread> threads_;
};

}  // namespace vigie::crawler

#endif
