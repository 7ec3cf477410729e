#include "crawler/network_reach.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "crawler/address_guard.h"
#include "crawler/ascii.h"

namespace vigie::crawler {
namespace {

using Clock = NetworkReach::Clock;

constexpr std::size_t kMostServers = 3;  // the C library's MAXNS
constexpr std::chrono::seconds kHolds{30};
constexpr std::chrono::milliseconds kGlance{50};  // how soon an end of the run is noticed
constexpr unsigned char kServerFailure = 2;

// "Which name servers has the root?": id, recursion desired, one question; name, type, class.
constexpr std::array<unsigned char, 17> kQuestion{0x56, 0x47, 1, 0, 0, 1, 0, 0, 0,
                                                  0,    0,    0, 0, 0, 2, 0, 1};

class Socket {
 public:
  explicit Socket(const Nameserver& server) {
    sockaddr_storage to{};
    socklen_t length = 0;
    auto* v4 = reinterpret_cast<sockaddr_in*>(&to);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&to);
    if (inet_pton(AF_INET, server.ip.c_str(), &v4->sin_addr) == 1) {
      v4->sin_family = AF_INET;
      v4->sin_port = htons(server.port);
      length = sizeof *v4;
    } else if (inet_pton(AF_INET6, server.ip.c_str(), &v6->sin6_addr) == 1) {
      v6->sin6_family = AF_INET6;
      v6->sin6_port = htons(server.port);
      length = sizeof *v6;
    } else {
      return;
    }
    fd_ = socket(to.ss_family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd_ >= 0 && connect(fd_, reinterpret_cast<const sockaddr*>(&to), length) != 0) {
      close(fd_);
      fd_ = -1;
    }
  }
  ~Socket() {
    if (fd_ >= 0) close(fd_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  bool ask() const { return fd_ >= 0 && send(fd_, kQuestion.data(), kQuestion.size(), 0) > 0; }
  int fd() const { return fd_; }

  // Any answer to our question will do but "server failure", which is what a forwarder says that
  // reaches nobody.
  bool has_answer() const {
    std::array<unsigned char, 512> answer;
    const auto got = recv(fd_, answer.data(), answer.size(), 0);
    constexpr std::ptrdiff_t kHeader = 12;
    return got >= kHeader && answer[0] == kQuestion[0] && answer[1] == kQuestion[1] &&
           (answer[2] & 0x80) != 0 && (answer[3] & 0x0f) != kServerFailure;
  }

 private:
  int fd_ = -1;
};

bool any_answers(const std::vector<Nameserver>& servers, const std::stop_token& stop) {
  std::vector<pollfd> waiting;
  std::vector<std::unique_ptr<Socket>> sockets;
  for (const Nameserver& server : servers) {
    auto socket = std::make_unique<Socket>(server);
    if (!socket->ask()) continue;
    waiting.push_back({.fd = socket->fd(), .events = POLLIN, .revents = 0});
    sockets.push_back(std::move(socket));
  }
  const auto until = Clock::now() + NetworkReach::kPatience;
  while (!sockets.empty() && !stop.stop_requested() && Clock::now() < until) {
    poll(waiting.data(), waiting.size(), static_cast<int>(kGlance.count()));
    for (std::size_t at = sockets.size(); at-- > 0;) {
      if (waiting[at].revents == 0) continue;
      if (sockets[at]->has_answer()) return true;
      // Refused by the machine, or a failure: that one says no more.
      waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(at));
      sockets.erase(sockets.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }
  return false;
}

}  // namespace

bool has_network_interface() {
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0) return true;  // no ground to excuse the portal
  bool found = false;
  for (const ifaddrs* at = list; at != nullptr && !found; at = at->ifa_next) {
    if ((at->ifa_flags & IFF_UP) == 0 || at->ifa_addr == nullptr) continue;
    const auto address = ip_address(*at->ifa_addr);
    if (!address) continue;
    const AddressClass where = classify(*address);
    found = where != AddressClass::loopback && where != AddressClass::link_local;
  }
  freeifaddrs(list);
  return found;
}

std::vector<Nameserver> nameservers(std::string_view resolv_conf) {
  std::vector<Nameserver> servers;
  for (const std::string_view line : split_any(resolv_conf, "\n")) {
    const auto words = split_any(line, " \t\r");
    if (words.size() >= 2 && words[0] == "nameserver" && servers.size() < kMostServers)
      servers.push_back({.ip = std::string(words[1])});
  }
  if (servers.empty()) servers.push_back({.ip = "127.0.0.1"});
  return servers;
}

std::vector<Nameserver> nameservers_of_this_machine() {
  std::ifstream file("/etc/resolv.conf");
  return nameservers(std::string(std::istreambuf_iterator<char>(file), {}));
}

NetworkReach::NetworkReach(std::vector<Nameserver> servers, std::function<void()> when_known)
    : servers_(std::move(servers)), when_known_(std::move(when_known)) {}

std::optional<bool> NetworkReach::is_there(Clock::time_point now) {
  const Finding finding = finding_;
  if (finding == Finding::asking) return std::nullopt;
  if (finding != Finding::unknown && now - asked_ < kHolds) return finding == Finding::there;
  if (!has_network_interface()) return false;
  asked_ = now;
  finding_ = Finding::asking;
  thread_ = std::jthread([this](const std::stop_token& stop) { find_out(stop); });
  return std::nullopt;
}

void NetworkReach::find_out(const std::stop_token& stop) {
  finding_ = any_answers(servers_, stop) ? Finding::there : Finding::none;
  when_known_();
}

}  // namespace vigie::crawler
