// The web-platform-tests' own cases: what browsers agreed on.
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <rapidjson/encodings.h>
#include <rapidjson/rapidjson.h>
#include <rapidjson/reader.h>
#include <rapidjson/stream.h>

#include <cctype>
#include <cstddef>
#include <expected>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/url.h"

namespace vigie::crawler {
namespace {

struct WptCase {
  std::string input;
  std::optional<std::string> base;
  std::optional<std::string> href;    // absent: parsing must fail
  std::optional<std::string> origin;  // only some cases give it
  std::map<std::string, std::string> parts;
};

// The file is a flat array of comments (strings) and cases (objects of strings, null and true).
// Read event by event: RapidJSON's document.h is no longer C++ to clang 19.
class CaseReader : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, CaseReader> {
 public:
  bool StartObject() {
    fields_.clear();
    return true;
  }
  bool Key(const char* text, rapidjson::SizeType length, bool) {
    key_.assign(text, length);
    return true;
  }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    fields_[key_].assign(text, length);
    return true;
  }
  bool EndObject(rapidjson::SizeType) {
    cases.push_back({field("input").value_or(""), field("base"), field("href"), field("origin"),
                     std::move(fields_)});
    return true;
  }

  std::vector<WptCase> cases;

 private:
  std::optional<std::string> field(const std::string& key) const {
    const auto found = fields_.find(key);
    return found == fields_.end() ? std::nullopt : std::optional(found->second);
  }

  std::string key_;
  std::map<std::string, std::string> fields_;
};

std::vector<WptCase> wpt_cases() {
  std::ifstream file(VIGIE_TEST_DATA "/url/wpt-urltestdata.json");
  const std::string json{std::istreambuf_iterator<char>(file), {}};
  rapidjson::StringStream stream(json.c_str());
  rapidjson::Reader reader;
  CaseReader handler;
  EXPECT_FALSE(reader.Parse(stream, handler).IsError());
  return std::move(handler.cases);
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
  if (!url) return test.href ? "got no URL: " + std::string(name(url.error())) : "";
  if (!test.href) return "got " + std::string(url->href());
  std::string wrong;
  const auto compare = [&wrong](std::string_view part, std::string_view got,
                                std::string_view wanted) {
    if (got != wanted) wrong += fmt::format(" {} is {} not {}", part, got, wanted);
  };
  compare("href", url->href(), *test.href);
  if (test.origin) compare("origin", url->origin(), *test.origin);
  compare("protocol", std::string(url->scheme()) + ':', test.parts.at("protocol"));
  compare("username", url->username(), test.parts.at("username"));
  compare("password", url->password(), test.parts.at("password"));
  compare("hostname", url->host(), test.parts.at("hostname"));
  compare("port", url->port().transform([](int port) { return std::to_string(port); }).value_or(""),
          test.parts.at("port"));
  compare("pathname", url->path(), test.parts.at("pathname"));
  compare("search", prefixed('?', url->query()), test.parts.at("search"));
  compare("hash", prefixed('#', url->fragment()), test.parts.at("hash"));
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
