#ifndef VIGIE_CRAWLER_PAGE_LINKS_H
#define VIGIE_CRAWLER_PAGE_LINKS_H

#include "crawler/dom/document.h"
#include "crawler/headers.h"
#include "crawler/page_contents.h"
#include "crawler/url.h"

namespace vigie::crawler {

// Adds to `contents` every link of the page: a, area, meta refresh, link and Link:
// rel=next|prev|canonical|alternate hreflang, frames, and GET forms that have nothing to type in,
// with their default values. Also facts.canonical and facts.hreflang.
void read_links(const dom::Document& page, const Url& base, const Headers& headers,
                PageContents& contents);

}  // namespace vigie::crawler

#endif
