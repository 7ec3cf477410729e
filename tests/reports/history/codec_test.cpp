#include "reports/history/codec.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::reports::history {
namespace {

const std::string kText = "https://mairie.example/vivre/ecoles/menus?page=2#haut";

// Beginnings and endings are compared eight bytes at a time: each length tries another rest.
TEST(Codec, GivesBackTextsThatBeginAlikeForEveryLength) {
  for (std::size_t shared = 0; shared <= kText.size(); ++shared) {
    const std::string next = kText.substr(0, shared) + "\xC3\xA9" + kText.substr(shared);
    Encoder out;
    std::string_view before;
    out.text_after(before, kText);
    out.text_after(before, next);
    Decoder in(out.bytes());
    std::string text;
    in.text_after(text);
    EXPECT_EQ(text, kText);
    in.text_after(text);
    EXPECT_EQ(text, next) << shared;
    EXPECT_TRUE(in.at_end());
  }
}

TEST(Codec, KeepsOfATextOnlyWhatDiffersFromTheOneBefore) {
  for (std::size_t shared = 0; shared <= kText.size(); ++shared) {
    const std::string next = kText.substr(0, shared) + "!";
    Encoder out;
    std::string_view before = kText;
    out.text_after(before, next);
    EXPECT_EQ(out.bytes().size(), 1 + 1 + 1U) << "shared, length, one byte: " << shared;
  }
}

TEST(Codec, GivesBackHrefsThatEndLikeTheirUrlForEveryLength) {
  for (std::size_t shared = 0; shared <= kText.size(); ++shared) {
    const std::string href = "!" + kText.substr(kText.size() - shared);
    Encoder out;
    out.ending_of(kText, href);
    EXPECT_EQ(out.bytes().size(), 1 + 1 + 1U) << shared;
    EXPECT_EQ(Decoder(out.bytes()).ending_of(kText), href);
  }
}

TEST(Codec, WritesAgainAfterItWasCleared) {
  Encoder out;
  out.text(kText);
  out.clear();
  out.number(300);
  EXPECT_EQ(out.bytes(), "\xAC\x02");
  EXPECT_EQ(out.take(), "\xAC\x02");
}

}  // namespace
}  // namespace vigie::reports::history
