#include "crawler/redirect.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/headers.h"
#include "crawler/origin.h"
#include "crawler/response.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

Failure unreadable(UrlError error, std::string_view location) {
  constexpr std::size_t kShown = 200;
  const std::string shown(location.substr(0, kShown));
  if (error == UrlError::scheme)
    return {ErrorKind::redirect_blocked, fmt::format("the redirect leads to \"{}\"", shown)};
  return {ErrorKind::url_invalid,
          fmt::format("the redirect leads to \"{}\" ({})", shown, name(error))};
}

}  // namespace

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

void RedirectChain::asked(const Url& url, const std::string& cookies) {
  asked_.emplace_back(url.without_fragment().href(), cookies);
}

RedirectStep RedirectChain::step(const Url& from, int status, const Headers& headers,
                                 int max_redirects,
                                 const std::function<HopDecision(const Url&)>& may_follow,
                                 const std::function<std::string(const Url&)>& cookies_for) const {
  if (!is_redirect(status)) return {};
  const auto location = headers.first("location");
  if (!location || location->empty())
    return {.failure = Failure{ErrorKind::protocol, "a redirect without a Location"}};
  const auto parsed = Url::parse(*location, &from);
  if (!parsed) return {.failure = unreadable(parsed.error(), *location)};
  const Url next = parsed->without_fragment();

  const std::pair<std::string, std::string> once_more(next.href(), cookies_for(next));
  if (std::ranges::find(asked_, once_more) != asked_.end())
    return {.failure = Failure{ErrorKind::redirect_loop, without_credentials(next)}};
  if (asked_.size() > static_cast<std::size_t>(std::max(max_redirects, 0)))
    return {.failure = Failure{ErrorKind::redirect_limit,
                               fmt::format("more than {} redirects", max_redirects)}};
  switch (may_follow ? may_follow(next) : HopDecision::follow) {
    case HopDecision::already_known:
      return {.next = next, .stopped = Stopped::already_known};
    case HopDecision::out_of_scope:
      return {.next = next, .stopped = Stopped::out_of_scope};
    case HopDecision::blocked_by_robots:
      return {.failure = Failure{ErrorKind::blocked_by_robots, without_credentials(next)}};
    case HopDecision::follow:
      break;
  }
  return {.next = next};
}

}  // namespace vigie::crawler
