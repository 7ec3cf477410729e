#ifndef VIGIE_CRAWLER_FETCH_SCHEDULE_H
#define VIGIE_CRAWLER_FETCH_SCHEDULE_H

#include <curl/curl.h>

#include <chrono>
#include <cstddef>
#include <deque>
#include <exception>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "crawler/address_guard.h"
#include "crawler/credentials.h"
#include "crawler/curl_loop.h"
#include "crawler/fetch_job.h"
#include "crawler/fetch_transfer.h"
#include "crawler/fetcher.h"
#include "crawler/host_pace.h"
#include "crawler/network_reach.h"
#include "crawler/response.h"
#include "crawler/url.h"

namespace vigie::crawler {

// When each request starts: queues by host, politeness, the pool of transfers, timers. What a
// request does on its way is in fetch_job, what one hop does in fetch_transfer. No step looks at
// more hosts or requests than it serves, but watch(), which looks at the running ones.
struct Fetcher::State {
  using Clock = std::chrono::steady_clock;

  struct Host;
  // One submitted request.
  struct Errand {
    FetchJob job;
    std::list<Errand>::iterator self;
    Host* host = nullptr;
    std::unique_ptr<FetchTransfer> transfer = nullptr;  // while it runs
    std::size_t slot = 0;                               // in `running`
    Clock::duration busy_before{};
  };
  struct Host {
    std::string name;
    Pace pace;
    std::deque<Errand*> waiting = {};
    std::optional<Clock::time_point> alarm = {};
    bool starved = false;  // waits for one of kMostRunning
    bool address_is_known = false;
  };

  explicit State(FetchOptions given);
  ~State();

  Host& host_of(const Url& url);
  void enqueue(Errand& errand, bool first);
  void start_waiting(Host& host);
  void leave_unasked(Host& host);
  void start(Errand& errand);
  std::unique_ptr<FetchTransfer> take_off(Errand& errand);
  void end(Errand& errand, CURLcode code);
  void learn(Errand& errand, const FetchTransfer& transfer, const HopAnswer& answer);
  void go_on(Errand& errand, FetchJob::Next next);
  void answer(Done done, Response response);
  void answer_undecided();
  void ring_timers();
  void watch();
  void deliver();
  void drop(Errand& errand) { errands.erase(errand.self); }
  Clock::time_point next_event(Clock::time_point latest) const;

  FetchOptions options;
  AddressGuard guard;
  Credentials credentials;
  CurlLoop loop;
  TransferSettings settings;
  std::unordered_map<std::string, Host> hosts;
  std::list<Errand> errands;  // submitted and not answered
  std::vector<Errand*> running;
  std::deque<Host*> starved;
  std::deque<Host*> touched;  // have something new to start
  std::multimap<Clock::time_point, std::variant<Errand*, Host*>> timers;
  std::deque<std::pair<Done, Response>> answered;
  std::vector<std::pair<Done, Response>> undecided;  // dns, or this machine has no network?
  NetworkReach reach{nameservers_of_this_machine(), [this] { loop.wake(); }};
  std::vector<std::unique_ptr<FetchTransfer>> idle;
  std::exception_ptr thrown;  // by a callback inside of libcurl, on its way to run_once's caller
  Clock::time_point next_watch{};
  std::chrono::milliseconds watch_every;
  // Time spent outside of the event loop. A server is not slow because we were busy.
  Clock::duration busy{};
  Clock::time_point woke = Clock::now();
};

}  // namespace vigie::crawler

#endif
