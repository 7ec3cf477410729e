#include "crawler/link_header.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace vigie::crawler {
namespace {

// "target(rel rel) target(…)"
std::string shown(std::string_view value) {
  std::string text;
  for (const HeaderLink& link : parse_link_header(value)) {
    if (!text.empty()) text += ' ';
    text += link.target + "(";
    for (const std::string& rel : link.rels) text += (text.ends_with('(') ? "" : " ") + rel;
    text += ")";
  }
  return text;
}

struct Case {
  std::string name;
  std::string_view value, expected;
};
class LinkHeader : public testing::TestWithParam<Case> {};
TEST_P(LinkHeader, ReadsAs) { EXPECT_EQ(shown(GetParam().value), GetParam().expected); }
INSTANTIATE_TEST_SUITE_P(
    Rfc8288, LinkHeader,
    testing::Values(Case{"One", "</a>; rel=next", "/a(next)"},
                    Case{"QuotedRels", "</a>; rel=\"NEXT  prev\"", "/a(next prev)"},
                    Case{"Several", "</a>;rel=next,</b> ; rel=\"prev\"", "/a(next) /b(prev)"},
                    Case{"CommaInTarget", "</a,b>; rel=next", "/a,b(next)"},
                    Case{"CommaInQuotes", "</a>; title=\"x, </y>; rel=prev\"; rel=next",
                         "/a(next)"},
                    Case{"OnlyTheFirstRel", "</a>; rel=next; rel=prev", "/a(next)"},
                    Case{"NoRel", "</a>", "/a()"},
                    Case{"SpacesAroundEquals", "</a> ; rel = next", "/a(next)"},
                    Case{"BadPartSkipped", "nonsense, </b>; rel=next", "/b(next)"},
                    Case{"Unclosed", "</a; rel=next", ""},
                    Case{"UnclosedQuote", "</a>; rel=\"next", "/a(next)"},
                    Case{"EscapedQuote", "</a>; title=\"a\\\",b\"; rel=next", "/a(next)"},
                    Case{"Empty", "", ""}),
    [](const auto& test) { return test.param.name; });

TEST(LinkHeader, StopsAtTwoHundredLinks) {
  std::string value;
  for (int i = 0; i < 1000; ++i) value += "<a>,";
  EXPECT_EQ(parse_link_header(value).size(), 200U);
}

}  // namespace
}  // namespace vigie::crawler
