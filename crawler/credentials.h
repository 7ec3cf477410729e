#ifndef VIGIE_CRAWLER_CREDENTIALS_H
#define VIGIE_CRAWLER_CREDENTIALS_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/cookie_jar.h"
#include "crawler/origin.h"
#include "crawler/session.h"
#include "crawler/url.h"

namespace vigie::crawler {

// What may be sent where. The session (cookies of its file and those its origin sets, headers,
// client certificate) goes to the session's origin only; extra headers go to the origins they were
// given for; the cookies of the crawl go where their domain says, but never mix with the session's.
class Credentials {
 public:
  // Throws std::invalid_argument for an origin, cookie file, certificate or header that cannot be
  // used.
  Credentials(Session session, std::vector<std::pair<std::string, std::string>> headers,
              const std::vector<std::string>& header_origins, std::int64_t now);

  bool in_session(const Origin& origin) const { return session_origin_ == origin; }
  const Session& session() const { return session_; }
  std::vector<std::pair<std::string_view, std::string_view>> headers_for(
      const Origin& origin) const;
  std::string cookies_for(const Url& url, std::int64_t now) const;
  void store_cookie(std::string_view set_cookie, const Url& url, std::int64_t now);

 private:
  Session session_;
  std::optional<Origin> session_origin_;
  std::vector<std::pair<std::string, std::string>> headers_;
  std::vector<Origin> header_origins_;
  CookieJar session_jar_, jar_;
};

}  // namespace vigie::crawler

#endif
