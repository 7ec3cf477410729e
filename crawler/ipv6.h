#ifndef VIGIE_CRAWLER_IPV6_H
#define VIGIE_CRAWLER_IPV6_H

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::crawler {

// IPv6 addresses as the URL Standard reads and writes them (§3.5, §3.6), without the brackets.
using Ipv6 = std::array<std::uint16_t, 8>;  // pieces from the left

std::optional<Ipv6> parse_ipv6(std::string_view text);

// Lower case, the longest run of two or more zero pieces as "::" (RFC 5952).
void append_ipv6(std::string& out, const Ipv6& address);

}  // namespace vigie::crawler

#endif
