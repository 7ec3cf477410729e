#include "crawler/error_kind.h"

#include <gtest/gtest.h>

namespace vigie::crawler {
namespace {

TEST(ErrorKind, IsFoundByItsName) {
  for (int value = 0; value <= static_cast<int>(ErrorKind::no_network); ++value) {
    const auto kind = static_cast<ErrorKind>(value);
    EXPECT_EQ(error_kind(name(kind)), kind) << name(kind);
  }
  EXPECT_EQ(name(ErrorKind::blocked_by_robots), "blocked_by_robots");
  EXPECT_EQ(name(ErrorKind::tls_handshake), "tls_handshake");
  EXPECT_EQ(error_kind("no such kind"), std::nullopt);
}

}  // namespace
}  // namespace vigie::crawler
