#include "crawler/url.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "crawler/url_parser.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kAfterScheme = 3;  // "://"

}  // namespace

std::string_view name(UrlError error) {
  constexpr std::array<std::string_view, 6> kNames{"empty", "too_long", "scheme",
                                                   "host",  "port",     "invalid"};
  return kNames[static_cast<std::size_t>(error)];
}

std::expected<Url, UrlError> Url::parse(std::string_view input, const Url* base) {
  return UrlParser::parse(input, base);
}

std::string_view Url::between(std::size_t from, std::size_t to) const {
  return std::string_view(buffer_).substr(from, to - from);
}

std::string_view Url::scheme() const { return between(0, scheme_end_); }

std::string_view Url::username() const {
  return between(scheme_end_ + kAfterScheme, username_end_);
}

std::string_view Url::password() const {
  if (buffer_[username_end_] != ':') return {};
  return between(username_end_ + 1U, host_start_ - 1U);
}

std::string_view Url::host() const { return between(host_start_, host_end_); }

std::optional<std::uint16_t> Url::port() const {
  if (host_end_ == path_start_) return std::nullopt;
  unsigned port = 0;
  for (const char digit : between(host_end_ + 1U, path_start_))
    port = port * 10 + static_cast<unsigned>(digit - '0');
  return static_cast<std::uint16_t>(port);
}

std::uint16_t Url::effective_port() const {
  return port().value_or(static_cast<std::uint16_t>(scheme() == "https" ? 443 : 80));
}

std::string_view Url::path() const { return between(path_start_, query_start_); }

bool Url::has_query() const { return query_start_ != fragment_start_; }

std::string_view Url::query() const {
  return has_query() ? between(query_start_ + 1U, fragment_start_) : std::string_view{};
}

bool Url::has_fragment() const { return fragment_start_ != href_size_; }

std::string_view Url::fragment() const {
  return has_fragment() ? between(fragment_start_ + 1U, href_size_) : std::string_view{};
}

bool Url::has_credentials() const { return host_start_ != scheme_end_ + kAfterScheme; }

std::string_view Url::origin() const {
  return has_credentials() ? between(href_size_, buffer_.size()) : between(0, path_start_);
}

bool Url::same_origin(const Url& other) const { return origin() == other.origin(); }

void Url::keep_origin() {
  if (!has_credentials()) return;
  buffer_.append(buffer_, 0, scheme_end_ + kAfterScheme);
  buffer_.append(buffer_, host_start_, path_start_ - host_start_);
}

Url Url::without_fragment() const {
  Url url = *this;
  if (!has_fragment()) return url;
  url.buffer_.resize(fragment_start_);
  url.href_size_ = fragment_start_;
  url.keep_origin();
  return url;
}

Url Url::page_key() const {
  Url url = *this;
  const bool drops_query = has_query() && query().empty();
  url.href_size_ = url.fragment_start_ = drops_query ? query_start_ : fragment_start_;
  url.buffer_.resize(url.href_size_);
  if (!has_credentials()) return url;
  const auto begin = static_cast<std::uint16_t>(scheme_end_ + kAfterScheme);
  const auto dropped = static_cast<std::uint16_t>(host_start_ - begin);
  url.buffer_.erase(begin, dropped);
  url.username_end_ = url.host_start_ = begin;
  for (std::uint16_t* offset :
       {&url.host_end_, &url.path_start_, &url.query_start_, &url.fragment_start_, &url.href_size_})
    *offset = static_cast<std::uint16_t>(*offset - dropped);
  return url;
}

}  // namespace vigie::crawler
