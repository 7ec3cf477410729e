#ifndef VIGIE_CRAWLER_ERROR_KIND_H
#define VIGIE_CRAWLER_ERROR_KIND_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::crawler {

// Why a URL gave no usable answer. Kept on the page, shown in every report, stored by name (names
// are never changed).
enum class ErrorKind : std::uint8_t {
  dns,
  connect_refused,
  timeout,
  too_slow,
  reset,
  empty_reply,
  truncated,
  protocol,
  too_large,
  decode,
  unsupported,  // not a document we read (content type)
  redirect_loop,
  redirect_limit,
  redirect_blocked,  // the redirect leads where we may not go (scheme, scope)
  address_blocked,   // a private address that nobody named (address_guard.h)
  url_invalid,
  http_status,  // 4xx or 5xx that none of the kinds below names
  auth_required,
  rate_limited,
  robots_unavailable,
  blocked_by_robots,
  tls,
  tls_expired,
  tls_not_yet_valid,
  tls_hostname,
  tls_untrusted,
  tls_version,
  tls_handshake,
  queue,
  browser,
  unreadable,  // a local file that cannot be read
  no_network,  // this machine has no way out: nothing is said of the portal
};

std::string_view name(ErrorKind kind);  // "connect_refused"
std::optional<ErrorKind> error_kind(std::string_view name);

// `detail` is a technical note in English (what libcurl or the server said), hostile: escape it
// where it is shown.
struct Failure {
  ErrorKind kind;
  std::string detail;
};

}  // namespace vigie::crawler

#endif
