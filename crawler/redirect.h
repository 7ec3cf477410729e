#ifndef VIGIE_CRAWLER_REDIRECT_H
#define VIGIE_CRAWLER_REDIRECT_H

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/headers.h"
#include "crawler/response.h"
#include "crawler/url.h"

namespace vigie::crawler {

// 301, 302, 303, 307, 308: the statuses that send on.
bool is_redirect(int status);

// What an answer makes of a chain of redirects. Nothing set: the answer does not redirect.
struct RedirectStep {
  std::optional<Url> next;  // to be asked; when stopped, not to be
  Stopped stopped = Stopped::no;
  std::optional<Failure> failure;
};

// The hops of one request. A loop is the same URL with the same cookies once more: a page that
// redirects to itself to set a cookie is none.
class RedirectChain {
 public:
  void asked(const Url& url, const std::string& cookies);
  // `cookies_for` tells the Cookie field that the next request would carry.
  RedirectStep step(const Url& from, int status, const Headers& headers, int max_redirects,
                    const std::function<HopDecision(const Url&)>& may_follow,
                    const std::function<std::string(const Url&)>& cookies_for) const;

 private:
  std::vector<std::pair<std::string, std::string>> asked_;
};

}  // namespace vigie::crawler

#endif
