// The web-platform-tests' own cases: what browsers agreed on.
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <cctype>
#include <cstddef>
#include <expected>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/url.h"

namespace vigie::crawler {
namespace {

struct WptCase {
  std::string input;
  std::optional<std::string> base;
  std::optional<std::string> href;    // absent: parsing must fail
  std::optional<std::string> origin;  // only some cases give it
  std::string protocol, username, password, hostname, port, pathname, search, hash;
};

std::optional<std::string> text_of(const rapidjson::Value& object, const char* key) {
  if (!object.HasMember(key) || !object[key].IsString()) return std::nullopt;
  return std::string(object[key].GetString(), object[key].GetStringLength());
}

std::vector<WptCase> wpt_cases() {
  std::ifstream file(VIGIE_TEST_DATA "/url/wpt-urltestdata.json");
  const std::string json{std::istreambuf_iterator<char>(file), {}};
  rapidjson::Document document;
  document.Parse<rapidjson::kParseFullPrecisionFlag>(json.data(), json.size());
  if (document.HasParseError() || !document.IsArray()) return {};
  std::vector<WptCase> cases;
  for (const rapidjson::Value& entry : document.GetArray()) {
    if (!entry.IsObject()) continue;  // a comment
    const auto part = [&entry](const char* key) { return text_of(entry, key).value_or(""); };
    cases.push_back({part("input"), text_of(entry, "base"), text_of(entry, "href"),
                     text_of(entry, "origin"), part("protocol"), part("username"), part("password"),
                     part("hostname"), part("port"), part("pathname"), part("search"),
                     part("hash")});
  }
  return cases;
}

bool is_web(std::string_view url) { return url.starts_with("http:") || url.starts_with("https:"); }

// The scheme that `input` names, in lower case with its colon, or "".
std::string scheme_of(const std::string& input) {
  std::string scheme;
  for (const char c : input) {
    if (scheme.empty() && static_cast<unsigned char>(c) <= ' ') continue;
    if (c == '\t' || c == '\n' || c == '\r') continue;
    if (scheme.empty() && !std::isalpha(static_cast<unsigned char>(c))) return "";
    if (c == ':') return scheme + ':';
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '+' && c != '-' && c != '.') return "";
    scheme += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return "";
}

bool is_about_web(const WptCase& test) {
  if (test.href) return is_web(*test.href);
  const std::string scheme = scheme_of(test.input);
  return is_web(scheme) || (scheme.empty() && test.base && is_web(*test.base));
}

std::expected<Url, UrlError> parse(const WptCase& test) {
  if (!test.base || !is_web(*test.base)) return Url::parse(test.input);
  const auto base = Url::parse(*test.base);
  return base ? Url::parse(test.input, &*base) : base;
}

std::string prefixed(char sign, std::string_view part) {  // as URL.search and URL.hash give it
  return part.empty() ? "" : sign + std::string(part);
}

// What is wrong, or "".
std::string disagreement(const WptCase& test) {
  const auto url = parse(test);
  if (!url || !test.href)
    return url.has_value() == test.href.has_value() ? ""
           : url                                    ? "got " + std::string(url->href())
                 : "got no URL: " + std::string(name(url.error()));
  std::string wrong;
  const auto compare = [&wrong](std::string_view part, std::string_view got,
                                std::string_view wanted) {
    if (got != wanted) wrong += fmt::format(" {} is {} not {}", part, got, wanted);
  };
  compare("href", url->href(), *test.href);
  if (test.origin) compare("origin", url->origin(), *test.origin);
  compare("protocol", std::string(url->scheme()) + ':', test.protocol);
  compare("username", url->username(), test.username);
  compare("password", url->password(), test.password);
  compare("hostname", url->host(), test.hostname);
  compare("port", url->port() ? std::to_string(*url->port()) : "", test.port);
  compare("pathname", url->path(), test.pathname);
  compare("search", prefixed('?', url->query()), test.search);
  compare("hash", prefixed('#', url->fragment()), test.hash);
  return wrong;
}

TEST(UrlWpt, AgreesWithBrowsersOnHttpAndHttps) {
  std::size_t total = 0, agreed = 0;
  std::string failures;
  for (const WptCase& test : wpt_cases()) {
    if (!is_about_web(test)) continue;
    ++total;
    const std::string wrong = disagreement(test);
    if (wrong.empty())
      ++agreed;
    else
      failures +=
          fmt::format("  {:?} on {}: {}\n", test.input, test.base.value_or("nothing"), wrong);
  }
  fmt::print("web-platform-tests, http and https: {} of {} agree\n{}", agreed, total, failures);
  EXPECT_GE(total, 400U);
  EXPECT_GE(static_cast<double>(agreed), 0.99 * static_cast<double>(total)) << failures;
}

TEST(UrlWpt, RefusesOtherSchemes) {
  std::size_t total = 0;
  for (const WptCase& test : wpt_cases()) {
    const std::string scheme = scheme_of(test.input);
    if (scheme.empty() || is_web(scheme)) continue;
    ++total;
    const auto url = parse(test);
    ASSERT_FALSE(url) << test.input;
    EXPECT_EQ(url.error(), UrlError::scheme) << test.input;
  }
  EXPECT_GE(total, 200U);
}

}  // namespace
}  // namespace vigie::crawler
