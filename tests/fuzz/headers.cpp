// A header block as a server sends it: parsing ends; what Link, Retry-After, refresh, Cache-Control
// and Set-Cookie say stays within their bounds; a cookie that the jar keeps for a host is never
// sent to a stranger. Dictionary: headers.dict. Finds go to tests/data/fuzz/headers/.
#include "crawler/headers.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/cookie_jar.h"
#include "crawler/link_header.h"
#include "crawler/meta_refresh.h"
#include "crawler/retry_after.h"
#include "crawler/url.h"

namespace {

using namespace vigie::crawler;

void require(bool holds) {
  if (!holds) std::abort();
}

Headers parse(std::string_view text) {
  Headers headers;
  for (const std::string_view line : split_any(text, "\n")) {
    const auto colon = line.find(':');
    if (colon != std::string_view::npos) headers.add(line.substr(0, colon), line.substr(colon + 1));
  }
  return headers;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Headers headers = parse({reinterpret_cast<const char*>(data), size});
  static const Url own = Url::parse("https://www.ville.example/a/b").value();
  static const Url stranger = Url::parse("https://autre.example/a/b").value();
  CookieJar jar;
  for (const auto& [name, value] : headers.lines()) {
    require(headers.first(name).has_value());
    for (const HeaderLink& link : parse_link_header(value))
      require(link.target.size() <= value.size());
    if (const auto wait = retry_after(value, 1'800'000'000)) require(wait->count() >= 0);
    if (const auto refresh = parse_refresh(value))
      require(refresh->seconds >= 0 && refresh->url.size() <= value.size());
    jar.store(value, own, 1'800'000'000);
  }
  require(jar.size() <= 3'000);
  require(jar.header_for(stranger, 1'800'000'000).empty());
  const std::string sent = jar.header_for(own, 1'800'000'000);
  require(sent.find_first_of("\r\n") == std::string::npos);
  return 0;
}
