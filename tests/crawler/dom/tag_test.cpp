#include "crawler/dom/tag.h"

#include <gtest/gtest.h>

#include <cstddef>

namespace vigie::dom {
namespace {

TEST(Tag, IsFoundByItsName) {
  for (std::size_t number = 1; number < kTags; ++number) {
    const Tag tag = static_cast<Tag>(number);
    EXPECT_EQ(tag_of(name(tag)), tag) << name(tag);
  }
}

TEST(Tag, IsUnknownByAnyOtherName) {
  for (const char* const other : {"", "A", "di", "divv", "vid", "x", "linearGradient", "h7"})
    EXPECT_EQ(tag_of(other), Tag::unknown) << other;
}

}  // namespace
}  // namespace vigie::dom
