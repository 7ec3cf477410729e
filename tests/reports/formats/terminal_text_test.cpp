#include "reports/formats/terminal_text.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

#include "crawler/charset.h"
#include "reports/formats/utf8.h"

namespace vigie::reports {
namespace {

struct Case {
  std::string name;
  std::string_view hostile, shown;
};
class TerminalText : public testing::TestWithParam<Case> {};
TEST_P(TerminalText, Shows) { EXPECT_EQ(terminal_text(GetParam().hostile), GetParam().shown); }
INSTANTIATE_TEST_SUITE_P(Of, TerminalText,
                         testing::Values(Case{"Words", "Le marché de Noël", "Le marché de Noël"},
                                         Case{"Emoji", "👩‍🚒 ok", "👩‍🚒 ok"},
                                         Case{"SetTitle", "\x1b]0;owned\a", "\\x1b]0;owned\\x07"},
                                         Case{"ClearScreen", "\x1b[2J", "\\x1b[2J"},
                                         Case{"C1AsUtf8", "\u009b2J", "\\x9b2J"},
                                         Case{"C1AsByte",
                                              "\x9b"
                                              "2J",
                                              "\uFFFD"
                                              "2J"},
                                         Case{"LogForging", "ok\r\nerror: forged",
                                              "ok\\r\\nerror: forged"},
                                         Case{"Tab", "a\tb", "a\\tb"},
                                         Case{"Nul", std::string_view("a\0b", 3), "a\\x00b"},
                                         Case{"Delete", "a\x7f", "a\\x7f"},
                                         Case{"BidiOverride", "\u202egnp.exe", "\\u202egnp.exe"},
                                         Case{"BidiIsolate", "\u2066a\u2069", "\\u2066a\\u2069"},
                                         Case{"LineSeparator", "a\u2028b", "a\\u2028b"},
                                         Case{"TagCharacters", "a\U000e0041", "a\\U000e0041"},
                                         Case{"TruncatedUtf8", "caf\xc3", "caf\uFFFD"},
                                         Case{"NoBreakSpace", "a\u00a0:", "a\u00a0:"}),
                         [](const auto& test) { return test.param.name; });

TEST(TerminalText, NeverLetsThroughWhatSteersWhateverTheBytes) {
  std::mt19937 random(20261124);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes(random() % 24, '\0');
    for (char& byte : bytes)
      byte = static_cast<char>(random() % 5 ? random() : 0xc2 + random() % 2);
    const std::string shown = terminal_text(bytes);
    ASSERT_EQ(crawler::to_valid_utf8(shown), shown);
    each_character(shown, [&](char32_t character, std::string_view) {
      EXPECT_FALSE(steers(character)) << shown;
      return true;
    });
  }
}

TEST(Columns, CountsWideAndCombiningCharacters) {
  EXPECT_EQ(columns("Noël"), 4U);
  EXPECT_EQ(columns("Noe\u0308l"), 4U);
  EXPECT_EQ(columns("日本"), 4U);
  EXPECT_EQ(columns(""), 0U);
}

TEST(CutToColumns, MarksWhatItCutsOff) {
  EXPECT_EQ(cut_to_columns("équipements", 11), "équipements");
  EXPECT_EQ(cut_to_columns("équipements", 6), "équip…");
  EXPECT_EQ(cut_to_columns("日本語", 4), "日…");
  EXPECT_EQ(cut_to_columns("x", 0), "");
}

}  // namespace
}  // namespace vigie::reports
