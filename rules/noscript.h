#ifndef VIGIE_RULES_NOSCRIPT_H
#define VIGIE_RULES_NOSCRIPT_H

#include <cstddef>
#include <vector>

#include "crawler/dom/document.h"

namespace vigie::rules {

// What stands inside <noscript>: people have scripts, so none of it is loaded or shown. Told by the
// source as well as by the tree: the Document is built as if scripts were off, and then an <img> in
// a noscript of the head (the usual tracking pixel) ends the head and lands in the body, with all
// that follows.
class Noscript {
 public:
  explicit Noscript(const dom::Document& page);

  bool holds(dom::NodeId element) const;
  // Is it a child of the head, or was it before a noscript broke the head off?
  bool is_in_head(dom::NodeId element) const;

 private:
  struct Range {
    std::size_t begin, end;  // offsets in the source
  };
  std::size_t offset(dom::NodeId element) const;

  const dom::Document& page_;
  std::vector<Range> ranges_;  // in order, apart
  bool breaks_head_ = false;
};

}  // namespace vigie::rules

#endif
