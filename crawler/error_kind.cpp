#include "crawler/error_kind.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>

namespace vigie::crawler {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 32> kNames{"dns",
                                                  "connect_refused",
                                                  "timeout",
                                                  "too_slow",
                                                  "reset",
                                                  "empty_reply",
                                                  "truncated",
                                                  "protocol",
                                                  "too_large",
                                                  "decode",
                                                  "unsupported",
                                                  "redirect_loop",
                                                  "redirect_limit",
                                                  "redirect_blocked",
                                                  "address_blocked",
                                                  "url_invalid",
                                                  "http_status",
                                                  "auth_required",
                                                  "rate_limited",
                                                  "robots_unavailable",
                                                  "blocked_by_robots",
                                                  "tls",
                                                  "tls_expired",
                                                  "tls_not_yet_valid",
                                                  "tls_hostname",
                                                  "tls_untrusted",
                                                  "tls_version",
                                                  "tls_handshake",
                                                  "queue",
                                                  "browser",
                                                  "unreadable",
                                                  "no_network"};
static_assert(kNames.size() == static_cast<std::size_t>(ErrorKind::no_network) + 1);

}  // namespace

std::string_view name(ErrorKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<ErrorKind> error_kind(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<ErrorKind>(std::distance(kNames.begin(), found));
}

}  // namespace vigie::crawler
