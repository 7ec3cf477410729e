#ifndef VIGIE_REPORTS_CONCLUDE_REDIRECTS_H
#define VIGIE_REPORTS_CONCLUDE_REDIRECTS_H

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "crawler/url_table.h"

namespace vigie::reports {

// Which address redirects to which, put together from all answers: a chain is one, however many of
// its addresses were asked for, and in whatever order.
class Redirects {
 public:
  void add(crawler::UrlId from, crawler::UrlId to) { next_.insert_or_assign(from, to); }
  // An answer ended here since the next address was one it had passed.
  void add_loop(crawler::UrlId last) { loops_.push_back(last); }

  struct Counts {
    std::size_t chains = 0;  // two redirects and more to an end, from where no redirect leads to
    std::size_t loops = 0;   // circles
  };
  Counts count() const;

 private:
  std::unordered_map<crawler::UrlId, crawler::UrlId> next_;
  std::vector<crawler::UrlId> loops_;
};

}  // namespace vigie::reports

#endif
