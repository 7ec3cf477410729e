#include "crawler/url_host.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "crawler/domain_to_ascii.h"
#include "crawler/ipv4.h"
#include "crawler/ipv6.h"
#include "crawler/percent_encoding.h"

namespace vigie::crawler {
namespace {

// The forbidden domain code points: true for the bytes no domain may hold once it is ASCII.
constexpr std::array<bool, 128> kForbidden = [] {
  std::array<bool, 128> forbidden{};
  for (std::size_t c = 0; c <= 0x20; ++c) forbidden[c] = true;
  for (const char c : std::string_view("#/:<>?@[\\]^|%\x7F"))
    forbidden[static_cast<unsigned char>(c)] = true;
  return forbidden;
}();

bool append_ipv6_host(std::string& out, std::string_view raw) {
  if (!raw.ends_with(']')) return false;
  const auto address = parse_ipv6(raw.substr(1, raw.size() - 2));
  if (!address) return false;
  out += '[';
  append_ipv6(out, *address);
  out += ']';
  return true;
}

}  // namespace

bool append_host(std::string& out, std::string_view raw) {
  if (raw.starts_with('[')) return append_ipv6_host(out, raw);
  const std::size_t start = out.size();
  const bool mapped = raw.contains('%') ? append_domain_as_ascii(out, percent_decoded(raw))
                                        : append_domain_as_ascii(out, raw);
  if (!mapped) return false;
  const std::string_view domain = std::string_view(out).substr(start);
  if (domain.empty() ||
      std::ranges::any_of(domain, [](char c) { return kForbidden[static_cast<unsigned char>(c)]; }))
    return false;
  if (!ends_in_a_number(domain)) return true;
  const auto address = parse_ipv4(domain);
  if (!address) return false;
  out.resize(start);
  append_ipv4(out, *address);
  return true;
}

}  // namespace vigie::crawler
