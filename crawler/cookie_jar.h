#ifndef VIGIE_CRAWLER_COOKIE_JAR_H
#define VIGIE_CRAWLER_COOKIE_JAR_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "crawler/url.h"

namespace vigie::crawler {

// The cookies of one run, as browsers keep them. Source: RFC 6265bis (§5.6–5.8), with the Public
// Suffix List. Bounded: 4,096 bytes a cookie, 50 a domain, 3,000 in all; what is more pushes out
// the oldest. SameSite is not asked: every request of a crawl is a top-level visit or a part of
// one. Times are seconds since 1970.
class CookieJar {
 public:
  // One Set-Cookie value that the answer from `url` carried. Bad ones are ignored.
  void store(std::string_view set_cookie, const Url& url, std::int64_t now);
  // The value of the Cookie header for a request, empty when there is none to send.
  std::string header_for(const Url& url, std::int64_t now) const;
  // The lines of a cookie file as browsers' exporters and curl write it (Netscape format). Returns
  // how many cookies it held.
  std::size_t load_netscape(std::string_view file, std::int64_t now);
  std::size_t size() const { return size_; }

 private:
  struct Cookie {
    std::string name, value, domain, path;
    std::int64_t expires;  // 0: with the run
    std::uint64_t made;    // order of creation
    bool host_only, secure;
  };
  void put(Cookie cookie, std::int64_t now);
  void make_room(std::vector<Cookie>& shelf, std::int64_t now);
  void drop_oldest_shelf();

  std::unordered_map<std::string, std::vector<Cookie>> by_domain_;
  std::size_t size_ = 0;
  std::uint64_t made_ = 0;
};

}  // namespace vigie::crawler

#endif
