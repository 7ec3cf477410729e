#ifndef VIGIE_CRAWLER_DOM_STRICT_TAGS_H
#define VIGIE_CRAWLER_DOM_STRICT_TAGS_H

#include <cstdint>

#include "crawler/dom/tag.h"
#include "crawler/dom/tag_set.h"

namespace vigie::dom {

// What a start tag does in a body (HTML Standard §13.2.6.4.7), by groups of elements.
enum class BodyTag : std::uint8_t {
  doubtful,      // recovers from something, or is rare: not for the strict tree
  ordinary,      // "any other start tag"
  formatting,    // is put on the list of active formatting elements
  block,         // closes a paragraph
  heading,       // the same, but not in another
  item,          // <li>, <dd>, <dt>: closes the one before
  empty,         // has no content
  rule,          // <hr>: empty, and closes a paragraph
  preformatted,  // a block that drops a line feed at its beginning
  form,
  button,
  raw,  // tags in it are text
  select,
  option,
  table,
  table_part,
  svg
};

BodyTag body_tag(Tag tag);

// Elements whose end tags other end tags imply (§13.2.6.3).
inline constexpr TagSet kImpliedEnds{Tag::dd, Tag::dt, Tag::li, Tag::optgroup, Tag::option,
                                     Tag::p,  Tag::rb, Tag::rp, Tag::rt,       Tag::rtc};
// Where only parts of a table may stand.
inline constexpr TagSet kTableStructure{Tag::table, Tag::tbody, Tag::tfoot,
                                        Tag::thead, Tag::tr,    Tag::colgroup};
inline constexpr TagSet kRowGroups{Tag::tbody, Tag::tfoot, Tag::thead};
inline constexpr TagSet kCells{Tag::td, Tag::th};

}  // namespace vigie::dom

#endif
