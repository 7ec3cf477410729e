#include "crawler/crawl_store.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace vigie::crawler {

std::string_view name(FoundBy found_by) {
  constexpr std::array<std::string_view, 7> kNames{"start", "link",     "redirect", "sitemap",
                                                   "form",  "resource", "external"};
  return kNames[static_cast<std::size_t>(found_by)];
}

}  // namespace vigie::crawler
