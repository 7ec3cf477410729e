#ifndef VIGIE_CRAWLER_IPV4_H
#define VIGIE_CRAWLER_IPV4_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::crawler {

// IPv4 addresses as the URL Standard reads and writes them (§3.5, §3.6): "0x7f.1" is 127.0.0.1.

// Whether a host is to be read as an IPv4 address, rightly written or not.
bool ends_in_a_number(std::string_view host);

// Nothing when it is no address. In host byte order.
std::optional<std::uint32_t> parse_ipv4(std::string_view host);

void append_ipv4(std::string& out, std::uint32_t address);

}  // namespace vigie::crawler

#endif
