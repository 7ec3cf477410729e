#include "crawler/network_reach.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace vigie::crawler {
namespace {

using namespace std::chrono_literals;

// A name server that gives every question the same response code, or (rcode < 0) none.
class NameserverOf {
 public:
  explicit NameserverOf(int rcode) : socket_(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    bind(socket_, reinterpret_cast<sockaddr*>(&address), length);
    getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this, rcode](const std::stop_token& stop) { serve(stop, rcode); });
  }
  ~NameserverOf() {
    thread_.request_stop();
    thread_.join();
    close(socket_);
  }
  Nameserver where() const { return {.ip = "127.0.0.1", .port = port_}; }

 private:
  void serve(const std::stop_token& stop, int rcode) const {
    while (!stop.stop_requested()) {
      pollfd one{.fd = socket_, .events = POLLIN, .revents = 0};
      if (poll(&one, 1, 20) <= 0) continue;
      std::string question(512, '\0');
      sockaddr_in from{};
      socklen_t length = sizeof from;
      const auto got = recvfrom(socket_, question.data(), question.size(), 0,
                                reinterpret_cast<sockaddr*>(&from), &length);
      if (got < 12 || rcode < 0) continue;
      question[2] = '\x81';
      question[3] = static_cast<char>(rcode);
      sendto(socket_, question.data(), static_cast<std::size_t>(got), 0,
             reinterpret_cast<sockaddr*>(&from), length);
    }
  }
  int socket_;
  std::uint16_t port_ = 0;
  std::jthread thread_;
};

std::optional<bool> found(std::vector<Nameserver> servers) {
  if (!has_network_interface()) return std::nullopt;
  std::atomic<bool> known = false;
  NetworkReach reach(std::move(servers), [&] { known = true; });
  const auto now = NetworkReach::Clock::now();
  EXPECT_EQ(reach.is_there(now), std::nullopt);
  for (int i = 0; i < 1000 && !known; ++i) std::this_thread::sleep_for(5ms);
  return reach.is_there(now);
}

class NetworkReachTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_network_interface()) GTEST_SKIP() << "no interface but loopback: asks nobody";
  }
};

TEST_F(NetworkReachTest, IsThereWhenANameServerAnswers) {
  const NameserverOf good(0);
  EXPECT_EQ(found({good.where()}), true);
}
TEST_F(NetworkReachTest, IsThereWhenANameServerRefusesOrKnowsNothing) {
  const NameserverOf no_such_name(3), refused(5);
  EXPECT_EQ(found({no_such_name.where()}), true);
  EXPECT_EQ(found({refused.where()}), true);
}
TEST_F(NetworkReachTest, IsNotThereBehindAForwarderThatReachesNobody) {
  const NameserverOf failing(2);
  EXPECT_EQ(found({failing.where()}), false);
}
TEST_F(NetworkReachTest, IsNotThereWhenNoNameServerAnswers) {
  const NameserverOf silent(-1);
  EXPECT_EQ(found({silent.where(), {.ip = "no address"}}), false);
}
TEST_F(NetworkReachTest, IsThereWhenOneOfThemAnswers) {
  const NameserverOf silent(-1), failing(2), good(0);
  EXPECT_EQ(found({silent.where(), failing.where(), good.where()}), true);
}

TEST(NetworkReach, IsLeftUnfinishedWithoutWaiting) {
  const NameserverOf silent(-1);
  const auto began = std::chrono::steady_clock::now();
  {
    NetworkReach reach({silent.where()}, [] {});
    (void)reach.is_there(NetworkReach::Clock::now());
  }
  EXPECT_LT(std::chrono::steady_clock::now() - began, 1s);
}

TEST(Nameservers, AreReadAsTheCLibraryReadsThem) {
  EXPECT_THAT(
      nameservers("# one\nnameserver 10.0.0.1\nsearch x\n nameserver\t::1 \nnameserver\n"
                  "nameserver 3.3.3.3\nnameserver 4.4.4.4\n"),
      testing::ElementsAre(Nameserver{"10.0.0.1"}, Nameserver{"::1"}, Nameserver{"3.3.3.3"}));
  EXPECT_THAT(nameservers(""), testing::ElementsAre(Nameserver{"127.0.0.1"}));
}

}  // namespace
}  // namespace vigie::crawler
