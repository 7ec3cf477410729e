#ifndef VIGIE_CRAWLER_URL_H
#define VIGIE_CRAWLER_URL_H

#include <compare>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::crawler {

enum class UrlError : std::uint8_t { empty, too_long, scheme, host, port, invalid };
std::string_view name(UrlError error);

inline constexpr std::size_t kMaxUrlBytes = 2048;

// A URL as browsers read it. Source: the URL Standard (url.spec.whatwg.org), schemes http and https
// only: any other scheme is UrlError::scheme. `input` is UTF-8, or the raw bytes of a header: what
// is no UTF-8 is percent-encoded byte by byte, as browsers do. One buffer; components are views
// into it and live as long as the Url. Immutable, so threads may share it. Parsing is linear and
// allocates once, but for hosts that are not plain ASCII. A serialised URL longer than kMaxUrlBytes
// is UrlError::too_long; a relative URL without a base is UrlError::invalid.
class Url {
 public:
  [[nodiscard]] static std::expected<Url, UrlError> parse(std::string_view input,
                                                          const Url* base = nullptr);

  // Always parses to itself.
  std::string_view href() const { return std::string_view(buffer_).substr(0, href_size_); }
  std::string_view scheme() const;    // "http" or "https", without the colon
  std::string_view username() const;  // percent-encoded, may be empty
  std::string_view password() const;
  std::string_view host() const;  // ASCII (Punycode), lower case; IPv6 keeps its brackets
  std::optional<std::uint16_t> port() const;  // absent when it is the scheme's default
  std::uint16_t effective_port() const;       // 80 or 443 when absent
  std::string_view path() const;              // begins with '/'
  bool has_query() const;
  std::string_view query() const;  // without '?', empty when absent
  bool has_fragment() const;
  std::string_view fragment() const;  // without '#', empty when absent

  // "https://mairie.example:8443": scheme, host, non-default port; never credentials.
  std::string_view origin() const;
  bool same_origin(const Url& other) const;  // §4.7 and HTML: scheme, host and port

  Url without_fragment() const;
  // What the frontier knows the page as: no fragment, no user:password, an empty query ("/p?")
  // dropped.
  Url page_key() const;

  friend bool operator==(const Url& a, const Url& b) { return a.href() == b.href(); }
  friend auto operator<=>(const Url& a, const Url& b) { return a.href() <=> b.href(); }

 private:
  Url() = default;
  std::string_view between(std::size_t from, std::size_t to) const;
  bool has_credentials() const;
  void keep_origin();

  std::string buffer_;  // href, then the origin when href has credentials in the midst of it
  std::uint16_t href_size_ = 0;
  std::uint16_t scheme_end_ = 0, username_end_ = 0, host_start_ = 0, host_end_ = 0, path_start_ = 0;
  std::uint16_t query_start_ = 0, fragment_start_ = 0;  // of the '?' and '#', or the next part's
  friend class UrlParser;
};

// The host's registrable domain by the Public Suffix List (libpsl): "www.ville.example" →
// "ville.example". An IP address, or a host that is itself a public suffix ("gouv.fr"), is returned
// whole.
std::string registrable_domain(std::string_view host);
bool same_site(const Url& a, const Url& b);  // equal registrable domains (schemeless)

}  // namespace vigie::crawler

#endif
