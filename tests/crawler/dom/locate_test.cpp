#include "crawler/dom/locate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"
#include "crawler/dom/tag.h"
#include "tests/crawler/dom/selector_matcher.h"

namespace vigie::dom {
namespace {

// The element marked with the attribute "here".
NodeId marked(const Document& page) {
  for (const NodeId node : page.elements())
    if (page.has_attribute(node, "here")) return node;
  ADD_FAILURE() << "nothing is marked";
  return page.html();
}

struct SelectorCase {
  std::string name;
  std::string html;
  std::string_view expected;
};

class Selector : public testing::TestWithParam<SelectorCase> {};

TEST_P(Selector, IsThis) {
  const Document page = parse_html("<!doctype html>" + GetParam().html);
  EXPECT_EQ(selector(page, marked(page)), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Of, Selector,
    testing::Values(
        SelectorCase{"AnOnlyChild", "<img here>", "html > body > img"},
        SelectorCase{"OneOfSeveral", "<p><p here>", "html > body > p:nth-of-type(2)"},
        SelectorCase{"TheFirstOfSeveral", "<p here><p>", "html > body > p:nth-of-type(1)"},
        SelectorCase{"OneAmongOthers", "<ul></ul><p here>", "html > body > p"},
        SelectorCase{"AnElementWithId", "<p id=a here>", "#a"},
        SelectorCase{"BelowAnId", "<ul id=main><li><li><a here>", "#main > li:nth-of-type(2) > a"},
        SelectorCase{"BelowARepeatedId", "<p id=a><p id=a><i here>",
                     "html > body > p:nth-of-type(2) > i"},
        SelectorCase{"BelowAnIdWithSpaces", "<p id='a b'><i here>", "html > body > p > i"},
        SelectorCase{"AnIdToEscape", "<p id='1:é' here>", "#\\31 \\:é"},
        SelectorCase{"ANameToEscape", "<o:p here>", "html > body > o\\:p"},
        SelectorCase{"AnIdHeldByATemplateToo", "<template><i id=a></i></template><p id=a here>",
                     "#a"},
        SelectorCase{"TheRoot", "<html here>", "html"},
        SelectorCase{"AnSvgElement", "<svg><linearGradient here />",
                     "html > body > svg > linearGradient"}),
    [](const auto& test) { return test.param.name; });

TEST(Selector, OfATextIsThatOfItsParent) {
  const Document page = parse_html("<p>a");
  EXPECT_EQ(selector(page, page.elements(Tag::p).front() + 1), "html > body > p");
}

TEST(Selector, DoesNotTrustIdsThatQuirksModeConfuses) {
  const Document page = parse_html("<p id=a here><p id=A>");
  EXPECT_EQ(selector(page, marked(page)), "html > body > p:nth-of-type(1)");
}

TEST(Selector, FindsExactlyItsElement) {
  const Document page = parse_html(
      "<!doctype html><html lang=fr><head><title>a</title><body id=top><div id=d><p>1<p>2<b>3</b>"
      "<table><tr><td id='1.é'>x<td>y<tr><td id=d>z</table></div><template><p>t<p "
      "id=top></template>"
      "<svg><g><a "
      "id='#'/><a/></g><title>s</title></svg><o:p><o:p></o:p></o:p><ul><li><li><ul><li>");
  EXPECT_GT(page.elements().size(), 25);
  for (const NodeId node : page.elements())
    EXPECT_THAT(find_all(page, selector(page, node)), testing::ElementsAre(node))
        << selector(page, node);
}

TEST(Snippet, ShowsAShortElementWhole) {
  const Document page = parse_html("<a here href='/x'>Lire <b>la\n  suite</b><img src=i></a>");
  EXPECT_EQ(snippet(page, marked(page)), "<a here href='/x'>Lire <b>la suite</b><img src=i></a>");
}

TEST(Snippet, ShowsTheStartTagOfALongElement) {
  const Document page = parse_html("<div here class=c>" + std::string(500, 'x') + "</div>");
  EXPECT_EQ(snippet(page, marked(page)), "<div here class=c>…");
}

TEST(Snippet, CutsALongStartTagAtACharacter) {
  const Document page = parse_html("<p here title='" + std::string(20, 'x') + "éé'>");
  EXPECT_EQ(snippet(page, marked(page), 39), "<p here title='xxxxxxxxxxxxxxxxxxxx…");
}

TEST(Snippet, CutsATextAtACharacter) {
  const Document page = parse_html("<p here>ééééé");
  EXPECT_EQ(snippet(page, marked(page) + 1, 8), "éé…");
}

TEST(Snippet, FitsAnyRoom) {
  const Document page = parse_html("<p here title='&lt;'>été</p>");
  for (std::size_t room = 0; room < 40; ++room)
    EXPECT_LE(snippet(page, marked(page), room).size(), room);
}

TEST(Snippet, NamesAnImpliedElement) {
  const Document page = parse_html("<table><tr><td>1</table>");
  EXPECT_EQ(snippet(page, page.elements(Tag::tbody).front()), "<tbody><tr><td>1</td></tr></tbody>");
}

}  // namespace
}  // namespace vigie::dom
