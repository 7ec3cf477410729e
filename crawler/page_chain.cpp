#include "crawler/page_chain.h"

#include <algorithm>

#include "crawler/response.h"
#include "crawler/url.h"
#include "crawler/url_pattern.h"

namespace vigie::crawler {

void continue_chain(Response& again, const Response& before) {
  again.url = before.url;
  again.at_ms = before.at_ms;
  again.with_session |= before.with_session;
  again.redirects.insert(again.redirects.begin(), before.redirects.begin(), before.redirects.end());
  again.set_cookies.insert(again.set_cookies.begin(), before.set_cookies.begin(),
                           before.set_cookies.end());
}

void begin_chain_at_its_url(Response& response) {
  const auto is_page = [&](const Redirect& hop) {
    if (hop.url == response.url) return true;
    const auto url = Url::parse(hop.url);
    return url && without_session_id(*url).page_key().href() == response.url;
  };
  response.redirects.erase(response.redirects.begin(),
                           std::ranges::find_if(response.redirects, is_page));
}

}  // namespace vigie::crawler
