#ifndef VIGIE_CRAWLER_ORIGIN_H
#define VIGIE_CRAWLER_ORIGIN_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crawler/url.h"

namespace vigie::crawler {

// Scheme, host and port of a URL, whatever credentials stand in it: what permissions and
// credentials are bound to.
struct Origin {
  bool https = false;
  std::string host;  // as Url::host
  std::uint16_t port = 0;

  static Origin of(const Url& url);
  static std::optional<Origin> parse(std::string_view text);  // a URL; its path is ignored
  friend bool operator==(const Origin&, const Origin&) = default;
};

// The other scheme of the same host: on ports 80 and 443 the other of the two, else on the same
// port.
bool is_pair(const Origin& a, const Origin& b);

// The URL as it may be stored and shown: without user:password and without fragment.
std::string without_credentials(const Url& url);

}  // namespace vigie::crawler

#endif
