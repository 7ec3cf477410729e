#include "crawler/dom/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/dom/html_parser.h"
#include "crawler/dom/tag.h"

namespace vigie::dom {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

NodeId only(const Document& page, Tag tag) {
  EXPECT_EQ(page.elements(tag).size(), 1) << name(tag);
  return page.elements(tag).front();
}

TEST(Document, HasHtmlHeadAndBodyWhateverThePage) {
  const Document page = parse_html("");
  EXPECT_EQ(page.size(), 4);
  EXPECT_EQ(page.tag(page.html()), Tag::html);
  EXPECT_EQ(page.tag(page.head()), Tag::head);
  EXPECT_EQ(page.tag(page.body()), Tag::body);
}

TEST(Document, HasNoBodyWhereThePageIsAFrameset) {
  const Document page = parse_html("<frameset><frame src=a></frameset>");
  EXPECT_EQ(page.body(), kNoNode);
  EXPECT_NE(page.head(), kNoNode);
}

TEST(Document, NumbersNodesInDocumentOrder) {
  const Document page = parse_html("<p>a<b>c</b></p><i>d</i>");
  std::string order;
  for (NodeId node = 0; node < page.size(); ++node)
    order += page.is_element(node) ? "<" + std::string(page.tag_name(node)) + ">"
                                   : std::string(page.text(node));
  EXPECT_EQ(order, "<html><head><body><p>a<b>c<i>d");
}

TEST(Document, WalksByParentFirstChildAndNextSibling) {
  const Document page = parse_html("<p>a<b>c</b>d</p><i>e</i>");
  const NodeId p = only(page, Tag::p);
  const NodeId b = only(page, Tag::b);
  EXPECT_EQ(page.text(page.first_child(p)), "a");
  EXPECT_EQ(page.next_sibling(page.first_child(p)), b);
  EXPECT_EQ(page.text(page.next_sibling(b)), "d");
  EXPECT_EQ(page.next_sibling(page.next_sibling(b)), kNoNode);
  EXPECT_EQ(page.parent(b), p);
  EXPECT_EQ(page.next_sibling(p), only(page, Tag::i));
  EXPECT_EQ(page.subtree_end(p), only(page, Tag::i));
  EXPECT_EQ(page.first_child(page.head()), kNoNode);
  EXPECT_EQ(page.parent(page.root()), kNoNode);
  EXPECT_EQ(page.next_sibling(page.root()), kNoNode);
}

TEST(Document, DecodesTextAndAttributes) {
  const Document page =
      parse_html("<p title='&eacute;t&eacute; &amp; hiver'>L&#8217;&eacute;t&eacute;");
  const NodeId p = only(page, Tag::p);
  EXPECT_EQ(page.attribute(p, "title"), "été & hiver");
  EXPECT_EQ(page.text_content(p), "L’été");
}

TEST(Document, KeepsWhatNeedsNoDecodingInTheSource) {
  const Document page = parse_html("<p title=t>texte</p>");
  const auto lies_in_source = [&](std::string_view view) {
    return view.data() >= page.source().data() &&
           view.data() + view.size() <= page.source().data() + page.source().size();
  };
  const NodeId p = only(page, Tag::p);
  EXPECT_TRUE(lies_in_source(page.text(p + 1)));
  EXPECT_TRUE(lies_in_source(page.attributes(p).front().value));
  EXPECT_TRUE(lies_in_source(page.attributes(p).front().name));
}

TEST(Document, TellsAnEmptyAttributeFromNone) {
  const Document page = parse_html("<img alt>");
  const NodeId img = only(page, Tag::img);
  EXPECT_EQ(page.attribute(img, "alt"), "");
  EXPECT_TRUE(page.has_attribute(img, "alt"));
  EXPECT_FALSE(page.has_attribute(img, "src"));
}

TEST(Document, ListsAttributesInOrderWithoutRepeats) {
  const Document page = parse_html("<img SRC=a alt=b src=c>");
  const auto attributes = page.attributes(only(page, Tag::img));
  ASSERT_EQ(attributes.size(), 2);
  EXPECT_EQ(attributes[0].name, "src");
  EXPECT_EQ(attributes[0].value, "a");
  EXPECT_EQ(attributes[1].name, "alt");
}

TEST(Document, FindsElementsByTagInDocumentOrder) {
  const Document page = parse_html("<p><a>1</a><p><b><a>2</a></b>");
  ASSERT_EQ(page.elements(Tag::a).size(), 2);
  EXPECT_EQ(page.text_content(page.elements(Tag::a)[0]), "1");
  EXPECT_EQ(page.text_content(page.elements(Tag::a)[1]), "2");
  EXPECT_THAT(page.elements(Tag::table), IsEmpty());
  EXPECT_EQ(page.elements().size(), 8);
}

TEST(Document, FindsNoSvgElementByItsHtmlNamesake) {
  const Document page = parse_html("<svg><a></a><title>t</title></svg>");
  EXPECT_THAT(page.elements(Tag::a), IsEmpty());
  EXPECT_THAT(page.elements(Tag::title), IsEmpty());
}

TEST(Document, FindsElementsById) {
  const Document page = parse_html("<p id=b>1<p id=a>2<p id=b>3<p id=''>4<p>5");
  const auto paragraphs = page.elements(Tag::p);
  EXPECT_EQ(page.by_id("a"), paragraphs[1]);
  EXPECT_EQ(page.by_id("b"), paragraphs[0]);
  EXPECT_THAT(page.all_by_id("b"), ElementsAre(paragraphs[0], paragraphs[2]));
  EXPECT_EQ(page.by_id("c"), kNoNode);
  EXPECT_EQ(page.by_id(""), kNoNode);
}

TEST(Document, FindsNoIdInsideATemplate) {
  const Document page = parse_html("<template><p id=a></template><p id=a>");
  EXPECT_THAT(page.all_by_id("a"), ElementsAre(page.elements(Tag::p)[1]));
}

TEST(Document, KeepsTemplateContentAsMarkedChildren) {
  const Document page = parse_html("<body><template><p>a</p></template><i>b</i>");
  const NodeId p = only(page, Tag::p);
  EXPECT_EQ(page.parent(p), only(page, Tag::template_));
  EXPECT_TRUE(page.is_template_content(p));
  EXPECT_TRUE(page.is_template_content(p + 1));
  EXPECT_FALSE(page.is_template_content(page.parent(p)));
  EXPECT_FALSE(page.is_template_content(only(page, Tag::i)));
}

TEST(Document, AdjustsNamesInSvg) {
  const Document page =
      parse_html("<svg VIEWBOX='0 0 1 1'><LINEARgradient XLINK:href='#a'/></svg><custom-Tag>");
  const NodeId svg = page.first_child(page.body());
  EXPECT_EQ(page.tag(svg), Tag::svg);
  EXPECT_EQ(page.space(svg), Space::svg);
  EXPECT_EQ(page.attributes(svg).front().name, "viewBox");
  EXPECT_EQ(page.attribute(svg, "viewbox"), "0 0 1 1");
  const NodeId gradient = page.first_child(svg);
  EXPECT_EQ(page.tag_name(gradient), "linearGradient");
  EXPECT_EQ(page.tag(gradient), Tag::unknown);
  EXPECT_EQ(page.attribute(gradient, "xlink:href"), "#a");
  const NodeId custom = page.next_sibling(svg);
  EXPECT_EQ(page.tag_name(custom), "custom-tag");
  EXPECT_EQ(page.tag(custom), Tag::unknown);
}

TEST(Document, KnowsWhereAnElementWasWritten) {
  const Document page = parse_html("<!doctype html>\n<p>é<b\nid=x>c</b>\r<i>");
  const NodeId b = only(page, Tag::b);
  EXPECT_EQ(page.line(b), 2);
  EXPECT_EQ(page.column(b), 5);  // characters, not bytes
  EXPECT_EQ(page.source_of(b), "<b\nid=x>");
  EXPECT_EQ(page.line(b + 1), 3);
  EXPECT_EQ(page.column(b + 1), 6);
  EXPECT_EQ(page.source_of(b + 1), "c");
  EXPECT_EQ(page.line(only(page, Tag::i)), 4);  // a lone carriage return ends a line too
}

TEST(Document, GivesAnImpliedElementNoPlace) {
  const Document page = parse_html("<table><tr><td>a</table>");
  const NodeId tbody = only(page, Tag::tbody);
  EXPECT_EQ(page.line(tbody), 0);
  EXPECT_EQ(page.column(tbody), 0);
  EXPECT_EQ(page.source_of(tbody), "");
}

TEST(Document, SkipsAByteOrderMark) {
  const Document page = parse_html("\xEF\xBB\xBF<!doctype html><title>a</title>");
  EXPECT_FALSE(page.quirks());
  EXPECT_EQ(page.doctype(), "html");
  EXPECT_EQ(page.parent(only(page, Tag::title)), page.head());
  EXPECT_EQ(page.source_of(only(page, Tag::title)), "<title>");
}

TEST(Document, PutsTheDoctypeAfterTheCommentsBeforeIt) {
  const Document page = parse_html("<!-- > --> <?x?><!doctype HTML><!--b--><p>");
  std::string kinds;
  for (NodeId node = page.first_child(0); node != kNoNode; node = page.next_sibling(node))
    kinds += std::to_string(static_cast<int>(page.kind(node)));
  EXPECT_EQ(kinds, "44142");
  EXPECT_EQ(page.source_of(3), "<!doctype HTML>");
}

TEST(Document, SaysWhetherThePageIsInQuirksMode) {
  EXPECT_TRUE(parse_html("<p>").quirks());
  EXPECT_EQ(parse_html("<p>").doctype(), std::nullopt);
  EXPECT_FALSE(parse_html("<!doctype html><p>").quirks());
}

TEST(Document, JoinsTextsThatFosterParentingBringsTogether) {
  const Document page = parse_html("<body>a<table>b<tr>c</table>");
  const NodeId text = page.first_child(page.body());
  EXPECT_EQ(page.text(text), "abc");
  EXPECT_EQ(page.tag(page.next_sibling(text)), Tag::table);
}

TEST(Document, CountsSiblingsOfOneTag) {
  const Document page = parse_html("<p>1<i>2</i><p>3");
  EXPECT_EQ(page.nth_of_type(page.elements(Tag::p)[0]), 1);
  EXPECT_EQ(page.nth_of_type(page.elements(Tag::p)[1]), 2);
  EXPECT_EQ(page.nth_of_type(only(page, Tag::i)), 0);
}

TEST(Document, KeepsItsViewsWhenMoved) {
  Document page = parse_html("<p title='&lt;'>&gt;");
  const std::string_view value = page.attributes(only(page, Tag::p)).front().value;
  const std::string_view text = page.text(only(page, Tag::p) + 1);
  const Document moved = std::move(page);
  EXPECT_EQ(value, "<");
  EXPECT_EQ(moved.text(only(moved, Tag::p) + 1).data(), text.data());
}

TEST(HtmlParser, GivesTheSameDocumentWhenReused) {
  HtmlParser parser;
  const Document first = parser.parse("<my-tag a='&amp;'>b &lt;");
  const Document second = parser.parse("<other-tag>");
  const Document third = parser.parse("<my-tag a='&amp;'>b &lt;");
  EXPECT_EQ(second.tag_name(second.first_child(second.body())), "other-tag");
  EXPECT_EQ(first.size(), third.size());
  EXPECT_EQ(first.text_content(0), third.text_content(0));
  EXPECT_EQ(first.tag_name(first.first_child(first.body())), "my-tag");
}

TEST(HtmlParser, ReadsOnPastEndTagsWithoutAName) {
  const Document page = parse_html("<body></></><my-tag></>x");
  const NodeId tag = page.first_child(page.body());
  EXPECT_EQ(page.tag_name(tag), "my-tag");
  EXPECT_EQ(page.source_of(tag), "<my-tag>");
  EXPECT_EQ(page.source_of(page.first_child(tag)), "x");
}

}  // namespace
}  // namespace vigie::dom
