#ifndef VIGIE_CRAWLER_NETWORK_REACH_H
#define VIGIE_CRAWLER_NETWORK_REACH_H

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace vigie::crawler {

// Whether this machine has an interface that leads anywhere but to itself.
bool has_network_interface();

struct Nameserver {
  std::string ip;
  std::uint16_t port = 53;
  friend bool operator==(const Nameserver&, const Nameserver&) = default;
};

// Of the text of a resolv.conf, at most three, as the C library reads it.
std::vector<Nameserver> nameservers(std::string_view resolv_conf);
std::vector<Nameserver> nameservers_of_this_machine();

// Tells a name that does not exist from a machine that can resolve nothing: without an interface,
// or when no name server gives any answer to a question about the root, a name that was not found
// says nothing of the portal.
class NetworkReach {
 public:
  using Clock = std::chrono::steady_clock;

  // `when_known` is called from another thread.
  NetworkReach(std::vector<Nameserver> servers, std::function<void()> when_known);

  // nullopt: being found out (at most for kPatience). What was found holds for half a minute.
  std::optional<bool> is_there(Clock::time_point now);

  static constexpr std::chrono::milliseconds kPatience{1500};

 private:
  enum class Finding : std::uint8_t { unknown, asking, there, none };
  void find_out(const std::stop_token& stop);

  std::vector<Nameserver> servers_;
  std::function<void()> when_known_;
  std::atomic<Finding> finding_ = Finding::unknown;
  Clock::time_point asked_{};
  std::jthread thread_;  // last: it uses the others
};

}  // namespace vigie::crawler

#endif
