#include "crawler/headers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::crawler {
namespace {

TEST(Headers, FindsAFieldWhateverItsCase) {
  Headers headers;
  headers.add("content-TYPE", " text/html ");
  EXPECT_EQ(headers.first("Content-Type"), "text/html");
  EXPECT_EQ(headers.first("Content-Typ"), std::nullopt);
}

TEST(Headers, KeepsRepeatedFieldsInOrder) {
  Headers headers;
  headers.add("Via", "a");
  headers.add("X", "1");
  headers.add("via", "b");
  EXPECT_THAT(headers.all("VIA"), testing::ElementsAre("a", "b"));
  EXPECT_EQ(headers.joined("Via"), "a, b");
  EXPECT_EQ(headers.joined("Y"), std::nullopt);
}

}  // namespace
}  // namespace vigie::crawler
