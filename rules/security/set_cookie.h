#ifndef VIGIE_RULES_SECURITY_SET_COOKIE_H
#define VIGIE_RULES_SECURITY_SET_COOKIE_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::rules {

// One Set-Cookie value as a browser reads it. Source: RFC 6265bis §5.6.
struct SetCookie {
  enum class SameSite : std::uint8_t { absent, unknown, none, lax, strict };

  std::string name;
  bool secure = false;
  bool http_only = false;
  SameSite same_site = SameSite::absent;
  std::string same_site_text;  // as sent
  std::string domain;          // lower case, no leading dot; empty: the host alone
  std::string path;            // empty: by the page's address
  // When it ends, milliseconds since 1970; Max-Age comes before Expires. Absent: with the session.
  std::optional<std::int64_t> ends_ms;

  // Of cookies that a server sets only to take them away.
  bool is_deletion(std::int64_t now_ms) const { return ends_ms && *ends_ms <= now_ms; }
};

// Nothing of what a browser drops unread: control characters, no name and value, more than 4,096
// bytes of them. `now_ms` is when the answer came.
std::optional<SetCookie> parse_set_cookie(std::string_view header, std::int64_t now_ms);

// RFC 6265bis §5.1.1, "Wed, 09 Jun 2027 10:18:14 GMT" in all the ways servers write it.
std::optional<std::int64_t> parse_cookie_date(std::string_view text);

}  // namespace vigie::rules

#endif
