#include "crawler/dom/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "crawler/dom/html_parser.h"
#include "crawler/dom/locate.h"
#include "crawler/dom/nesting_guard.h"
#include "crawler/dom/tag.h"

namespace vigie::dom {
namespace {

std::size_t depth_of(const Document& page) {
  std::vector<std::size_t> depth(page.size(), 0);
  for (NodeId node = 1; node < page.size(); ++node) depth[node] = depth[page.parent(node)] + 1;
  return *std::ranges::max_element(depth);
}

TEST(Document, NumbersNodesInDocumentOrder) {
  const Document page = parse_html("<!doctype html><p id=a>x<b>y</b></p><p>z");
  for (NodeId node = 1; node < page.size(); ++node) {
    EXPECT_LT(page.parent(node), node);
    EXPECT_LE(page.subtree_end(node), page.subtree_end(page.parent(node)));
  }
  EXPECT_EQ(page.elements(Tag::p).size(), 2U);
  EXPECT_EQ(page.text_content(page.by_id("a")), "xy");
  EXPECT_EQ(page.doctype(), "html");
  EXPECT_FALSE(page.quirks());
}

TEST(Document, DecodesReferencesAndKeepsPlaces) {
  const Document page = parse_html("<title>a</title>\n <img alt='&eacute;t&eacute;' src=x>");
  const NodeId image = page.elements(Tag::img).front();
  EXPECT_EQ(page.attribute(image, "alt"), "été");
  EXPECT_EQ(page.line(image), 2U);
  EXPECT_EQ(page.column(image), 2U);
  EXPECT_EQ(page.source_of(image), "<img alt='&eacute;t&eacute;' src=x>");
  EXPECT_EQ(page.line(page.body()), 0U) << "implied";
}

TEST(Document, KnowsForeignElementsByTheirAdjustedNames) {
  const Document page = parse_html("<svg><linearGradient/><a xlink:href=x></svg><math><mi>");
  std::vector<std::string> names;
  for (const NodeId node : page.elements())
    if (page.space(node) != Space::html) names.emplace_back(page.tag_name(node));
  EXPECT_THAT(names, testing::ElementsAre("svg", "linearGradient", "a", "math", "mi"));
}

TEST(Selector, StartsFromAUniqueId) {
  const Document page = parse_html("<!doctype html><div id=m><ul><li>1<li><a href=x>2</a></ul></div>");
  EXPECT_EQ(selector(page, page.elements(Tag::a).front()), "#m > ul > li:nth-of-type(2) > a");
}

TEST(Selector, GoesToTheRootWhereAnIdIsNotUnique) {
  const Document page = parse_html("<!doctype html><div id=m></div><div id=m><img></div>");
  EXPECT_EQ(selector(page, page.elements(Tag::img).front()),
            "html > body > div:nth-of-type(2) > img");
}

TEST(NestingGuard, LeavesPagesWithinTheBoundsAlone) {
  std::string page = "<ul>";
  for (int i = 0; i < 2000; ++i) page += "<li>x<p>y";
  EXPECT_EQ(guard_nesting(page, 250'000).source, page);
  std::string rows = "<table>";
  for (int i = 0; i < 2000; ++i) rows += "<tr><td>x<td>y";
  EXPECT_EQ(guard_nesting(rows, 250'000).source, rows);
}

TEST(NestingGuard, MakesSiblingsOfWhatIsNestedTooDeep) {
  std::string page;
  for (int i = 0; i < 5000; ++i) page += "<div>";
  page += "<p id=inside>x</p>";
  for (int i = 0; i < 5000; ++i) page += "</div>";
  page += "<p id=after>";
  const Document document = parse_html(page);
  EXPECT_LE(depth_of(document), kMaxOpenElements + 4);
  EXPECT_EQ(document.elements(Tag::div).size(), 5000U);
  EXPECT_EQ(document.parent(document.by_id("after")), document.body());
}

TEST(NestingGuard, IsNotFooledByTagsInCommentsScriptsAndValues) {
  std::string page = "<!--" + std::string(3000, ' ') + "<div><div>-->";
  for (int i = 0; i < 600; ++i) page += "<script>'<div>'</script><i title='<b>'></i>";
  EXPECT_EQ(guard_nesting(page, 250'000).source, page);
}

TEST(NestingGuard, DropsWhatIsPastTheBoundAndSaysHowMany) {
  std::string page;
  for (int i = 0; i < 100; ++i) page += "<p>x";
  const Document document = parse_html(page, {.max_elements = 40});
  EXPECT_TRUE(document.too_large());
  EXPECT_EQ(document.elements_dropped(), 60U);
  EXPECT_EQ(document.elements(Tag::p).size(), 40U);
}

}  // namespace
}  // namespace vigie::dom
