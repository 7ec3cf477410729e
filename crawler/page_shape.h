#ifndef VIGIE_CRAWLER_PAGE_SHAPE_H
#define VIGIE_CRAWLER_PAGE_SHAPE_H

#include <cstdint>

#include "crawler/dom/document.h"

namespace vigie::crawler {

// A hash that pages of one template share and pages of another do not: the tags, roles and
// digit-free ids of the upper levels of the body, each run of like siblings counted once, so that a
// longer list or text does not change it.
std::uint64_t page_shape(const dom::Document& page);

}  // namespace vigie::crawler

#endif
