#ifndef VIGIE_TESTS_CRAWLER_MEMORY_STORE_H
#define VIGIE_TESTS_CRAWLER_MEMORY_STORE_H

#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "crawler/crawl_store.h"

namespace vigie::crawler {

// What a crawl kept, for tests of the engine; the history is tested with real files.
class MemoryStore : public CrawlStore {
 public:
  std::vector<NewUrl> discovered;
  std::map<std::string, PageVisit> pages;
  std::map<std::string, ResourceVisit> resources;
  std::vector<NotMeasured> not_measured;
  std::vector<KnownUrl> known;  // of a former process
  std::function<void()> on_commit;

  void commit(CrawlBatch&& batch) override {
    std::ranges::move(batch.discovered, std::back_inserter(discovered));
    std::ranges::move(batch.not_measured, std::back_inserter(not_measured));
    for (PageVisit& page : batch.pages) pages.insert_or_assign(page.url, std::move(page));
    for (ResourceVisit& resource : batch.resources)
      resources.insert_or_assign(resource.url, std::move(resource));
    if (on_commit) on_commit();
  }
  void known_urls(const std::function<void(const KnownUrl&)>& each) override {
    for (const KnownUrl& url : known) each(url);
  }
};

}  // namespace vigie::crawler

#endif
