#ifndef VIGIE_CRAWLER_SITEMAP_WALK_H
#define VIGIE_CRAWLER_SITEMAP_WALK_H

#include <cstddef>
#include <deque>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/fetcher.h"
#include "crawler/response.h"
#include "crawler/url.h"

namespace vigie::crawler {

// Reads a portal's sitemaps, those its robots.txt names or else /sitemap.xml, and the ones an index
// lists, in the background. At most 500 sitemaps, three levels, none twice; two at a time, since
// each may be 50 MiB and the pages want their turn; no more after ten in a row that could not be
// read.
class SitemapWalk {
 public:
  struct Uses {
    std::function<bool(const Url&)> wanted;  // may this sitemap be fetched?
    std::function<void(const Url& page, std::string_view lastmod)> page;  // an entry
    std::function<void(NotMeasured)> complain;
  };
  SitemapWalk(Fetcher& fetcher, Uses uses) : fetcher_(fetcher), uses_(std::move(uses)) {}

  // `declared`: as robots.txt has them; empty: /sitemap.xml is tried, and nothing is said when it
  // is absent.
  void start(const Url& front_page, const std::vector<std::string>& declared);
  std::size_t pending() const { return running_ + waiting_.size(); }  // not yet read

 private:
  struct Wanted {
    Url url;
    int level;
    bool declared;
  };
  void add(Wanted wanted);
  void start_some();
  void fetch(Wanted wanted);
  void read(const Wanted& wanted, Response&& response);
  void cannot_read(const Wanted& wanted, const char* why, std::vector<std::string> values);

  Fetcher& fetcher_;
  Uses uses_;
  std::set<std::string, std::less<>> seen_;
  std::deque<Wanted> waiting_;
  std::size_t running_ = 0;
  int unreadable_in_a_row_ = 0;
};

}  // namespace vigie::crawler

#endif
