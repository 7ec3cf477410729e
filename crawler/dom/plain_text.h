#ifndef VIGIE_CRAWLER_DOM_PLAIN_TEXT_H
#define VIGIE_CRAWLER_DOM_PLAIN_TEXT_H

#include <string_view>

namespace vigie::dom {

// Whether this UTF-8 is without control characters (white space of HTML aside) and noncharacters,
// which parsers replace.
bool is_plain_text(std::string_view bytes);

}  // namespace vigie::dom

#endif
