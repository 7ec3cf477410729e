#ifndef VIGIE_CRAWLER_ROBOTS_GATE_H
#define VIGIE_CRAWLER_ROBOTS_GATE_H

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/response.h"
#include "crawler/robots.h"
#include "crawler/url.h"

namespace vigie::crawler {

// robots.txt of every origin a crawl meets, asked for once and before anything else of that origin
// (RFC 9309 §2.3). 4xx allows everything; 5xx, 429 and no answer forbid everything, and say so. A
// host that cannot be reached at all keeps the kind of that failure (dns, connect_refused, tls_…),
// since its pages would fail in the same way.
class RobotsGate {
 public:
  RobotsGate(Fetcher& fetcher, std::string product_token, bool ignore);

  enum class Answer : std::uint8_t { allowed, forbidden, unavailable, unknown };
  Answer ask(const Url& url) const;
  // Runs `ready` once ask() of this origin is no longer unknown; asks for robots.txt if nobody has.
  void when_known(const Url& url, std::function<void()> ready);
  // Why pages of this origin are `unavailable`.
  Failure failure(const Url& url) const;
  const std::vector<std::string>* sitemaps(const Url& url) const;  // null while unknown

 private:
  struct Origin {
    std::optional<Robots> robots;
    std::optional<Failure> failure;
    std::vector<std::function<void()>> waiting;
  };
  void answered(const std::string& origin, const Url& url, Response&& response);

  Fetcher& fetcher_;
  std::string product_token_;
  bool ignore_;
  std::map<std::string, Origin, std::less<>> origins_;
};

}  // namespace vigie::crawler

#endif
