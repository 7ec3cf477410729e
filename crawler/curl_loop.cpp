#include "crawler/curl_loop.h"

#include <curl/curl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace vigie::crawler {
namespace {

// Kept open between requests; past this libcurl closes the one idle for longest.
constexpr long kMostIdleConnections = 256;

void check(CURLMcode code) {
  if (code != CURLM_OK) throw std::runtime_error(curl_multi_strerror(code));
}

int checked(int result) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), "event loop");
  return result;
}

}  // namespace

CurlLoop::CurlLoop(int connections_per_host)
    : epoll_(checked(epoll_create1(EPOLL_CLOEXEC))),
      wake_(checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))),
      multi_(curl_multi_init()) {
  if (multi_ == nullptr) throw std::runtime_error("libcurl cannot start");
  epoll_event event{.events = EPOLLIN, .data = {.fd = wake_}};
  checked(epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event));
  check(curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, on_socket));
  check(curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this));
  check(curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, on_timer));
  check(curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this));
  check(curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, kMostIdleConnections));
  check(curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS,
                          static_cast<long>(connections_per_host)));
}

CurlLoop::~CurlLoop() {
  curl_multi_cleanup(multi_);
  close(wake_);
  close(epoll_);
}

void CurlLoop::add(CURL* handle) { check(curl_multi_add_handle(multi_, handle)); }

void CurlLoop::remove(CURL* handle) { curl_multi_remove_handle(multi_, handle); }

CurlLoop::Clock::duration CurlLoop::wait(Clock::time_point until, std::vector<Finished>& finished) {
  const auto began = Clock::now();
  if (timer_) until = std::min(until, *timer_);
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - began);
  const auto patience = std::clamp<std::int64_t>(left.count(), 0, 60'000);

  std::array<epoll_event, 128> events;
  const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()),
                               static_cast<int>(patience));
  const auto slept = Clock::now() - began;
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    if (event.data.fd == wake_) {
      std::uint64_t calls = 0;
      while (read(wake_, &calls, sizeof calls) > 0) {
      }
      continue;
    }
    int mask = 0;
    if ((event.events & EPOLLIN) != 0) mask |= CURL_CSELECT_IN;
    if ((event.events & EPOLLOUT) != 0) mask |= CURL_CSELECT_OUT;
    if ((event.events & (EPOLLERR | EPOLLHUP)) != 0) mask |= CURL_CSELECT_ERR;
    act(event.data.fd, mask);
  }
  if (timer_ && *timer_ <= Clock::now()) {
    timer_.reset();
    act(CURL_SOCKET_TIMEOUT, 0);
  }

  int waiting = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &waiting)) {
    if (message->msg != CURLMSG_DONE) continue;
    const Finished one{message->easy_handle, message->data.result};
    remove(one.handle);  // invalidates message
    finished.push_back(one);
  }
  return slept;
}

void CurlLoop::wake() {
  const std::uint64_t one = 1;
  // A full counter means that it is awake already.
  [[maybe_unused]] const auto written = write(wake_, &one, sizeof one);
}

void CurlLoop::act(curl_socket_t socket, int events) {
  int running = 0;
  check(curl_multi_socket_action(multi_, socket, events, &running));
}

int CurlLoop::on_socket(CURL*, curl_socket_t socket, int what, void* self, void* known) {
  auto* loop = static_cast<CurlLoop*>(self);
  if (what == CURL_POLL_REMOVE) {
    epoll_ctl(loop->epoll_, EPOLL_CTL_DEL, socket, nullptr);  // fails when closed already: fine
    curl_multi_assign(loop->multi_, socket, nullptr);
    return 0;
  }
  epoll_event event{.events = 0, .data = {.fd = socket}};
  if ((what & CURL_POLL_IN) != 0) event.events |= EPOLLIN;
  if ((what & CURL_POLL_OUT) != 0) event.events |= EPOLLOUT;
  if (known == nullptr) {
    curl_multi_assign(loop->multi_, socket, loop);
    if (epoll_ctl(loop->epoll_, EPOLL_CTL_ADD, socket, &event) == 0) return 0;
  }
  epoll_ctl(loop->epoll_, EPOLL_CTL_MOD, socket, &event);
  return 0;
}

int CurlLoop::on_timer(CURLM*, long timeout_ms, void* self) {
  auto* loop = static_cast<CurlLoop*>(self);
  if (timeout_ms < 0)
    loop->timer_.reset();
  else
    loop->timer_ = Clock::now() + std::chrono::milliseconds(timeout_ms);
  return 0;
}

}  // namespace vigie::crawler
