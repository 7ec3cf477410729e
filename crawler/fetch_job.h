#ifndef VIGIE_CRAWLER_FETCH_JOB_H
#define VIGIE_CRAWLER_FETCH_JOB_H

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "crawler/credentials.h"
#include "crawler/fetch_transfer.h"
#include "crawler/fetcher.h"
#include "crawler/redirect.h"
#include "crawler/response.h"
#include "crawler/url.h"

namespace vigie::crawler {

// One submitted request on its way through redirects and retries: makes each hop, reads each answer
// and says what comes next. Knows nothing of time tables and connections.
class FetchJob {
 public:
  struct Next {
    enum class Step : std::uint8_t { answered, ask_now, ask_later } step = Step::answered;
    std::chrono::milliseconds wait{0};  // of ask_later
    bool by_host = false;  // the host asked for patience: nothing else is asked of it meanwhile
  };

  FetchJob(Request request, const FetchLimits& defaults, Fetcher::Done done);

  const Url& url() const { return url_; }  // of the hop to ask
  const FetchLimits& limits() const;
  Hop hop(const Credentials& credentials);
  Next take(HopAnswer&& answer, Credentials& credentials, bool worth_retrying);
  Response& response() { return response_; }
  Fetcher::Done& done() { return done_; }

 private:
  Next go_on(HopAnswer&& answer, Credentials& credentials);
  void keep(HopAnswer&& answer);

  Request request_;
  const FetchLimits* defaults_;
  Fetcher::Done done_;
  Url url_;
  Response response_;
  RedirectChain chain_;
  int attempts_ = 0;  // of this hop
  bool fresh_connection_ = false;
};

std::int64_t seconds_since_1970();

}  // namespace vigie::crawler

#endif
