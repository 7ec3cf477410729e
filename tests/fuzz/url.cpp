// Whatever the bytes: parsing ends; what parsed parses again to itself with the same parts; and
// what a page could link to from there is bounded and whole too. Dictionary: url.dict.
#include "crawler/url.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using vigie::crawler::Url;

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const Url& url) {
  require(url.href().size() <= vigie::crawler::kMaxUrlBytes);
  const auto again = Url::parse(url.href());
  require(again && again->href() == url.href());
  require(again->username() == url.username() && again->password() == url.password());
  require(again->host() == url.host() && again->port() == url.port());
  require(again->path() == url.path() && again->path().starts_with('/'));
  require(again->has_query() == url.has_query() && again->query() == url.query());
  require(again->has_fragment() == url.has_fragment() && again->fragment() == url.fragment());
  require(again->origin() == url.origin() && !url.origin().contains('@'));
  // Nothing that a terminal or a header line would stumble over.
  for (const char c : url.href()) require(c > ' ' && c < '\x7F');
}

void check_derived(const Url& url) {
  check(url.without_fragment());
  const Url key = url.page_key();
  check(key);
  require(key.page_key() == key && key.same_origin(url) && key.username().empty());
  require(same_site(key, url));
}

}  // namespace

// The input: a base URL, a line feed, a reference. Without a line feed it is the base alone.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const std::size_t line_end = input.find('\n');
  const auto base = Url::parse(input.substr(0, line_end));
  if (base) {
    check(*base);
    check_derived(*base);
  }
  if (line_end == std::string_view::npos) return 0;
  const std::string_view reference = input.substr(line_end + 1);
  if (const auto absolute = Url::parse(reference)) check(*absolute);
  if (!base) return 0;
  if (const auto resolved = Url::parse(reference, &*base)) {
    check(*resolved);
    check_derived(*resolved);
    // The serialised URL means the same wherever it stands.
    const auto anew = Url::parse(resolved->href(), &*base);
    require(anew && anew->href() == resolved->href());
  }
  return 0;
}
