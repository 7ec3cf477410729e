#ifndef VIGIE_CRAWLER_DOM_LOCATE_H
#define VIGIE_CRAWLER_DOM_LOCATE_H

#include <cstddef>
#include <string>

#include "crawler/dom/document.h"

namespace vigie::dom {

// A CSS selector that finds exactly this element in its page: from the nearest ancestor-or-self
// whose id is unique and plain
// ("#main > ul > li:nth-of-type(2) > a"), else from html ("html > body > img"); :nth-of-type only
// where siblings share the tag. Identifiers are escaped after CSSOM. For a text or comment node,
// that of its parent. An <html> in SVG or MathML is not reckoned with.
std::string selector(const Document& page, NodeId node);

// The element as written, for evidence: the start tag, and for short elements their text; at most
// max_bytes, cut at a character with "…", white space runs collapsed. Hostile text: escape it where
// it is shown.
std::string snippet(const Document& page, NodeId node, std::size_t max_bytes = 240);

}  // namespace vigie::dom

#endif
