#ifndef VIGIE_CRAWLER_META_PRESCAN_H
#define VIGIE_CRAWLER_META_PRESCAN_H

#include <string_view>

#include "crawler/encoding.h"

namespace vigie::crawler {

// The encoding that <meta>, or else an XML declaration, names in the bytes of a page: the prescan
// of the HTML Standard, §13.2.3.2. nullptr when they name none. Linear.
const Encoding* prescan_for_meta(std::string_view bytes);

// The value of `charset=` in the content attribute of a <meta>, by the HTML Standard's own rule.
std::string_view charset_in_meta_content(std::string_view content);

}  // namespace vigie::crawler

#endif
