#ifndef VIGIE_CRAWLER_URL_HOST_H
#define VIGIE_CRAWLER_URL_HOST_H

#include <string>
#include <string_view>

namespace vigie::crawler {

// The host parser and serialiser of the URL Standard (§3.5, §3.6) for http(s): domain, IPv4, or
// IPv6 in brackets. `raw` is what stands between "//" or '@' and ':' or the path. Appends the host
// as href writes it; false when it is none (and `out` is then of no use).
[[nodiscard]] bool append_host(std::string& out, std::string_view raw);

}  // namespace vigie::crawler

#endif
