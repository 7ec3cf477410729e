#ifndef VIGIE_CRAWLER_RESOURCE_QUEUE_H
#define VIGIE_CRAWLER_RESOURCE_QUEUE_H

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/fetcher.h"
#include "crawler/page_contents.h"
#include "crawler/robots_gate.h"
#include "crawler/url.h"
#include "crawler/url_table.h"

namespace vigie::crawler {

// What pages embed, and with --external the links that leave the portal: each URL asked for once a
// run, a bounded number at a time, bodies counted and not kept (style sheets are read for what they
// import). Never counted as pages.
class ResourceQueue {
 public:
  struct Uses {
    std::function<void(ResourceVisit)> visited;
    std::function<void()> dropped;  // more resources than the bound; called once
  };
  ResourceQueue(Fetcher& fetcher, RobotsGate& robots, std::size_t at_once, Uses uses)
      : fetcher_(fetcher), robots_(robots), at_once_(at_once), uses_(std::move(uses)) {}

  void add(std::string_view url, ResourceKind kind, FoundBy found_by);
  void restore(std::string_view url, ResourceKind kind, FoundBy found_by, bool visited);
  void start_some();
  void committed(std::size_t count) { outstanding_ -= count; }

  bool idle() const { return waiting_.empty() && outstanding_ == 0; }
  std::size_t waiting() const { return waiting_.size(); }
  std::size_t known() const { return urls_.size(); }

 private:
  struct Wanted {
    UrlId url;
    ResourceKind kind;
    FoundBy found_by;
    int imports;  // style sheets that led to it, one importing the other
  };
  void add(std::string_view url, ResourceKind kind, FoundBy found_by, int imports);
  void start(Wanted wanted);
  void ask(const Wanted& wanted, const Url& url);
  void finish(const Wanted& wanted, Response&& response);
  void refuse(const Wanted& wanted, Failure failure);

  Fetcher& fetcher_;
  RobotsGate& robots_;
  std::size_t at_once_;
  Uses uses_;
  UrlTable urls_;
  std::deque<Wanted> waiting_;
  std::size_t outstanding_ = 0;  // asked for and not yet committed
  bool overflowed_ = false;
};

}  // namespace vigie::crawler

#endif
