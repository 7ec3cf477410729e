#ifndef VIGIE_CRAWLER_DOM_PHRASING_RUN_H
#define VIGIE_CRAWLER_DOM_PHRASING_RUN_H

#include <bitset>
#include <cstddef>
#include <string_view>
#include <vector>

#include "crawler/dom/tag.h"
#include "crawler/dom/tokenizer.h"

namespace vigie::dom {

// Elements that tree construction treats as it treats words when they are closed in order: "any
// other start tag" of HTML Standard §13.2.6.4.7, and most formatting elements.
bool is_phrasing(Tag tag);
bool is_void_phrasing(Tag tag);  // br, img, wbr

// Of these the parser keeps a list, which outlives the element that holds them (§13.2.4.3).
bool is_formatting(Tag tag);

// Finds the stretches of a page that hold only words and well-nested phrasing elements: where words
// may stand, such a stretch becomes the same nodes whatever the state of the parser.
class PhrasingRuns {
 public:
  // Past the end of the longest stretch that begins with `first`, a text or a start tag; `after`
  // reads on from there. The begin of `first` when there is none.
  std::size_t end(const Token& first, Tokenizer after);

  // An element outside any stretch: from now on the parser may have one of its name in its list.
  void leave_open(Tag tag) { maybe_listed_.set(static_cast<std::size_t>(tag)); }

 private:
  struct Open {
    Tag tag;
    std::size_t at;
  };

  bool open(const Token& token);
  bool close(const Token& token);
  bool is_known_as_unclosed(std::size_t at) const;

  std::vector<Open> open_;
  std::vector<std::size_t> unclosed_;  // start tags, in order: so that none is looked at twice
  std::bitset<kTags> maybe_listed_;
};

}  // namespace vigie::dom

#endif
