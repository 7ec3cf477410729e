#ifndef VIGIE_CRAWLER_META_REFRESH_H
#define VIGIE_CRAWLER_META_REFRESH_H

#include <optional>
#include <string>
#include <string_view>

namespace vigie::crawler {

struct Refresh {
  double seconds;
  std::string url;  // as written, empty when the page refreshes itself
};

// The content of <meta http-equiv=refresh>, after the HTML Standard's "shared declarative refresh
// steps" (§4.2.5.3); nullopt where a browser would ignore it.
std::optional<Refresh> parse_refresh(std::string_view content);

}  // namespace vigie::crawler

#endif
