#include "crawler/dom/character_reference.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

namespace vigie::dom {
namespace {

std::string decoded(std::string_view written, Written as) {
  std::string text;
  decode(written, as, text);
  return text;
}

struct Case {
  std::string name;
  std::string_view written, text;
};

class CharacterReferences : public testing::TestWithParam<Case> {};

TEST_P(CharacterReferences, InText) {
  EXPECT_EQ(decoded(GetParam().written, Written::text), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Read, CharacterReferences,
    testing::Values(Case{"Named", "&eacute;t&eacute;&amp;&nGt;", "été&\u226B\u20D2"},
                    Case{"LongestNames", "&CounterClockwiseContourIntegral;", "\u2233"},
                    Case{"WithoutSemicolon", "&ampx &copy2 &lt", "&x ©2 <"},
                    Case{"TheLongestNameThatFits", "&notit; &notin; &notin", "¬it; ∉ ¬in"},
                    Case{"NoReference", "& &; &# &#x &#xg &bogus; AT&T &",
                         "& &; &# &#x &#xg &bogus; AT&T &"},
                    Case{"Numbers", "&#233; &#xE9; &#XE9 &#0233;x", "é é é éx"},
                    Case{"NumbersOfWindows1252", "&#128;&#150;&#159;", "€–Ÿ"},
                    Case{"ImpossibleNumbers", "&#0;&#xD800;&#x110000;&#99999999999999999999;",
                         "\uFFFD\uFFFD\uFFFD\uFFFD"},
                    Case{"CarriageReturns", "a\r\nb\rc\r\r\n&#13;", "a\nb\nc\n\n\r"}),
    [](const auto& test) { return test.param.name; });

TEST(CharacterReference, IsNoneBeforeALetterInAnAttribute) {
  EXPECT_EQ(decoded("?a=1&copy=2&lt3&reg;=&amp", Written::attribute), "?a=1&copy=2&lt3®=&");
}

TEST(CharacterReference, IsNoneInRawText) {
  EXPECT_EQ(decoded("a &amp; b\r\n", Written::raw), "a &amp; b\n");
}

TEST(CharacterReference, IsBoundedWhereItsNumberDoesNotFit) {
  EXPECT_EQ(with_bounded_references("a &#99999999999; &#xFFFFFFFFF &#65; &#000000000000065;"),
            "a &#00001114112; &#x001114112 &#65; &#000000000000065;");
  EXPECT_EQ(with_bounded_references("a &#1114112; &#9999999"), std::nullopt);
}

}  // namespace
}  // namespace vigie::dom
