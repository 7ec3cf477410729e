#ifndef VIGIE_CRAWLER_CURL_LOOP_H
#define VIGIE_CRAWLER_CURL_LOOP_H

#include <curl/curl.h>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace vigie::crawler {

// libcurl's multi handle on epoll: transfers go in, finished ones come out. Owns the connections
// and the DNS cache, not the easy handles. One thread, but for wake().
class CurlLoop {
 public:
  using Clock = std::chrono::steady_clock;
  struct Finished {
    CURL* handle;
    CURLcode code;
  };

  explicit CurlLoop(int connections_per_host);
  ~CurlLoop();
  CurlLoop(const CurlLoop&) = delete;
  CurlLoop& operator=(const CurlLoop&) = delete;

  void add(CURL* handle);
  void remove(CURL* handle);
  // Sleeps until traffic, libcurl's timer, wake() or `until`; serves; appends what finished (and
  // is removed from the loop). Tells how long it slept.
  Clock::duration wait(Clock::time_point until, std::vector<Finished>& finished);
  void wake();  // from any thread

 private:
  static int on_socket(CURL* easy, curl_socket_t socket, int what, void* self, void* known);
  static int on_timer(CURLM* multi, long timeout_ms, void* self);
  void act(curl_socket_t socket, int events);

  int epoll_ = -1, wake_ = -1;
  CURLM* multi_ = nullptr;
  std::optional<Clock::time_point> timer_;
};

}  // namespace vigie::crawler

#endif
