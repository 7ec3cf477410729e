#include "crawler/origin.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

#include "crawler/url.h"

namespace vigie::crawler {

Origin Origin::of(const Url& url) {
  return {.https = url.scheme() == "https",
          .host = std::string(url.host()),
          .port = url.effective_port()};
}

std::optional<Origin> Origin::parse(std::string_view text) {
  const auto url = Url::parse(text);
  if (!url) return std::nullopt;
  return of(*url);
}

bool is_pair(const Origin& a, const Origin& b) {
  if (a.host != b.host || a.https == b.https) return false;
  const Origin& plain = a.https ? b : a;
  const Origin& secure = a.https ? a : b;
  return (plain.port == 80 && secure.port == 443) || plain.port == secure.port;
}

std::string without_credentials(const Url& url) {
  std::string text = fmt::format("{}://{}", url.scheme(), url.host());
  if (const auto port = url.port()) text += fmt::format(":{}", *port);
  text += url.path();
  if (url.has_query()) text.append("?").append(url.query());
  return text;
}

}  // namespace vigie::crawler
