#include "crawler/url_pattern.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kMaxLevels = 6;
constexpr std::size_t kMaxSegments = 20;
constexpr int kMaxRepeats = 3;
constexpr std::size_t kMaxQueryKeys = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "2026" → "#", "page-12" → "page-#"; long hexadecimal names (ids, hashes) → "#".
std::string generalised(std::string_view segment) {
  segment = segment.substr(0, segment.find(';'));
  const bool hex = segment.size() >= 16 &&
                   segment.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
  if (hex) return "#";
  std::string result;
  for (const char c : segment) {
    if (!is_digit(c))
      result.push_back(c);
    else if (!result.ends_with('#'))
      result.push_back('#');
  }
  return result;
}

std::string last_segment(std::string_view segment) {
  segment = segment.substr(0, segment.find(';'));
  if (segment.empty()) return {};
  const auto dot = segment.rfind('.');
  constexpr std::size_t kLongestExtension = 6;
  if (dot == std::string_view::npos || dot == 0 || segment.size() - dot > kLongestExtension)
    return "*";
  return "*" + generalised(segment.substr(dot));
}

std::string query_keys(std::string_view query) {
  std::vector<std::string> keys;
  for (const std::string_view pair : split_any(query, "&;")) {
    keys.push_back(generalised(pair.substr(0, pair.find('='))));
    if (keys.size() >= kMaxQueryKeys) break;
  }
  std::ranges::sort(keys);
  keys.erase(std::ranges::unique(keys).begin(), keys.end());
  std::string joined;
  for (const std::string& key : keys) {
    if (!joined.empty()) joined.push_back('&');
    joined.append(key);
  }
  return joined;
}

bool is_session_key(std::string_view key) {
  constexpr std::array<std::string_view, 9> kKeys{"phpsessid",  "jsessionid", "sessionid",
                                                  "session_id", "oscsid",     "zenid",
                                                  "cfid",       "cftoken",    "sessid"};
  const std::string name = lower_case(key);
  return name.starts_with("aspsessionid") || std::ranges::find(kKeys, name) != kKeys.end();
}

std::string query_without_session(std::string_view query) {
  std::string kept;
  std::size_t at = 0;
  while (at <= query.size()) {
    const auto end = std::min(query.find('&', at), query.size());
    const std::string_view pair = query.substr(at, end - at);
    at = end + 1;
    if (is_session_key(pair.substr(0, pair.find('=')))) continue;
    if (!kept.empty()) kept.push_back('&');
    kept.append(pair);
  }
  return kept;
}

}  // namespace

std::string path_pattern(const Url& url) {
  const std::string_view path = url.path();
  std::string pattern;
  std::string_view before;
  std::size_t at = 1, levels = 0;
  for (;;) {
    const auto slash = path.find('/', at);
    if (slash == std::string_view::npos) break;
    const std::string_view segment = path.substr(at, slash - at);
    at = slash + 1;
    if (segment == before || ++levels > kMaxLevels) continue;
    before = segment;
    pattern.append("/").append(generalised(segment));
  }
  return pattern + "/" + last_segment(path.substr(std::min(at, path.size())));
}

std::string url_pattern(const Url& url) {
  std::string pattern(url.origin());
  pattern += path_pattern(url);
  if (url.has_query()) pattern.append("?").append(query_keys(url.query()));
  return pattern;
}

bool looks_endless(const Url& url) {
  const auto segments = split_any(url.path(), "/");
  if (segments.size() > kMaxSegments) return true;
  std::map<std::string_view, int> seen;
  return std::ranges::any_of(segments, [&](std::string_view segment) {
    return ++seen[segment] >= kMaxRepeats && !std::ranges::all_of(segment, is_digit);
  });
}

Url without_session_id(const Url& url) {
  const std::string_view href = url.href();
  const auto path_parameter = lower_case(url.path()).find(";jsessionid=");
  const bool in_query = url.has_query() && query_without_session(url.query()) != url.query();
  if (path_parameter == std::string::npos && !in_query) return url;

  const auto path_start = static_cast<std::size_t>(url.path().data() - href.data());
  std::string cleaned(href.substr(0, path_start));
  cleaned.append(url.path().substr(0, path_parameter));
  const std::string query = query_without_session(url.query());
  if (!query.empty()) cleaned.append("?").append(query);
  auto parsed = Url::parse(cleaned);
  return parsed ? *std::move(parsed) : url;
}

}  // namespace vigie::crawler
