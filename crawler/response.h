#ifndef VIGIE_CRAWLER_RESPONSE_H
#define VIGIE_CRAWLER_RESPONSE_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crawler/error_kind.h"
#include "crawler/headers.h"

namespace vigie::crawler {

// Phases of the last hop's request, milliseconds of the monotonic clock. dns, connect and tls are
// absent where the phase did not happen (reused connection, plain http). ttfb runs from the start
// of the request (after waiting for politeness) to the first byte of the answer, dns, connect and
// tls included; total to the last byte.
struct Timings {
  std::optional<double> dns_ms, connect_ms, tls_ms;
  double ttfb_ms = 0;
  double total_ms = 0;
};

// One answer that sent us on: the URL asked and its 3xx status.
struct Redirect {
  std::string url;
  int status;
};

// Why a chain of redirects was not followed to its end, when that is no fault of the portal's.
enum class Stopped : std::uint8_t {
  no,
  already_known,  // the next URL is fetched (or will be) in its own right
  out_of_scope,   // it leaves the portal
};

struct Response {
  std::string url;  // as asked
  std::string
      final_url;  // of the last answer; with Stopped::…, the URL that was not asked any more
  std::vector<Redirect> redirects;
  Stopped stopped = Stopped::no;
  int status = 0;  // of the last answer; 0: none came
  std::optional<Failure> failure;
  Headers headers;                       // of the last answer
  std::vector<std::string> set_cookies;  // raw Set-Cookie values of every hop, in order
  std::string body;  // content decoding done, charset untouched; what came before a failure is kept
  Timings timings;
  std::uint64_t bytes_transferred = 0;  // body on the wire, still compressed
  std::uint64_t bytes_headers = 0;
  std::uint64_t bytes_decoded = 0;  // body
  std::string protocol;             // "http/1.1", "h2"
  std::string address;              // connected to, "127.0.0.1:8080"
  int attempts = 1;                 // requests made for the last hop
  bool with_session = false;        // the session's credentials were sent
  std::int64_t at_ms = 0;           // start, UTC, milliseconds since 1970
};

}  // namespace vigie::crawler

#endif
