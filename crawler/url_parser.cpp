#include "crawler/url_parser.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/ascii.h"
#include "crawler/percent_encoding.h"
#include "crawler/url.h"
#include "crawler/url_host.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_slash(char c) { return c == '/' || c == '\\'; }  // browsers take both in http(s)
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string_view without_outer_controls(std::string_view input) {
  const auto is_noise = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!input.empty() && is_noise(input.front())) input.remove_prefix(1);
  while (!input.empty() && is_noise(input.back())) input.remove_suffix(1);
  return input;
}

std::string_view without_leading_slashes(std::string_view text) {
  while (!text.empty() && is_slash(text.front())) text.remove_prefix(1);
  return text;
}

// Length of the scheme before its ':', or kNone.
std::size_t scheme_length(std::string_view input) {
  if (input.empty() || !is_alpha(input.front())) return kNone;
  for (std::size_t i = 1; i < input.size(); ++i) {
    const char c = input[i];
    if (c == ':') return i;
    if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return kNone;
  }
  return kNone;
}

enum class Dots : std::uint8_t { none, single, two };

// Whether a segment is "." or "..", each dot also as %2e.
Dots dots_of(std::string_view segment) {
  int dots = 0;
  while (!segment.empty()) {
    if (segment.front() == '.') {
      segment.remove_prefix(1);
    } else if (equal_ignoring_case(segment.substr(0, 3), "%2e")) {
      segment.remove_prefix(3);
    } else {
      return Dots::none;
    }
    if (++dots > 2) return Dots::none;
  }
  if (dots == 0) return Dots::none;
  return dots == 1 ? Dots::single : Dots::two;
}

// Whether a path can be copied as it is: nothing to encode, no backslash, and no segment that
// could be a dot segment.
bool is_plain(std::string_view path) {
  bool segment_begins = true;
  for (const char c : path) {
    if (must_encode(c, EncodeSet::path) || c == '\\') return false;
    if (segment_begins && (c == '.' || c == '%')) return false;
    segment_begins = c == '/';
  }
  return true;
}

std::optional<std::uint32_t> port_number(std::string_view digits) {
  std::uint32_t port = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    port = port * 10 + static_cast<std::uint32_t>(c - '0');
    if (port > 0xFFFF) return std::nullopt;
  }
  return port;
}

}  // namespace

std::expected<Url, UrlError> UrlParser::parse(std::string_view input, const Url* base) {
  input = without_outer_controls(input);
  const auto is_dropped = [](char c) { return c == '\t' || c == '\n' || c == '\r'; };
  std::string cleaned;
  if (std::ranges::any_of(input, is_dropped)) {
    std::ranges::remove_copy_if(input, std::back_inserter(cleaned), is_dropped);
    input = cleaned;
  }
  UrlParser parser(base);
  if (const Step step = parser.read(input); !step) return std::unexpected(step.error());
  return parser.finish();
}

UrlParser::Step UrlParser::read(std::string_view input) {
  const std::size_t colon = scheme_length(input);
  if (colon == kNone) {
    if (base_ != nullptr) return read_relative(input);
    return std::unexpected(input.empty() ? UrlError::empty : UrlError::invalid);
  }
  std::string_view scheme = input.substr(0, colon);
  if (equal_ignoring_case(scheme, "http"))
    scheme = "http";
  else if (equal_ignoring_case(scheme, "https"))
    scheme = "https";
  else
    return std::unexpected(UrlError::scheme);
  const std::string_view rest = input.substr(colon + 1);
  if (base_ != nullptr && base_->scheme() == scheme && !rest.starts_with("//"))
    return read_relative(rest);
  return read_authority(scheme, without_leading_slashes(rest));
}

UrlParser::Step UrlParser::read_relative(std::string_view rest) {
  out_.reserve(base_->href().size() + rest.size() + 8);
  if (rest.size() > 1 && is_slash(rest[0]) && is_slash(rest[1]))
    return read_authority(base_->scheme(), without_leading_slashes(rest));
  take_authority_of_base();
  if (!rest.empty() && is_slash(rest.front())) {
    read_path(rest.substr(1));
    return {};
  }
  const std::string_view base_path = base_->path();
  if (!rest.empty() && rest.front() != '?' && rest.front() != '#') {
    out_ += base_path.substr(0, base_path.rfind('/'));
    read_path(rest);
    return {};
  }
  out_ += base_path;
  if (!rest.starts_with('?') && base_->has_query()) {
    query_start_ = out_.size();
    out_.append("?").append(base_->query());
  }
  read_query_and_fragment(rest);
  return {};
}

void UrlParser::take_authority_of_base() {
  scheme_end_ = base_->scheme_end_;
  username_end_ = base_->username_end_;
  host_start_ = base_->host_start_;
  host_end_ = base_->host_end_;
  path_start_ = base_->path_start_;
  out_ += base_->href().substr(0, path_start_);
}

UrlParser::Step UrlParser::read_authority(std::string_view scheme, std::string_view rest) {
  const auto end =
      std::ranges::find_if(rest, [](char c) { return is_slash(c) || c == '?' || c == '#'; });
  const std::string_view authority(rest.begin(), end);
  rest.remove_prefix(authority.size());

  out_.reserve(scheme.size() + 4 + authority.size() + rest.size() + 8);
  out_.append(scheme).append("://");
  scheme_end_ = scheme.size();
  username_end_ = host_start_ = out_.size();
  const std::size_t at = authority.rfind('@');
  if (at != kNone) read_credentials(authority.substr(0, at));
  if (const Step step = read_host_and_port(authority.substr(at + 1)); !step) return step;
  path_start_ = out_.size();
  read_path(!rest.empty() && is_slash(rest.front()) ? rest.substr(1) : rest);
  return {};
}

void UrlParser::read_credentials(std::string_view credentials) {
  const std::size_t colon = credentials.find(':');
  append_percent_encoded(out_, credentials.substr(0, colon), EncodeSet::userinfo);
  username_end_ = out_.size();
  if (colon != kNone && colon + 1 < credentials.size()) {
    out_ += ':';
    append_percent_encoded(out_, credentials.substr(colon + 1), EncodeSet::userinfo);
  }
  if (out_.size() > host_start_) out_ += '@';
  host_start_ = out_.size();
}

UrlParser::Step UrlParser::read_host_and_port(std::string_view host_and_port) {
  bool in_brackets = false;
  std::size_t colon = 0;
  for (; colon < host_and_port.size(); ++colon) {
    const char c = host_and_port[colon];
    if (c == ':' && !in_brackets) break;
    if (c == '[') in_brackets = true;
    if (c == ']') in_brackets = false;
  }
  const std::string_view host = host_and_port.substr(0, colon);
  if (host.empty() || !append_host(out_, host)) return std::unexpected(UrlError::host);
  host_end_ = out_.size();
  if (colon + 1 >= host_and_port.size()) return {};
  const auto port = port_number(host_and_port.substr(colon + 1));
  if (!port) return std::unexpected(UrlError::port);
  const std::uint32_t usual = scheme_end_ == 4 ? 80 : 443;
  if (*port != usual) out_.append(":").append(std::to_string(*port));
  return {};
}

void UrlParser::read_path(std::string_view rest) {
  const auto end = std::ranges::find_if(rest, [](char c) { return c == '?' || c == '#'; });
  const std::string_view path(rest.begin(), end);
  if (is_plain(path))
    out_.append("/").append(path);
  else
    append_segments(path);
  read_query_and_fragment(rest.substr(path.size()));
}

// Each ".." takes away a segment that was written once, so this is linear.
void UrlParser::append_segments(std::string_view path) {
  bool last = false;
  while (!last) {
    const auto end = std::ranges::find_if(path, is_slash);
    const std::string_view segment(path.begin(), end);
    last = end == path.end();
    path.remove_prefix(segment.size() + (last ? 0 : 1));
    const Dots dots = dots_of(segment);
    if (dots == Dots::two && out_.size() > path_start_) out_.resize(out_.rfind('/'));
    if (dots == Dots::none) {
      out_ += '/';
      append_percent_encoded(out_, segment, EncodeSet::path);
    } else if (last) {
      out_ += '/';
    }
  }
}

void UrlParser::read_query_and_fragment(std::string_view rest) {
  const std::size_t hash = rest.find('#');
  if (rest.starts_with('?')) {
    query_start_ = out_.size();
    out_ += '?';
    append_percent_encoded(out_, rest.substr(1, hash == kNone ? kNone : hash - 1),
                           EncodeSet::query);
  }
  if (hash == kNone) return;
  fragment_start_ = out_.size();
  out_ += '#';
  append_percent_encoded(out_, rest.substr(hash + 1), EncodeSet::fragment);
}

std::expected<Url, UrlError> UrlParser::finish() {
  if (out_.size() > kMaxUrlBytes) return std::unexpected(UrlError::too_long);
  const auto offset = [](std::size_t value) { return static_cast<std::uint16_t>(value); };
  Url url;
  url.href_size_ = offset(out_.size());
  url.scheme_end_ = offset(scheme_end_);
  url.username_end_ = offset(username_end_);
  url.host_start_ = offset(host_start_);
  url.host_end_ = offset(host_end_);
  url.path_start_ = offset(path_start_);
  url.fragment_start_ = offset(std::min(fragment_start_, out_.size()));
  url.query_start_ = offset(std::min<std::size_t>(query_start_, url.fragment_start_));
  url.buffer_ = std::move(out_);
  url.keep_origin();
  return url;
}

}  // namespace vigie::crawler
