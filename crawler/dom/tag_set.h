#ifndef VIGIE_CRAWLER_DOM_TAG_SET_H
#define VIGIE_CRAWLER_DOM_TAG_SET_H

#include <array>
#include <cstddef>
#include <initializer_list>

#include "crawler/dom/tag.h"

namespace vigie::dom {

// A set of elements to ask for every tag of a page: made by the compiler, one look-up each.
class TagSet {
 public:
  constexpr TagSet(std::initializer_list<Tag> tags) {
    for (const Tag tag : tags) holds_[static_cast<std::size_t>(tag)] = true;
  }
  constexpr bool contains(Tag tag) const { return holds_[static_cast<std::size_t>(tag)]; }

 private:
  std::array<bool, kTags> holds_{};
};

}  // namespace vigie::dom

#endif
