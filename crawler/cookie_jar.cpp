#include "crawler/cookie_jar.h"

#include <libpsl.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "crawler/address_guard.h"
#include "crawler/ascii.h"
#include "crawler/http_date.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kMaxCookieBytes = 4096;
constexpr std::size_t kMaxAttributeBytes = 1024;
constexpr std::size_t kMaxPerDomain = 50;
constexpr std::size_t kMaxInAll = 3000;
// RFC 6265 §5.1.1: years of two digits are 1970 to 2069, wherever we are. "01-Jan-70" ends cookies.
constexpr std::chrono::sys_days kCenturyTurnsAtSeventy =
    std::chrono::year(2019) / std::chrono::January / 1;
constexpr std::int64_t kLongestLife = 400LL * 24 * 3600;  // RFC 6265bis §5.5

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && byte != '\t') || byte == 0x7f;
  });
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return equal_ignoring_case(text.substr(0, prefix.size()), prefix);
}

// §5.1.3
bool domain_matches(std::string_view host, std::string_view domain) {
  if (host == domain) return true;
  return host.size() > domain.size() && host.ends_with(domain) &&
         host[host.size() - domain.size() - 1] == '.' && !ip_address(host);
}

// §5.1.4
bool path_matches(std::string_view request, std::string_view cookie) {
  if (!request.starts_with(cookie)) return false;
  return request.size() == cookie.size() || cookie.ends_with('/') || request[cookie.size()] == '/';
}

std::string_view default_path(std::string_view request) {
  const auto slash = request.rfind('/');
  return slash == 0 || slash == std::string_view::npos ? "/" : request.substr(0, slash);
}

struct Attributes {
  std::optional<std::int64_t> max_age, expires;
  std::string_view domain, path;
  bool secure = false;
};

// Max-Age: digits, perhaps after '-'; anything else is ignored, anything long is forever.
std::optional<std::int64_t> read_max_age(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  if (negative) return 0;
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  return error == std::errc() ? std::min(seconds, kLongestLife) : kLongestLife;
}

Attributes read_attributes(std::string_view rest) {
  Attributes result;
  while (!rest.empty()) {
    const std::string_view part = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    const auto equals = part.find('=');
    const std::string_view key = trimmed(part.substr(0, equals));
    const std::string_view value =
        equals == std::string_view::npos ? "" : trimmed(part.substr(equals + 1));
    if (value.size() > kMaxAttributeBytes) continue;
    if (equal_ignoring_case(key, "secure")) {
      result.secure = true;
    } else if (equal_ignoring_case(key, "domain")) {
      result.domain = value.starts_with('.') ? value.substr(1) : value;
    } else if (equal_ignoring_case(key, "path")) {
      result.path = value.starts_with('/') ? value : "";
    } else if (equal_ignoring_case(key, "max-age")) {
      if (const auto age = read_max_age(value)) result.max_age = age;
    } else if (equal_ignoring_case(key, "expires")) {
      const auto when = parse_http_date(value, kCenturyTurnsAtSeventy);
      if (when) result.expires = when->time_since_epoch().count();
    }
  }
  return result;
}

// When the cookie ends: 0 with the run, nullopt when it is over already.
std::optional<std::int64_t> end_of(const Attributes& attributes, std::int64_t now) {
  std::optional<std::int64_t> end = attributes.expires;
  if (attributes.max_age) end = now + *attributes.max_age;
  if (!end) return 0;
  if (*end <= now) return std::nullopt;
  return std::min(*end, now + kLongestLife);
}

bool is_public_suffix(const std::string& domain) {
  return psl_is_public_suffix(psl_builtin(), domain.c_str()) != 0;
}

}  // namespace

void CookieJar::store(std::string_view set_cookie, const Url& url, std::int64_t now) {
  if (has_control(set_cookie)) return;
  const std::string_view pair = set_cookie.substr(0, set_cookie.find(';'));
  const auto equals = pair.find('=');
  const std::string_view name =
      equals == std::string_view::npos ? "" : trimmed(pair.substr(0, equals));
  const std::string_view value =
      trimmed(equals == std::string_view::npos ? pair : pair.substr(equals + 1));
  if ((name.empty() && value.empty()) || name.size() + value.size() > kMaxCookieBytes) return;

  const bool https = url.scheme() == "https";
  const Attributes attributes = read_attributes(set_cookie.substr(pair.size()));
  if (attributes.secure && !https) return;
  Cookie cookie{
      .name = std::string(name),
      .value = std::string(value),
      .domain = std::string(url.host()),
      .path = std::string(attributes.path.empty() ? default_path(url.path()) : attributes.path),
      .expires = 0,
      .made = 0,
      .host_only = true,
      .secure = attributes.secure};
  if (!attributes.domain.empty()) {
    const std::string domain = lower_case(attributes.domain);
    if (!domain_matches(url.host(), domain)) return;
    // Of a public suffix only the suffix itself may keep its cookies, to itself.
    const bool shared = !is_public_suffix(domain) && !ip_address(domain);
    if (!shared && domain != url.host()) return;
    cookie.domain = domain;
    cookie.host_only = !shared;
  }
  if (starts_with_ignoring_case(name, "__Secure-") && !cookie.secure) return;
  if (starts_with_ignoring_case(name, "__Host-") &&
      (!cookie.secure || !attributes.domain.empty() || cookie.path != "/"))
    return;
  const auto end = end_of(attributes, now);
  cookie.expires = end.value_or(-1);
  put(std::move(cookie), now);
}

void CookieJar::put(Cookie cookie, std::int64_t now) {
  auto& shelf = by_domain_[cookie.domain];
  const auto old = std::ranges::find_if(shelf, [&](const Cookie& other) {
    return other.name == cookie.name && other.path == cookie.path &&
           other.host_only == cookie.host_only;
  });
  const bool over = cookie.expires != 0 && cookie.expires <= now;
  if (old != shelf.end()) {
    cookie.made = old->made;  // §5.7 step 23: an update keeps its place in the header
    if (over) {
      shelf.erase(old);
      --size_;
    } else {
      *old = std::move(cookie);
    }
  } else if (!over) {
    make_room(shelf, now);
    cookie.made = ++made_;
    shelf.push_back(std::move(cookie));
    if (++size_ > kMaxInAll) drop_oldest_shelf();
  }
}

void CookieJar::make_room(std::vector<Cookie>& shelf, std::int64_t now) {
  if (shelf.size() < kMaxPerDomain) return;
  size_ -= std::erase_if(
      shelf, [&](const Cookie& cookie) { return cookie.expires != 0 && cookie.expires <= now; });
  if (shelf.size() < kMaxPerDomain) return;
  shelf.erase(std::ranges::min_element(shelf, {}, &Cookie::made));
  --size_;
}

void CookieJar::drop_oldest_shelf() {
  auto oldest = by_domain_.end();
  std::uint64_t age = std::numeric_limits<std::uint64_t>::max();
  for (auto shelf = by_domain_.begin(); shelf != by_domain_.end(); ++shelf) {
    if (shelf->second.empty()) continue;
    const std::uint64_t newest = std::ranges::max_element(shelf->second, {}, &Cookie::made)->made;
    if (newest < age) {
      age = newest;
      oldest = shelf;
    }
  }
  if (oldest == by_domain_.end()) return;
  size_ -= oldest->second.size();
  by_domain_.erase(oldest);
}

std::string CookieJar::header_for(const Url& url, std::int64_t now) const {
  if (size_ == 0) return {};
  const bool https = url.scheme() == "https";
  std::vector<const Cookie*> matching;
  // The host's own shelf, then those of the domains above it.
  for (std::string_view domain = url.host();;) {
    if (const auto shelf = by_domain_.find(std::string(domain)); shelf != by_domain_.end())
      for (const Cookie& cookie : shelf->second) {
        const bool alive = cookie.expires == 0 || cookie.expires > now;
        if (alive && (!cookie.host_only || domain == url.host()) && (!cookie.secure || https) &&
            path_matches(url.path(), cookie.path))
          matching.push_back(&cookie);
      }
    const auto dot = domain.find('.');
    if (dot == std::string_view::npos || ip_address(url.host())) break;
    domain.remove_prefix(dot + 1);
  }
  std::ranges::sort(matching, [](const Cookie* a, const Cookie* b) {
    return a->path.size() != b->path.size() ? a->path.size() > b->path.size() : a->made < b->made;
  });
  std::string header;
  for (const Cookie* cookie : matching) {
    if (!header.empty()) header += "; ";
    if (!cookie->name.empty()) header.append(cookie->name).append("=");
    header += cookie->value;
  }
  return header;
}

std::size_t CookieJar::load_netscape(std::string_view file, std::int64_t now) {
  constexpr std::string_view kHttpOnly = "#HttpOnly_";
  std::size_t read = 0;
  while (!file.empty()) {
    std::string_view line = file.substr(0, file.find('\n'));
    file.remove_prefix(std::min(file.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with(kHttpOnly))
      line.remove_prefix(kHttpOnly.size());
    else if (line.starts_with('#'))
      continue;
    // domain, subdomains too, path, secure, expiry, name, value; the value may be empty
    std::vector<std::string_view> fields;
    for (std::size_t at = 0; at <= line.size() && fields.size() < 7;) {
      const auto tab = std::min(line.find('\t', at), line.size());
      fields.push_back(line.substr(at, tab - at));
      at = tab + 1;
    }
    if (fields.size() == 6) fields.emplace_back();
    if (fields.size() != 7 || has_control(line)) continue;
    std::int64_t expires = 0;
    std::from_chars(fields[4].data(), fields[4].data() + fields[4].size(), expires);
    std::string_view domain = fields[0];
    if (domain.starts_with('.')) domain.remove_prefix(1);
    put({.name = std::string(fields[5]),
         .value = std::string(fields[6]),
         .domain = lower_case(domain),
         .path = std::string(fields[2].starts_with('/') ? fields[2] : "/"),
         .expires = std::max<std::int64_t>(expires, 0),
         .made = 0,
         .host_only = !equal_ignoring_case(fields[1], "TRUE"),
         .secure = equal_ignoring_case(fields[3], "TRUE")},
        now);
    ++read;
  }
  return read;
}

}  // namespace vigie::crawler
