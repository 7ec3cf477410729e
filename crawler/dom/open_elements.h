#ifndef VIGIE_CRAWLER_DOM_OPEN_ELEMENTS_H
#define VIGIE_CRAWLER_DOM_OPEN_ELEMENTS_H

#include <cstddef>
#include <vector>

#include "crawler/dom/tag.h"
#include "crawler/dom/tag_set.h"

namespace vigie::dom {

bool is_void(Tag tag);  // HTML Standard §13.1.2, and those that were

// The elements open at some point of the page, as far as tags tell: the stack of open elements
// (HTML Standard §13.2.4.2) without what tables and formatting elements move. Constant time a tag.
class OpenElements {
 public:
  std::size_t depth() const { return open_.size(); }

  void start(Tag tag);  // of an element that is not void
  void end(Tag tag);

 private:
  void imply_ends(Tag tag);
  void close_top(Tag tag);
  void close_item(const TagSet& tags);
  void close(const TagSet& tags, const TagSet& scope);

  std::vector<Tag> open_;
};

}  // namespace vigie::dom

#endif
