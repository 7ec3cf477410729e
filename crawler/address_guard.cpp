#include "crawler/address_guard.h"

#include <arpa/inet.h>
#include <fmt/core.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/origin.h"

namespace vigie::crawler {
namespace {

struct Block {
  std::uint32_t network;
  int bits;
  AddressClass where;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

// Link-local first: metadata addresses lie inside wider blocks.
constexpr std::array kBlocks4{
    Block{v4(169, 254, 0, 0), 16, AddressClass::link_local},
    Block{v4(100, 100, 100, 200), 32, AddressClass::link_local},  // Alibaba Cloud's metadata
    Block{v4(192, 0, 0, 192), 32, AddressClass::link_local},      // Oracle Cloud's metadata
    Block{v4(168, 63, 129, 16), 32, AddressClass::link_local},    // Azure's host agent
    Block{v4(0, 0, 0, 0), 8, AddressClass::loopback},
    Block{v4(127, 0, 0, 0), 8, AddressClass::loopback},
    Block{v4(10, 0, 0, 0), 8, AddressClass::internal},
    Block{v4(100, 64, 0, 0), 10, AddressClass::internal},
    Block{v4(172, 16, 0, 0), 12, AddressClass::internal},
    Block{v4(192, 0, 0, 0), 24, AddressClass::internal},
    Block{v4(192, 0, 2, 0), 24, AddressClass::internal},
    Block{v4(192, 88, 99, 0), 24, AddressClass::internal},
    Block{v4(192, 168, 0, 0), 16, AddressClass::internal},
    Block{v4(198, 18, 0, 0), 15, AddressClass::internal},
    Block{v4(198, 51, 100, 0), 24, AddressClass::internal},
    Block{v4(203, 0, 113, 0), 24, AddressClass::internal},
    Block{v4(224, 0, 0, 0), 3, AddressClass::internal},  // multicast, reserved, broadcast
};

AddressClass classify4(std::uint32_t address) {
  for (const Block& block : kBlocks4)
    if ((address ^ block.network) >> (32 - block.bits) == 0) return block.where;
  return AddressClass::global;
}

bool begins_with(const IpAddress& address, std::initializer_list<std::uint8_t> prefix) {
  return std::equal(prefix.begin(), prefix.end(), address.bytes.begin());
}

std::uint32_t inner4(const IpAddress& address, std::size_t at) {
  return v4(address.bytes[at], address.bytes[at + 1], address.bytes[at + 2], address.bytes[at + 3]);
}

std::optional<std::uint16_t> port_number(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return port;
}

// "HOST:PORT" → both; "[::1]:80" too. What follows the host stays in `rest`.
std::string_view take_host(std::string_view& rest) {
  std::size_t end = rest.starts_with('[') ? rest.find(']') : rest.find(':');
  if (rest.starts_with('[') && end != std::string_view::npos) ++end;
  const std::string_view host = rest.substr(0, end);
  rest.remove_prefix(host.size());
  return host;
}

}  // namespace

std::optional<IpAddress> ip_address(const sockaddr& address) {
  IpAddress result;
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    result.bytes[10] = result.bytes[11] = 0xff;
    std::memcpy(&result.bytes[12], &in.sin_addr, 4);
    return result;
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    std::memcpy(result.bytes.data(), &in.sin6_addr, 16);
    return result;
  }
  return std::nullopt;
}

std::optional<IpAddress> ip_address(std::string_view url_host) {
  if (url_host.starts_with('[') && url_host.ends_with(']'))
    url_host = url_host.substr(1, url_host.size() - 2);
  const std::string text(url_host);
  IpAddress result;
  if (inet_pton(AF_INET6, text.c_str(), result.bytes.data()) == 1) return result;
  result = {};
  result.bytes[10] = result.bytes[11] = 0xff;
  if (inet_pton(AF_INET, text.c_str(), &result.bytes[12]) == 1) return result;
  return std::nullopt;
}

AddressClass classify(const IpAddress& address) {
  constexpr std::array<std::uint8_t, 15> kZeros{};
  const auto& bytes = address.bytes;
  if (begins_with(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0})) {
    if (bytes[10] == 0xff && bytes[11] == 0xff) return classify4(inner4(address, 12));
    if (std::equal(kZeros.begin(), kZeros.end(), bytes.begin()) && bytes[15] <= 1)
      return AddressClass::loopback;
    if (bytes[10] == 0 && bytes[11] == 0) return classify4(inner4(address, 12));
    return AddressClass::internal;
  }
  if (begins_with(address, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}))  // NAT64
    return classify4(inner4(address, 12));
  if (begins_with(address, {0xfd, 0x00, 0x0e, 0xc2}))  // EC2's metadata
    return AddressClass::link_local;
  if (begins_with(address, {0xfe}) && (bytes[1] & 0xc0) == 0x80) return AddressClass::link_local;
  if (begins_with(address, {0x20, 0x02})) return classify4(inner4(address, 2));  // 6to4
  if (begins_with(address, {0x20, 0x01, 0, 0}))                                  // Teredo
    return classify4(~inner4(address, 12));
  if (begins_with(address, {0x20, 0x01, 0x0d, 0xb8}) ||
      (begins_with(address, {0x20, 0x01}) && (bytes[2] & 0xfe) == 0))
    return AddressClass::internal;  // documentation, protocol assignments
  // Only 2000::/3 is assigned to the world; NAT64's local prefix, discard-only, ULA, site-local
  // and multicast lie outside of it.
  return (bytes[0] & 0xe0) == 0x20 ? AddressClass::global : AddressClass::internal;
}

AddressGuard::AddressGuard(const std::vector<std::string>& typed,
                           const std::vector<std::string>& allow_private,
                           const std::vector<std::string>& connect_to) {
  for (const std::string& text : typed) {
    auto origin = Origin::parse(text);
    if (!origin)
      throw std::invalid_argument(fmt::format("origin is \"{}\", not an http or https URL", text));
    if (!pin_of(origin->host)) pins_.emplace_back(origin->host, Pin{});
    typed_.push_back(*std::move(origin));
  }
  for (const std::string& text : allow_private) {
    if (text == "*")
      allow_all_ = true;
    else
      allowed_.push_back(read_allowed(text));
  }
  for (const std::string& text : connect_to)
    if (auto entry = read_connect_to(text)) redirected_.push_back(*std::move(entry));
}

AddressGuard::Allowed AddressGuard::read_allowed(std::string_view text) {
  std::string_view rest = text;
  const bool bare_ipv6 = std::ranges::count(text, ':') > 1 && !text.starts_with('[');
  const std::string host = lower_case(bare_ipv6 ? text : take_host(rest));
  if (bare_ipv6) rest = {};
  const auto port = rest.empty() ? std::nullopt : port_number(rest.substr(1));
  if (host.empty() || (!rest.empty() && !port))
    throw std::invalid_argument(
        fmt::format("allow-private is \"{}\", not HOST, HOST:PORT or *", text));
  return {host, ip_address(host), port};
}

std::optional<AddressGuard::Allowed> AddressGuard::read_connect_to(std::string_view text) {
  std::string_view rest = text;
  const auto take_port = [&]() -> std::optional<std::string_view> {
    if (!rest.starts_with(':')) return std::nullopt;
    rest.remove_prefix(1);
    const std::string_view port = rest.substr(0, rest.find(':'));
    if (!port.empty() && !port_number(port)) return std::nullopt;
    rest.remove_prefix(port.size());
    return port;
  };
  const std::string from_host = lower_case(take_host(rest));
  const auto from_port = take_port();
  if (rest.starts_with(':')) rest.remove_prefix(1);
  const bool to_a_host = !take_host(rest).empty();
  if (!from_port || !take_port() || !rest.empty())
    throw std::invalid_argument(
        fmt::format("connect-to is \"{}\", not HOST1:PORT1:HOST2:PORT2", text));
  // Without a second host only the port moves, and the address is still the name's own.
  if (!to_a_host) return std::nullopt;
  return Allowed{from_host, std::nullopt, port_number(*from_port)};
}

bool AddressGuard::permits(const Origin& origin, const sockaddr& address) {
  const auto ip = ip_address(address);
  if (!ip) return false;
  const AddressClass where = classify(*ip);
  if (is_redirected(origin) || is_named(origin, *ip)) return true;
  const bool typed = permits_typed(origin, *ip, where);
  if (where == AddressClass::global || typed) return true;
  return allow_all_ && where != AddressClass::link_local;
}

bool AddressGuard::is_named(const Origin& origin, const IpAddress& address) const {
  return std::ranges::any_of(allowed_, [&](const Allowed& entry) {
    return (!entry.port || *entry.port == origin.port) &&
           (entry.host == origin.host || entry.address == address);
  });
}

bool AddressGuard::is_redirected(const Origin& origin) const {
  return std::ranges::any_of(redirected_, [&](const Allowed& entry) {
    return (!entry.port || *entry.port == origin.port) &&
           (entry.host.empty() || equal_ignoring_case(entry.host, origin.host));
  });
}

bool AddressGuard::permits_typed(const Origin& origin, const IpAddress& address,
                                 AddressClass where) {
  const bool typed = std::ranges::find(typed_, origin) != typed_.end();
  const bool pair = !typed && std::ranges::any_of(typed_, [&](const Origin& named) {
    return is_pair(named, origin);
  });
  if (!typed && !pair) return false;
  Pin& pin = *pin_of(origin.host);
  if (!pin.first) pin.first = where;
  const bool literal = ip_address(origin.host) == address;
  if (where == AddressClass::link_local && !literal) return false;
  if (where != *pin.first) return false;
  constexpr std::size_t kMostAddresses = 64;
  if (pair) return pin.seen.empty() || pin.seen.contains(address);
  if (pin.seen.size() < kMostAddresses) pin.seen.insert(address);
  return true;
}

AddressGuard::Pin* AddressGuard::pin_of(const std::string& host) {
  const auto found = std::ranges::find(pins_, host, &std::pair<std::string, Pin>::first);
  return found == pins_.end() ? nullptr : &found->second;
}

}  // namespace vigie::crawler
