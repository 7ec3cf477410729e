#include "tests/support/hostile_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace vigie::tests {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kGlance{20};  // how often a waiting thread looks whether the server stops
constexpr std::size_t kLongestHead = 1024 * 1024;

void check(bool ok, const char* what) {
  if (!ok) throw std::system_error(errno, std::generic_category(), what);
}

bool is_ready(int socket, short events, milliseconds time) {
  pollfd one{.fd = socket, .events = events, .revents = 0};
  return poll(&one, 1, static_cast<int>(time.count())) > 0;
}

int listen_on(HostileServer::Bind where) {
  const bool any = where == HostileServer::Bind::any;
  const int listener =
      socket(any ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  check(listener >= 0, "socket");
  if (any) {
    const int off = 0;
    check(setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) == 0, "both families");
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    check(bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0, "bind");
  } else {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    check(bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0, "bind");
  }
  check(listen(listener, 128) == 0, "listen");
  return listener;
}

std::uint16_t port_of(int listener) {
  sockaddr_in6 address{};  // the port stands at the same place in both families
  socklen_t length = sizeof address;
  check(getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length) == 0, "getsockname");
  return ntohs(address.sin6_port);
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

}  // namespace

std::string HostileServer::Client::method() const { return head_.substr(0, head_.find(' ')); }

std::string HostileServer::Client::target() const {
  const auto begin = head_.find(' ');
  if (begin == std::string::npos) return {};
  return head_.substr(begin + 1, head_.find_first_of(" \r\n", begin + 1) - begin - 1);
}

std::string HostileServer::Client::query() const {
  const std::string whole = target();
  const auto mark = whole.find('?');
  return mark == std::string::npos ? "" : whole.substr(mark + 1);
}

std::string HostileServer::Client::field(std::string_view name) const {
  std::string_view rest = head_;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find("\r\n"));
    rest.remove_prefix(std::min(rest.size(), line.size() + 2));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !same_ignoring_case(line.substr(0, colon), name))
      continue;
    const auto value = line.find_first_not_of(' ', colon + 1);
    return value == std::string_view::npos ? "" : std::string(line.substr(value));
  }
  return {};
}

bool HostileServer::Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    if (server_.stopping_) return false;
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (sent < 0 && (errno == EAGAIN || errno == EINTR)) {
      is_ready(socket_, POLLOUT, kGlance);
    } else {
      return false;
    }
  }
  return true;
}

bool HostileServer::Client::pause(milliseconds time) {
  const auto until = Clock::now() + time;
  while (!server_.stopping_ && Clock::now() < until) {
    const auto left = std::chrono::ceil<milliseconds>(until - Clock::now());
    pollfd one{.fd = socket_, .events = POLLRDHUP, .revents = 0};
    if (poll(&one, 1, static_cast<int>(std::min(left, kGlance).count())) > 0) return false;
  }
  return !server_.stopping_;
}

bool HostileServer::Client::drip(std::string_view bytes, milliseconds between) {
  return std::ranges::all_of(bytes, [&](char byte) { return send({&byte, 1}) && pause(between); });
}

bool HostileServer::Client::answer(std::string_view body, std::string_view status,
                                   std::string_view fields) {
  keep_alive();
  std::string text = "HTTP/1.1 ";
  text.append(status).append("\r\n").append(fields);
  text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  if (method() != "HEAD") text += body;
  return send(text);
}

bool HostileServer::Client::redirect(std::string_view location, std::string_view fields) {
  return answer("", "302 Found",
                "Location: " + std::string(location) + "\r\n" + std::string(fields));
}

void HostileServer::Client::wait_for_end() {
  while (pause(std::chrono::seconds(1))) {
  }
}

void HostileServer::Client::reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  keep_ = false;
}

bool HostileServer::Client::read_head() {
  std::string buffer(16 * 1024, '\0');
  std::size_t end = 0;
  while ((end = unread_.find("\r\n\r\n")) == std::string::npos) {
    if (server_.stopping_ || unread_.size() > kLongestHead) return false;
    if (!is_ready(socket_, POLLIN, kGlance)) continue;
    const auto got = recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return false;
    if (got > 0) unread_.append(buffer, 0, static_cast<std::size_t>(got));
  }
  head_ = unread_.substr(0, end + 2);
  unread_.erase(0, end + 4);
  return true;
}

HostileServer::HostileServer(Bind where)
    : listener_(listen_on(where)), port_(port_of(listener_)), acceptor_([this] { accept_all(); }) {}

HostileServer::~HostileServer() {
  stopping_ = true;
  acceptor_.join();
  connections_.clear();  // joins
  close(listener_);
}

void HostileServer::on(std::string path, Script script) {
  scripts_.insert_or_assign(std::move(path), std::move(script));
}

void HostileServer::page(std::string path, std::string body) {
  on(std::move(path), [body = std::move(body)](Client& client) { client.answer(body); });
}

std::string HostileServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

std::vector<std::string> HostileServer::heads() const {
  const std::scoped_lock lock(mutex_);
  return heads_;
}

std::vector<std::string> HostileServer::targets() const {
  std::vector<std::string> result;
  for (const std::string& head : heads()) {
    const auto begin = head.find(' ');
    result.push_back(head.substr(begin + 1, head.find(' ', begin + 1) - begin - 1));
  }
  return result;
}

void HostileServer::accept_all() {
  while (!stopping_) {
    std::erase_if(connections_, [](const Connection& one) { return one.over.load(); });
    if (!is_ready(listener_, POLLIN, kGlance)) continue;
    const int socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    ++accepted_;
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    Connection& connection = connections_.emplace_back();
    connection.thread = std::jthread([this, socket, &connection] {
      serve(socket);
      connection.over = true;
    });
  }
}

const HostileServer::Script* HostileServer::script_for(const std::string& path) const {
  if (const auto found = scripts_.find(path); found != scripts_.end()) return &found->second;
  for (const auto& [pattern, script] : scripts_)
    if (pattern.ends_with('*') && path.starts_with(pattern.substr(0, pattern.size() - 1)))
      return &script;
  return nullptr;
}

void HostileServer::serve(int socket) {
  Client client(*this, socket);
  if (on_connect_) {
    on_connect_(client);
    close(socket);
    return;
  }
  do {
    client.keep_ = false;
    if (!client.read_head()) break;
    {
      const std::scoped_lock lock(mutex_);
      heads_.push_back(client.head_);
    }
    const std::string target = client.target();
    if (const Script* script = script_for(target.substr(0, target.find('?'))))
      (*script)(client);
    else
      client.answer("<title>404</title>", "404 Not Found");
  } while (client.keep_ && !stopping_);
  close(socket);
}

}  // namespace vigie::tests
