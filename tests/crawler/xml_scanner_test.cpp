#include "crawler/xml_scanner.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

namespace vigie::crawler {
namespace {

// The events as one line, for comparison.
std::string told(std::string_view xml) {
  XmlScanner scanner(xml);
  std::string events;
  while (true) {
    const XmlEvent event = scanner.next();
    switch (event.kind) {
      case XmlEvent::Kind::start:
        events += "<" + std::string(event.name) + (event.empty ? "/>" : ">");
        break;
      case XmlEvent::Kind::end:
        events += "</" + std::string(event.name) + ">";
        break;
      case XmlEvent::Kind::text:
        events += "text(" + std::string(event.text) + ")";
        break;
      case XmlEvent::Kind::cdata:
        events += "cdata(" + std::string(event.text) + ")";
        break;
      case XmlEvent::Kind::doctype:
        return events + "doctype";
      case XmlEvent::Kind::cut_off:
        return events + "cut off";
      case XmlEvent::Kind::finished:
        return events;
    }
  }
}

struct ScanCase {
  std::string name;
  std::string_view xml;
  std::string_view events;
};
class XmlScan : public testing::TestWithParam<ScanCase> {};
TEST_P(XmlScan, Tells) { EXPECT_EQ(told(GetParam().xml), GetParam().events); }
INSTANTIATE_TEST_SUITE_P(
    Texts, XmlScan,
    testing::Values(ScanCase{"Elements", "<a><b x='1'/>t</a>", "<a><b/>text(t)</a>"},
                    ScanCase{"GreaterInAnAttribute", "<a x='>' y=\"/>\">t", "<a>text(t)"},
                    ScanCase{"CommentsAndInstructions", "<?xml?><!-- <b> --><a>", "<a>"},
                    ScanCase{"Cdata", "<a><![CDATA[<b>&amp;]]></a>", "<a>cdata(<b>&amp;)</a>"},
                    ScanCase{"Doctype", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>", "doctype"},
                    ScanCase{"CutOffInATag", "<a><b x='>", "<a>cut off"},
                    ScanCase{"CutOffInAComment", "<a><!-- -", "<a>cut off"},
                    ScanCase{"CutOffInCdata", "<a><![CDATA[x]]", "<a>cut off"},
                    ScanCase{"ShortestComment", "<!--><a>-->t", "text(t)"},
                    ScanCase{"SpaceInAnEndTag", "<a></a\n>", "<a></a>"},
                    ScanCase{"NoName", "<>", "<>"}),
    [](const auto& test) { return test.param.name; });

struct TextCase {
  std::string name;
  std::string_view raw;
  std::string_view text;
};
class XmlText : public testing::TestWithParam<TextCase> {};
TEST_P(XmlText, Means) { EXPECT_EQ(xml_text(GetParam().raw), GetParam().text); }
INSTANTIATE_TEST_SUITE_P(
    Texts, XmlText,
    testing::Values(TextCase{"Predefined", "&amp;&lt;&gt;&quot;&apos;", "&<>\"'"},
                    TextCase{"Numeric", "&#233;&#xe9;&#X1F600;", "éé😀"},
                    TextCase{"BareAmpersand", "?a=1&b=2&", "?a=1&b=2&"},
                    TextCase{"UnknownEntity", "&eacute;&bomb;", "&eacute;&bomb;"},
                    TextCase{"Once", "&amp;lt;", "&lt;"},
                    TextCase{"NoScalarValue", "&#0;&#xD800;&#x110000;&#99999999;", "����"},
                    TextCase{"NoNumber", "&#;&#x;&#-1;", "���"}),
    [](const auto& test) { return test.param.name; });

TEST(XmlAttribute, IsFoundByItsWholeName) {
  constexpr std::string_view kAttributes = " xhref='a' href = \"b&amp;c\" rel='d' ";
  EXPECT_EQ(xml_attribute(kAttributes, "href"), "b&c");
  EXPECT_EQ(xml_attribute(kAttributes, "rel"), "d");
  EXPECT_EQ(xml_attribute(kAttributes, "ref"), std::nullopt);
  EXPECT_EQ(xml_attribute(" href=b", "href"), std::nullopt);
}

}  // namespace
}  // namespace vigie::crawler
