#ifndef VIGIE_CRAWLER_FETCHER_H
#define VIGIE_CRAWLER_FETCHER_H

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crawler/response.h"
#include "crawler/session.h"
#include "crawler/url.h"

namespace vigie::crawler {

struct FetchLimits {
  std::chrono::milliseconds connect{10'000};        // DNS, TCP and TLS
  std::chrono::milliseconds first_byte{15'000};     // from the start of the request
  std::chrono::milliseconds total{30'000};          // of one request, every hop its own
  std::size_t low_speed_bytes = 100;                // slower than this many bytes a second …
  std::chrono::milliseconds low_speed_for{10'000};  // … for so long ends it (too_slow)
  std::size_t max_header_bytes = 256UL * 1024;
  int max_redirects = 10;
  std::chrono::seconds max_retry_after{
      30};                // a longer Retry-After is not waited for (reported: rate_limited)
  int max_refusals = 20;  // answers 429 or 503 in a row, after which a host is given up
  int max_retries = 2;    // of 429/503 and of transient connection errors
  std::chrono::milliseconds retry_backoff{1'000};  // before the first retry; doubles
};

struct FetchOptions {
  FetchLimits limits;
  std::string user_agent;
  int connections_per_host = 6;
  std::optional<double>
      delay_s;          // between request starts to one host; absent: 0.1, and 0 on loopback
  std::string ca_file;  // empty: the system's
  std::vector<std::string> connect_to;  // as curl's --connect-to HOST1:PORT1:HOST2:PORT2
  std::vector<std::string>
      allow_private;  // "HOST" or "HOST:PORT"; "*" for all but link-local and metadata addresses
  std::vector<std::string>
      origins;  // that the user typed: reachable even when private, with the http/https pair
  std::vector<std::pair<std::string, std::string>> headers;  // --header, sent to `origins` only
  Session session;
};

enum class HopDecision : std::uint8_t { follow, already_known, out_of_scope, blocked_by_robots };

struct Request {
  Url url;
  std::string accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5";
  bool head = false;  // HEAD instead of GET
  std::size_t max_body =
      10UL * 1024 * 1024;  // decoded bytes; past it the body is cut and the failure is too_large
  // Only bodies of these types are read ("text/html"); of others the headers are kept and the
  // connection given up (no failure). Empty: all. The decision sees the Content-Type value.
  std::function<bool(std::string_view content_type)> wants_body;
  std::function<HopDecision(const Url& next)>
      may_follow;                     // absent: every http(s) redirect is followed
  std::optional<FetchLimits> limits;  // instead of the fetcher's
  bool retry = true;
  bool keep_body = true;  // false: the body is read and counted, not kept
};

// What politeness did to one host, for the report ("the rate backs off by itself and says so").
struct HostPace {
  std::string host;
  double delay_s;
  int connections;
  std::uint64_t requests, rate_limited, slowed_down;
  std::uint64_t unasked;  // after the host was given up
  std::string reason;     // English msgid with why the pace fell, empty when it did not
};

// HTTP over libcurl's multi interface: one thread, its own event loop. Redirects are followed here
// hop by hop (never by libcurl), each hop through may_follow, the scheme check and the address
// guard (after resolution). Cookies live for the fetcher's life in one jar; credentials are bound
// to their origin. Every failure is an ErrorKind in the Response. Politeness per host: connections,
// delay, Crawl-delay, back-off when the host slows down or answers 429/503; a host that has refused
// max_refusals requests in a row is given up: what is wanted of it then is rate_limited, unasked.
// Not thread-safe but for wake(). Callbacks run inside run_once() and may submit again.
class Fetcher {
 public:
  using Done = std::move_only_function<void(Response&&)>;

  explicit Fetcher(FetchOptions options);
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  void submit(Request request, Done done);
  std::size_t pending() const;  // submitted, not yet answered
  // Waits for traffic, a timer or wake() for at most max_wait, then serves what is ready.
  void run_once(std::chrono::milliseconds max_wait);
  void wake();        // from any thread
  void cancel_all();  // pending requests are dropped; their callbacks do not run

  Response get(Request request);  // submits and runs until it is answered; for robots.txt, single
                                  // pages and tests

  void set_crawl_delay(
      const Url& host,
      double seconds);  // of robots.txt; counts unless delay_s is set, which overrides it
  std::vector<HostPace> paces() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vigie::crawler

#endif
