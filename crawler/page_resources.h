#ifndef VIGIE_CRAWLER_PAGE_RESOURCES_H
#define VIGIE_CRAWLER_PAGE_RESOURCES_H

#include "crawler/dom/document.h"
#include "crawler/page_contents.h"
#include "crawler/url.h"

namespace vigie::crawler {

// Adds to `contents` what a browser fetches by itself to show the page: images (of srcset only the
// candidate for 1x, of picture only the img), style sheets, scripts, preloaded and embedded fonts,
// media posters, frames. Not: data: and blob: URLs, alternate style sheets, prefetch hints, what
// lies in <template> or <noscript>. Style sheets name more (css_references.h).
void read_resources(const dom::Document& page, const Url& base, PageContents& contents);

}  // namespace vigie::crawler

#endif
