#include "crawler/address_guard.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstring>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/origin.h"

namespace vigie::crawler {
namespace {

struct Socket {
  sockaddr_storage storage{};
  explicit Socket(std::string_view ip) {
    const std::string text(ip);
    auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
    if (inet_pton(AF_INET, text.c_str(), &v4->sin_addr) == 1)
      storage.ss_family = AF_INET;
    else if (inet_pton(AF_INET6, text.c_str(), &v6->sin6_addr) == 1)
      storage.ss_family = AF_INET6;
    else
      throw std::invalid_argument(text);
  }
  const sockaddr& address() const { return reinterpret_cast<const sockaddr&>(storage); }
};

struct Place {
  std::string_view ip;
  AddressClass where;
};
void PrintTo(const Place& place, std::ostream* out) { *out << place.ip; }

class Address : public testing::TestWithParam<Place> {};
TEST_P(Address, IsClassified) {
  EXPECT_EQ(classify(ip_address(Socket(GetParam().ip).address()).value()), GetParam().where);
  EXPECT_EQ(classify(ip_address(GetParam().ip).value()), GetParam().where);
}
using enum AddressClass;
INSTANTIATE_TEST_SUITE_P(
    Iana, Address,
    testing::Values(
        Place{"8.8.8.8", global}, Place{"1.1.1.1", global}, Place{"172.15.255.255", global},
        Place{"172.32.0.0", global}, Place{"100.63.255.255", global}, Place{"100.128.0.0", global},
        Place{"192.0.1.1", global}, Place{"223.255.255.255", global}, Place{"0.0.0.0", loopback},
        Place{"0.1.2.3", loopback}, Place{"127.0.0.1", loopback},
        Place{"127.255.255.255", loopback}, Place{"10.0.0.0", internal},
        Place{"10.255.255.255", internal}, Place{"172.16.0.1", internal},
        Place{"172.31.255.255", internal}, Place{"192.168.0.1", internal},
        Place{"100.64.0.1", internal}, Place{"100.127.255.255", internal},
        Place{"192.0.0.8", internal}, Place{"192.0.2.1", internal}, Place{"198.18.0.1", internal},
        Place{"198.19.255.255", internal}, Place{"198.51.100.1", internal},
        Place{"203.0.113.1", internal}, Place{"224.0.0.1", internal}, Place{"240.0.0.1", internal},
        Place{"255.255.255.255", internal}, Place{"169.254.0.1", link_local},
        Place{"169.254.169.254", link_local}, Place{"100.100.100.200", link_local},
        Place{"168.63.129.16", link_local}, Place{"2001:4860:4860::8888", global},
        Place{"2a01:e00::1", global}, Place{"::", loopback}, Place{"::1", loopback},
        Place{"::ffff:127.0.0.1", loopback}, Place{"::ffff:10.0.0.1", internal},
        Place{"::ffff:169.254.169.254", link_local}, Place{"::ffff:8.8.8.8", global},
        Place{"::127.0.0.1", loopback}, Place{"::10.0.0.1", internal},
        Place{"64:ff9b::127.0.0.1", loopback}, Place{"64:ff9b::192.168.1.1", internal},
        Place{"64:ff9b::8.8.8.8", global}, Place{"64:ff9b:1::1", internal},
        Place{"2002:7f00:1::", loopback}, Place{"2002:a00:1::", internal},
        Place{"2001:0:1::f5ff:fffe", internal},  // Teredo: the client's address, inverted
        Place{"2001:db8::1", internal}, Place{"2001:10::1", internal}, Place{"100::1", internal},
        Place{"fc00::1", internal}, Place{"fdff::1", internal}, Place{"fe80::1", link_local},
        Place{"febf::1", link_local}, Place{"fec0::1", internal}, Place{"ff02::1", internal},
        Place{"fd00:ec2::254", link_local}, Place{"4000::1", internal}));

struct Wish {
  std::vector<std::string> typed, allow_private, connect_to;
};
bool permits(const Wish& wish, std::string_view origin, std::string_view ip) {
  AddressGuard guard(wish.typed, wish.allow_private, wish.connect_to);
  return guard.permits(Origin::parse(origin).value(), Socket(ip).address());
}

TEST(AddressGuard, LetsAnybodyReachTheWorld) {
  EXPECT_TRUE(permits({}, "https://ville.example/", "8.8.8.8"));
  EXPECT_TRUE(permits({}, "https://ville.example/", "2a01:e00::1"));
}

TEST(AddressGuard, RefusesPrivateAddressesThatNobodyNamed) {
  const Wish wish{.typed = {"http://portal.example/"}};
  for (const char* ip : {"127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "::1",
                         "fe80::1", "::ffff:10.0.0.1", "0.0.0.0"})
    EXPECT_FALSE(permits(wish, "http://other.example/", ip)) << ip;
}

TEST(AddressGuard, LetsTheTypedOriginBePrivateAndNoOther) {
  const Wish wish{.typed = {"http://127.0.0.1:8080/start"}};
  EXPECT_TRUE(permits(wish, "http://127.0.0.1:8080/other", "127.0.0.1"));
  EXPECT_TRUE(permits(wish, "https://127.0.0.1:8080/", "127.0.0.1")) << "the pair";
  EXPECT_FALSE(permits(wish, "http://127.0.0.1:8081/", "127.0.0.1")) << "another port";
  EXPECT_FALSE(permits(wish, "http://127.0.0.1/", "127.0.0.1")) << "another port";
  EXPECT_FALSE(permits(wish, "http://127.0.0.2:8080/", "127.0.0.2")) << "another host";
  EXPECT_FALSE(permits(wish, "http://localhost:8080/", "127.0.0.1")) << "another name";
}

TEST(AddressGuard, TakesPorts80And443ForAPair) {
  const Wish wish{.typed = {"http://intranet.example/"}};
  EXPECT_TRUE(permits(wish, "https://intranet.example/", "10.0.0.1"));
  EXPECT_FALSE(permits(wish, "https://intranet.example:8443/", "10.0.0.1"));
}

TEST(AddressGuard, HoldsThePairToTheAddressOfTheTypedOrigin) {
  AddressGuard guard({"http://intranet.example/"}, {}, {});
  const Origin typed = Origin::parse("http://intranet.example/").value();
  const Origin pair = Origin::parse("https://intranet.example/").value();
  EXPECT_TRUE(guard.permits(typed, Socket("10.0.0.1").address()));
  EXPECT_TRUE(guard.permits(pair, Socket("10.0.0.1").address()));
  EXPECT_FALSE(guard.permits(pair, Socket("10.0.0.2").address()));
  EXPECT_TRUE(guard.permits(pair, Socket("8.8.8.8").address()));
}

TEST(AddressGuard, RefusesATypedNameThatTurnsFromPublicToPrivate) {
  AddressGuard guard({"http://rebind.example/"}, {}, {});
  const Origin typed = Origin::parse("http://rebind.example/").value();
  EXPECT_TRUE(guard.permits(typed, Socket("8.8.8.8").address()));
  EXPECT_FALSE(guard.permits(typed, Socket("127.0.0.1").address()));
  EXPECT_FALSE(guard.permits(typed, Socket("10.0.0.1").address()));
  EXPECT_TRUE(guard.permits(typed, Socket("9.9.9.9").address()));
}

TEST(AddressGuard, RefusesATypedNameThatTurnsFromInternalToLoopback) {
  AddressGuard guard({"http://intranet.example/"}, {}, {});
  const Origin typed = Origin::parse("http://intranet.example/").value();
  EXPECT_TRUE(guard.permits(typed, Socket("10.0.0.1").address()));
  EXPECT_FALSE(guard.permits(typed, Socket("127.0.0.1").address()));
  EXPECT_TRUE(guard.permits(typed, Socket("10.0.0.2").address())) << "a second server";
}

TEST(AddressGuard, RefusesMetadataEvenToTypedNames) {
  EXPECT_FALSE(
      permits({.typed = {"http://portal.example/"}}, "http://portal.example/", "169.254.169.254"));
  EXPECT_FALSE(permits({.allow_private = {"*"}}, "http://portal.example/", "169.254.169.254"));
  EXPECT_FALSE(permits({.allow_private = {"*"}}, "http://portal.example/", "fe80::1"));
}

TEST(AddressGuard, LetsMetadataBeNamed) {
  const std::string url = "http://169.254.169.254/latest/";
  EXPECT_TRUE(permits({.typed = {url}}, url, "169.254.169.254"));
  EXPECT_TRUE(permits({.allow_private = {"169.254.169.254"}}, url, "169.254.169.254"));
  EXPECT_TRUE(permits({.allow_private = {"meta.example"}}, "http://meta.example/", "169.254.1.1"));
}

TEST(AddressGuard, ReadsWhatAllowPrivateNames) {
  const auto allowed = [](const char* entry, const char* origin, const char* ip) {
    return permits({.allow_private = {entry}}, origin, ip);
  };
  EXPECT_TRUE(allowed("*", "http://a.example/", "10.0.0.1"));
  EXPECT_TRUE(allowed("*", "http://a.example/", "::1"));
  EXPECT_TRUE(allowed("A.example", "http://a.example:81/", "10.0.0.1"));
  EXPECT_FALSE(allowed("b.example", "http://a.example/", "10.0.0.1"));
  EXPECT_TRUE(allowed("a.example:81", "http://a.example:81/", "10.0.0.1"));
  EXPECT_FALSE(allowed("a.example:81", "http://a.example:82/", "10.0.0.1"));
  EXPECT_TRUE(allowed("10.0.0.1", "http://a.example/", "10.0.0.1")) << "by its address";
  EXPECT_FALSE(allowed("10.0.0.1", "http://a.example/", "10.0.0.2"));
  EXPECT_TRUE(allowed("[::1]:81", "http://[::1]:81/", "::1"));
  EXPECT_FALSE(allowed("[::1]:81", "http://[::1]:82/", "::1"));
  EXPECT_TRUE(allowed("::1", "http://a.example/", "::1"));
}

TEST(AddressGuard, FollowsConnectTo) {
  const auto led = [](const char* entry, const char* origin) {
    return permits({.connect_to = {entry}}, origin, "127.0.0.1");
  };
  EXPECT_TRUE(led("a.example:80:127.0.0.1:8080", "http://a.example/"));
  EXPECT_FALSE(led("a.example:80:127.0.0.1:8080", "http://a.example:81/"));
  EXPECT_FALSE(led("a.example:80:127.0.0.1:8080", "http://b.example/"));
  EXPECT_TRUE(led("a.example::127.0.0.1:", "http://a.example:81/")) << "any port";
  EXPECT_TRUE(led("::127.0.0.1:8080", "http://any.example/")) << "any host";
  EXPECT_TRUE(led("[::1]:80:[::1]:8080", "http://[::1]/"));
  EXPECT_FALSE(led("a.example:80::8080", "http://a.example/")) << "only the port moves";
}

TEST(AddressGuard, ComplainsOfWhatItCannotRead) {
  const auto make = [](const Wish& wish) {
    AddressGuard(wish.typed, wish.allow_private, wish.connect_to);
  };
  EXPECT_THROW(make({.typed = {"ftp://a.example/"}}), std::invalid_argument);
  EXPECT_THROW(make({.allow_private = {""}}), std::invalid_argument);
  EXPECT_THROW(make({.allow_private = {"a:b"}}), std::invalid_argument);
  EXPECT_THROW(make({.allow_private = {"a:99999"}}), std::invalid_argument);
  EXPECT_THROW(make({.connect_to = {"a.example:80:127.0.0.1"}}), std::invalid_argument);
  EXPECT_THROW(make({.connect_to = {"a.example"}}), std::invalid_argument);
  EXPECT_THROW(make({.connect_to = {"a:80:b:80:c"}}), std::invalid_argument);
}

}  // namespace
}  // namespace vigie::crawler
