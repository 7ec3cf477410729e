#include "crawler/credentials.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <ios>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/origin.h"
#include "crawler/session.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kMaxCookieFileBytes = 1024 * 1024;

std::string read_cookie_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kMaxCookieFileBytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.eof()) {
    throw std::invalid_argument(
        file ? fmt::format("{}: a cookie file of more than {} bytes", path, kMaxCookieFileBytes)
             : fmt::format("{}: the cookie file cannot be read", path));
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

void require_readable(const std::string& path) {
  if (!path.empty() && !std::ifstream(path).good())
    throw std::invalid_argument(fmt::format("{}: the file cannot be read", path));
}

// A line break would let a value become a header of its own. Values are secrets: not repeated.
void require_one_line(const std::vector<std::pair<std::string, std::string>>& headers) {
  for (const auto& [name, value] : headers) {
    const bool name_is_token = !name.empty() && std::ranges::none_of(name, [](char c) {
      return static_cast<unsigned char>(c) <= ' ' || c == ':' || c == 0x7f;
    });
    if (!name_is_token)
      throw std::invalid_argument(fmt::format("header name is \"{}\", not a token", name));
    if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
      throw std::invalid_argument(fmt::format("header {} has a line break in its value", name));
  }
}

}  // namespace

Credentials::Credentials(Session session, std::vector<std::pair<std::string, std::string>> headers,
                         const std::vector<std::string>& header_origins, std::int64_t now)
    : session_(std::move(session)), headers_(std::move(headers)) {
  require_one_line(headers_);
  for (const std::string& text : header_origins)
    if (auto origin = Origin::parse(text)) header_origins_.push_back(*std::move(origin));
  if (session_.empty()) return;
  session_origin_ = Origin::parse(session_.origin);
  if (!session_origin_)
    throw std::invalid_argument(
        fmt::format("session origin is \"{}\", not an http or https URL", session_.origin));
  require_one_line(session_.headers);
  require_readable(session_.client_certificate);
  require_readable(session_.client_key);
  if (!session_.cookie_file.empty() &&
      session_jar_.load_netscape(read_cookie_file(session_.cookie_file), now) == 0)
    throw std::invalid_argument(
        fmt::format("{}: no cookie in it; the format is Netscape's, tabs between the fields",
                    session_.cookie_file));
}

std::vector<std::pair<std::string_view, std::string_view>> Credentials::headers_for(
    const Origin& origin) const {
  std::vector<std::pair<std::string_view, std::string_view>> result;
  if (in_session(origin))
    for (const auto& [name, value] : session_.headers) result.emplace_back(name, value);
  if (std::ranges::find(header_origins_, origin) != header_origins_.end()) {
    for (const auto& [name, value] : headers_) {
      const bool set = std::ranges::any_of(
          result, [&](const auto& other) { return equal_ignoring_case(other.first, name); });
      if (!set) result.emplace_back(name, value);
    }
  }
  return result;
}

std::string Credentials::cookies_for(const Url& url, std::int64_t now) const {
  return (in_session(Origin::of(url)) ? session_jar_ : jar_).header_for(url, now);
}

void Credentials::store_cookie(std::string_view set_cookie, const Url& url, std::int64_t now) {
  (in_session(Origin::of(url)) ? session_jar_ : jar_).store(set_cookie, url, now);
}

}  // namespace vigie::crawler
