// What words are made of: guesses, wrapped lines, excerpts of files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "cli/nearest.h"
#include "cli/source_lines.h"
#include "cli/wrapped_text.h"

namespace vigie::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::array<std::string_view, 4> kNames = {"max-pages", "max-depth", "quiet", "rules"};

TEST(Nearest, FindsWhatOneLetterOrASwapAwayMeant) {
  EXPECT_EQ(nearest("max-page", kNames), "max-pages");
  EXPECT_EQ(nearest("max-pagess", kNames), "max-pages");
  EXPECT_EQ(nearest("quite", kNames), "quiet");
  EXPECT_EQ(nearest("rulse", kNames), "rules");
}

TEST(Nearest, GuessesNothingFromFarAway) {
  EXPECT_EQ(nearest("banana", kNames), "");
  EXPECT_EQ(nearest("", kNames), "");
  EXPECT_EQ(nearest("rule", {}), "");
  EXPECT_EQ(nearest(std::string(100'000, 'x'), kNames), "");
}

TEST(WrappedText, BreaksLinesAtBlanksOnly) {
  EXPECT_EQ(wrapped("one two three", 2, 9), "  one two\n  three\n");
  EXPECT_EQ(wrapped("un\u00a0deux trois", 0, 8), "un\u00a0deux\ntrois\n");
  EXPECT_EQ(wrapped("incomprehensible", 0, 5), "incomprehensible\n");
}

TEST(WrappedText, CountsColumnsRatherThanBytes) {
  EXPECT_EQ(wrapped("été été été", 0, 7), "été été\nété\n");
}

TEST(WrappedText, LeavesDrawingsAsTheyAre) {
  EXPECT_EQ(wrapped("a b\n\n  x   y\n\nc", 0, 3), "a b\n\n  x   y\n\nc\n");
}

TEST(WrappedText, PutsLongTermsOnALineOfTheirOwn) {
  EXPECT_EQ(two_columns("ab", "first second", 1, 6, 12), " ab   first\n      second\n");
  EXPECT_EQ(two_columns("abcdef", "first", 1, 6, 12), " abcdef\n      first\n");
}

TEST(SourceLines, PointAtWhatLiesBetween) {
  const SourceLines lines("a = 1\nmax_pages = \"5O0\"\n", "portal.toml");
  EXPECT_EQ(lines.place({2, 13}), "portal.toml:2:13");
  EXPECT_EQ(lines.between({2, 13}, {2, 18}), "\"5O0\"");
  EXPECT_THAT(lines.excerpt({2, 13}, {2, 18}),
              ElementsAre("2 | max_pages = \"5O0\"", "  |             ^^^^^"));
}

TEST(SourceLines, AlignCaretsUnderWideAndEscapedCharacters) {
  const SourceLines lines("é\t市 = x\r\n", "p");
  EXPECT_THAT(lines.excerpt({1, 7}, {1, 8}), ElementsAre("1 | é\\t市 = x", "  |         ^"));
}

TEST(SourceLines, PointAtTheFirstLineOfSeveral) {
  const SourceLines lines("a = [1,\n2]", "p");
  EXPECT_THAT(lines.excerpt({1, 5}, {2, 3}), ElementsAre("1 | a = [1,", "  |     ^^^"));
}

TEST(SourceLines, AreStillThereForPlacesOutsideTheFile) {
  const SourceLines lines("", "p");
  EXPECT_EQ(lines.line(7), "");
  EXPECT_THAT(lines.excerpt({7, 9}, {8, 1}), ElementsAre("7 | ", "  | ^"));
}

TEST(SourceLines, LeaveOutAnExcerptThatWouldPointOutsideTheScreen) {
  const std::string text(5000, 'x');
  const SourceLines lines(text, "p");
  EXPECT_THAT(lines.excerpt({1, 4000}, {1, 4001}), IsEmpty());
}

}  // namespace
}  // namespace vigie::cli
