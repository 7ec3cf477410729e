#include "crawler/dom/skeleton.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "crawler/dom/html_parser.h"
#include "tests/crawler/dom/same_document.h"

namespace vigie::dom {
namespace {

Skeleton skeleton_of(std::string_view page) {
  Skeleton skeleton;
  skeleton.make(page);
  return skeleton;
}

struct Case {
  std::string name;
  std::string page;
};

std::string name_of(const testing::TestParamInfo<Case>& test) { return test.param.name; }

class ExactSkeleton : public testing::TestWithParam<Case> {};

// What real pages hold must not cost the full parse.
TEST_P(ExactSkeleton, GivesTheSameDocument) {
  const std::string& page = GetParam().page;
  EXPECT_TRUE(skeleton_of(page).exact());
  EXPECT_EQ(difference(parse_html(page), parse_html(page, {.full_parse = true})), "");
}

INSTANTIATE_TEST_SUITE_P(
    Of, ExactSkeleton,
    testing::Values(
        Case{"Words", "<!doctype html><title>Mairie</title><body><p> Le  conseil\n<b>vote</b> oui"},
        Case{"References",
             "<p title='&lt;&eacute;&#39;'>L&rsquo;&eacute;t&eacute; &amp;&nbsp;&#8212; &bogus; & "
             "x&copy"},
        Case{"CarriageReturns",
             "<!doctype html>\r\n<html>\r\n<p>a\r\nb\rc <b>\r\n\r\n</b><pre>\r\n\r\nx</pre><p "
             "title='a\r\nb'>"},
        Case{"LineFeedsThatGo",
             "<body><pre>\n\nx</pre><textarea>\ny</textarea><pre> \nz</pre><listing>\n</listing>"},
        Case{"WhiteSpaceEarly",
             "  <!-- c --> <html> <head> <title> t </title> </head> x <body> y </body> z </html> "},
        Case{"TextInTables",
             "<body><table> <tr>a <td> b </td> c<!-- d --></tr> <colgroup> <col> e </table>"},
        Case{"IgnoredTags", "<body>a</i> b</span> <table>c</p></table></td>d"},
        Case{"Formatting",
             "<p><b class=x><b class=x><b class=x><b class=x>a<p>b<p><b id=y class=x><i><b class=x "
             "id=y>c</p>d"},
        Case{"HiddenInputs",
             "<table><input type=hidden><input type='HIDDEN' name=a><input type=text></table>"},
        Case{"MergedAttributes", "<html lang=fr><body class=a><html dir=ltr lang=en><body id=b>"},
        Case{"Scripts",
             "<script>if (a<b && c) '</p>'; // <!-- x --></script><p><style>p > a "
             "{}</style><noscript><p>&amp;</noscript>"},
        Case{"RawText",
             "<iframe><p>&amp;</iframe><xmp><b></xmp><noembed><i></noembed><textarea>&lt;<p></"
             "textarea>"},
        Case{"Svg",
             "<body><svg viewbox='0 0 1 1'><title>&amp; t</title><style>a{}</style><linearGradient "
             "xlink:href='#a'/><path d=m /></svg><script>a<b</script><p>c"},
        Case{"Math",
             "<math><mi>x</mi><mo>&lt;</mo><mfrac "
             "definitionurl=a><mn>1</mn></mfrac></math><style>a>b</style>"},
        Case{"Selects",
             "<select><option value=1> un <option selected>deux<optgroup "
             "label=x><option>trois</select><title>a</title>"},
        Case{"Templates", "<template><p> a <b>b</b></template><template><li>c</template>"},
        Case{"XmlDeclaration",
             "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 "
             "Strict//EN' 'x'><html xmlns='y'><br/><p/>"},
        Case{"Comments", "<p>a<!-- b -- c ---><!----><!--\r\n-->d<!-- <p> -->"},
        Case{"PrivateUseCharacters", "<i>\xEE\x80\x80</i>\xEF\xA3\xBF&#xE001;<b>\xEE\x80\x82</b>"},
        Case{"AnUnfinishedTag", "<p>a<b title='x"},
        Case{"UnfinishedRawText", "<p>a<script>var b = '</scrip"},
        Case{"LessThanSigns", "<p>a < b <= c <3 </p>d <"},
        Case{"OddAttributes", "<p a=1 A=2 =x b='1'c=2/d e = f g=h/><a/b='c'>x<img src = 'a'/>"},
        Case{"AByteOrderMark", "\xEF\xBB\xBF<p>a"}),
    name_of);

class DoubtfulSkeleton : public testing::TestWithParam<Case> {};

TEST_P(DoubtfulSkeleton, LeavesThePageToTheFullParse) {
  const std::string& page = GetParam().page;
  EXPECT_FALSE(skeleton_of(page).exact());
  EXPECT_EQ(difference(parse_html(page), parse_html(page, {.full_parse = true})), "");
}

INSTANTIATE_TEST_SUITE_P(
    For, DoubtfulSkeleton,
    testing::Values(
        Case{"Nul", std::string("a\0b", 3)}, Case{"ControlCharacters", "a\x0B b"},
        Case{"C1ControlCharacters", "a\xC2\x85"}, Case{"Noncharacters", "a\xEF\xBF\xBF"},
        Case{"InvalidUtf8", "a\xFF"}, Case{"Plaintext", "<plaintext><p>"},
        Case{"Framesets", "<frameset> a <frame></frameset>"}, Case{"Isindex", "<isindex prompt=x>"},
        Case{"Cdata", "<svg><![CDATA[ <p> ]]></svg>"}, Case{"OddComments", "<!--> a --!> b"},
        Case{"UnfinishedComments", "a<!-- b"}, Case{"EmptyEndTags", "a</>b"},
        Case{"StylesThatSelectIgnores", "<select><style><option></style>"},
        Case{"StylesWhereSvgMayHoldHtml",
             "<svg><foreignObject><p></p><style><b></style></foreignObject></svg>"},
        Case{"EscapedScripts", "<script><!--<script></script>--></script>"},
        Case{"TemplateColumns", "<template><col>a b</template>"},
        Case{"WhiteSpaceByReference", "<head>&#32;a"}),
    name_of);

TEST(Skeleton, KeepsOneCharacterOfWords) {
  const Skeleton skeleton = skeleton_of("<p class=a>Le conseil municipal</p>");
  EXPECT_EQ(skeleton.text().size(), std::string_view("<p>___</p>").size());
}

TEST(Skeleton, IsAFractionOfAPage) {
  std::string page = "<!doctype html><body>";
  for (int item = 0; item < 100; ++item)
    page +=
        "<li class='menu-item'><a href='/services/etat-civil/acte-de-naissance'>Demander un "
        "acte</a>\n";
  EXPECT_LT(skeleton_of(page).text().size() * 4, page.size());
}

}  // namespace
}  // namespace vigie::dom
