#ifndef VIGIE_CRAWLER_ADDRESS_GUARD_H
#define VIGIE_CRAWLER_ADDRESS_GUARD_H

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/origin.h"

struct sockaddr;

namespace vigie::crawler {

// Where an address lies. Sources: IANA's special-purpose registries (RFC 6890 and successors).
// IPv4 inside IPv6 (mapped, compatible, NAT64, 6to4, Teredo) is what the inner address is.
enum class AddressClass : std::uint8_t {
  global,
  loopback,    // 127/8, ::1, 0.0.0.0/8 and :: (Linux connects them to itself)
  internal,    // RFC 1918, CGNAT, ULA, site-local, documentation, benchmarks, multicast, reserved
  link_local,  // 169.254/16, fe80::/10, and clouds' metadata services wherever they lie
};

struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};  // an IPv4 address as ::ffff:a.b.c.d
  friend auto operator<=>(const IpAddress&, const IpAddress&) = default;
};

std::optional<IpAddress> ip_address(const sockaddr& address);    // nullopt: neither IPv4 nor IPv6
std::optional<IpAddress> ip_address(std::string_view url_host);  // "10.0.0.1", "[::1]", "::1"
AddressClass classify(const IpAddress& address);

// Decides, after resolution, whether a connection may be opened: by the address it would go to and
// by the origin it is for. A name that changes its address (DNS rebinding) gains nothing, since the
// address is the one about to be connected to, and what a typed name first resolved to (public,
// loopback, internal) binds it for the rest of the run.
//   - global addresses: always.
//   - an origin that the user typed: also loopback and internal, link-local when typed as an
//     address; its http/https pair: the addresses the typed origin was seen at.
//   - what allow_private names by host or address (with port or without); "*": all but link-local.
//   - where connect_to leads.
class AddressGuard {
 public:
  // `typed` and the lists are FetchOptions' origins, allow_private and connect_to. Throws
  // std::invalid_argument naming the first entry that cannot be read.
  AddressGuard(const std::vector<std::string>& typed, const std::vector<std::string>& allow_private,
               const std::vector<std::string>& connect_to);

  bool permits(const Origin& origin, const sockaddr& address);

 private:
  struct Allowed {
    std::string host;
    std::optional<IpAddress> address;  // when the host is one
    std::optional<std::uint16_t> port;
  };
  // What a typed host was seen at.
  struct Pin {
    std::optional<AddressClass> first;
    std::set<IpAddress> seen;
  };

  static Allowed read_allowed(std::string_view text);
  static std::optional<Allowed> read_connect_to(std::string_view text);
  bool is_named(const Origin& origin, const IpAddress& address) const;
  bool is_redirected(const Origin& origin) const;
  bool permits_typed(const Origin& origin, const IpAddress& address, AddressClass where);
  Pin* pin_of(const std::string& host);

  std::vector<Origin> typed_;
  std::vector<std::pair<std::string, Pin>> pins_;  // by host of typed_
  std::vector<Allowed> allowed_;
  std::vector<Allowed> redirected_;  // the left half of connect_to; an empty host is any
  bool allow_all_ = false;
};

}  // namespace vigie::crawler

#endif
