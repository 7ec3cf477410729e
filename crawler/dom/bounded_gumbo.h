#ifndef VIGIE_CRAWLER_DOM_BOUNDED_GUMBO_H
#define VIGIE_CRAWLER_DOM_BOUNDED_GUMBO_H

#include <gumbo.h>

#include <chrono>
#include <cstddef>
#include <string_view>

#include "crawler/dom/arena.h"

namespace vigie::dom {

// What one parse may use. Gumbo is linear on pages that people write, and quadratic in time or
// memory on some that they do not: formatting elements nested wrongly (each paragraph repeats all
// that are open), <html> tags whose attributes add up, one tag with 100,000 attributes.
struct WorkLimit {
  std::size_t memory;                       // bytes it may allocate
  std::chrono::nanoseconds processor_time;  // of this thread
};

// A multiple of what any page of this size needs that is not made to be slow.
WorkLimit usual_work(std::size_t page_size);

// The tree, in the arena; null when Gumbo was stopped because it went past the limit.
const GumboOutput* run_gumbo(std::string_view page, const WorkLimit& limit, Arena& arena);

}  // namespace vigie::dom

#endif
