#include "crawler/css_references.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "crawler/meta_refresh.h"
#include "crawler/page_contents.h"

namespace vigie::crawler {
namespace {

std::string shown(std::string_view sheet) {
  std::string text;
  for (const CssReference& reference : css_references(sheet))
    text += (text.empty() ? "" : " ") + std::string(name(reference.kind)) + ":" + reference.url;
  return text;
}

struct Case {
  std::string name;
  std::string_view sheet, expected;
};
class CssReferences : public testing::TestWithParam<Case> {};
TEST_P(CssReferences, Are) { EXPECT_EQ(shown(GetParam().sheet), GetParam().expected); }
INSTANTIATE_TEST_SUITE_P(
    CssSyntax3, CssReferences,
    testing::Values(
        Case{"ImportString", "@import \"a.css\";", "style:a.css"},
        Case{"ImportUrl", "@import url(a.css) screen;", "style:a.css"},
        Case{"ImportQuotedUrl", "@IMPORT URL( 'a.css' );", "style:a.css"},
        Case{"FontFirstSource", "@font-face{src:local(x),url(a.woff2) format('woff2'),url(b.woff)}",
             "font:a.woff2"},
        Case{"TwoFaces", "@font-face{src:url(a)}p{}@font-face{src:url(b)}", "font:a font:b"},
        Case{"BackgroundsAreLeftOut", "p{background:url(a.png)}", ""},
        Case{"InComment", "/* @import 'a.css'; */", ""},
        Case{"InString", "p::before{content:'@import url(a.css)'}", ""},
        Case{"Escapes", "@import 'a\\2e css';", "style:a.css"},
        Case{"FaceInsideMedia", "@media screen{@font-face{src:url(a)}}p{background:url(c)}",
             "font:a"},
        Case{"Unclosed", "@import url(a.css", "style:a.css"}, Case{"Nothing", "", ""}),
    [](const auto& test) { return test.param.name; });

struct RefreshCase {
  std::string name;
  std::string_view content, expected;  // "-": ignored
};
class MetaRefresh : public testing::TestWithParam<RefreshCase> {};
TEST_P(MetaRefresh, ReadsAs) {
  const auto refresh = parse_refresh(GetParam().content);
  EXPECT_EQ(refresh ? std::to_string(static_cast<int>(refresh->seconds)) + " " + refresh->url : "-",
            GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    HtmlStandard, MetaRefresh,
    testing::Values(RefreshCase{"Plain", "0; url=/a", "0 /a"},
                    RefreshCase{"Quoted", "5;URL='/a b'", "5 /a b"},
                    RefreshCase{"Comma", "3,/a", "3 /a"}, RefreshCase{"Reload", "30", "30 "},
                    RefreshCase{"Fraction", "1.5;url=a", "1 a"},
                    RefreshCase{"NoTime", "url=/a", "-"}, RefreshCase{"NoSeparator", "5x", "-"},
                    RefreshCase{"UrlWithoutEquals", "0;urls/a", "0 urls/a"},
                    RefreshCase{"Huge", "99999999999999999999;url=a", "1000000000 a"},
                    RefreshCase{"Empty", "", "-"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace vigie::crawler
