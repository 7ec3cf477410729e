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
  EXPECT_EQ(
      difference(parse_html(page, {.strict_tree = false}), parse_html(page, {.full_parse = true})),
      "");
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
        Case{"AttributesTwice", "<html l l o lang=fr><body a A b><html o=1 p=2><body b=3 c=4>"},
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
        Case{"AByteOrderMark", "\xEF\xBB\xBF<p>a"},
        Case{"Phrasing",
             "<body><p>un <em>deux <a href='x?a&amp;b' class=\"l\">trois</a></em> <span lang=en "
             "id=s>four<br>five</span>\n<img src=a alt='&eacute;'><wbr></p>six <b>sept</b>"},
        Case{"PhrasingBeforeABody", " <b>x</b> <i>y</i></head> <s>z</s>"},
        Case{"PhrasingAfterABody", "<body>a</body> <b>x</b><!-- c --> </html> <i>y</i> <!-- d -->"},
        Case{"PhrasingLeftOpen", "<p><b>a<i>b</i><span>c<u>d</p><p>e<b>f</b><i>g</i><u>h</u></p>"},
        Case{"PhrasingNestedWrongly", "<p>a<b>b<i>c</b>d</i>e<span><em></span></em>f"},
        Case{"LinksInLinks",
             "<p><a href=1>a<a href=2>b</a>c</a><a href=3><div>d</a>e</div><a>f</a>"},
        Case{"EqualPhrasing", "<p><b><b><b><b>a</b></b></b></b><p><i><i>b</i></i>"},
        Case{"PhrasingInTables",
             "<table>a<b>b</b><tr><i>c</i><td>d<u>e</u></td><s>f</s><caption>g<b>h</b></caption><i>"
             "j</i></table>k<b>l</b>"},
        Case{"PhrasingInNestedTables",
             "<table><td><table><td>a<b>b</b></table>c<i>d</i></td>e<u>f</u></table><p>g<s>h</s>"},
        Case{"PhrasingBesideCellsInSvg",
             "<table><tr><svg><td></td></svg>a<b>b</b></table>c<i>d</i>"},
        Case{"PhrasingInSelects", "<select>a<b>b</b><option>c<i>d</i></select>e<u>f</u>"},
        Case{"PhrasingBesideIgnoredTags",
             "<body>a</p></h1>b<b>c</b></ul>d</div>\r\ne<i>f</i>\r\ng"},
        Case{"PhrasingInPre", "<pre>\n<b>a</b>\n</pre><pre>x\n<b>\n</b></pre><pre><b>\n</b></pre>"},
        Case{"PhrasingWithUpperCase", "<P>a<EM CLASS=X>b</Em><IMG SRC=a><Span>c</SPAN x=y>d"},
        Case{"PhrasingBeforeAFormEnds",
             "<form>a<b>b</b></form><form>a<b>b</b> c</FORM>d<p>e<i>f</i>"},
        Case{"PhrasingBeforeAFormEndsLater", "<form>a<i>b</i>c</s></form>d"},
        Case{"PhrasingThatClosesItself", "<p>a<span/>b</span><br/>c<b/>d</b>e<b>f</b>"}),
    name_of);

class DoubtfulSkeleton : public testing::TestWithParam<Case> {};

TEST_P(DoubtfulSkeleton, LeavesThePageToTheFullParse) {
  const std::string& page = GetParam().page;
  EXPECT_FALSE(skeleton_of(page).exact());
  EXPECT_EQ(
      difference(parse_html(page, {.strict_tree = false}), parse_html(page, {.full_parse = true})),
      "");
}

INSTANTIATE_TEST_SUITE_P(
    For, DoubtfulSkeleton,
    testing::Values(Case{"Nul", std::string("a\0b", 3)}, Case{"ControlCharacters", "a\x0B b"},
                    Case{"C1ControlCharacters", "a\xC2\x85"},
                    Case{"Noncharacters", "a\xEF\xBF\xBF"}, Case{"Plaintext", "<plaintext><p>"},
                    Case{"Framesets", "<frameset> a <frame></frameset>"},
                    Case{"Isindex", "<isindex prompt=x>"},
                    Case{"Cdata", "<svg><![CDATA[ <p> ]]></svg>"},
                    Case{"OddComments", "<!--> a --!> b"}, Case{"UnfinishedComments", "a<!-- b"},
                    Case{"EmptyEndTags", "a</>b"},
                    Case{"StylesThatSelectIgnores", "<select><style><option></style>"},
                    Case{"StylesWhereSvgMayHoldHtml",
                         "<svg><foreignObject><p></p><style><b></style></foreignObject></svg>"},
                    Case{"EscapedScripts", "<script><!--<script></script>--></script>"},
                    Case{"TemplateColumns", "<template><col>a b</template>"},
                    Case{"FormattingWithAnAttributeTwice", "<p><b a=4 a><b a=4><b a=4><b a=4><p>x"},
                    Case{"WhiteSpaceByReference", "<head>&#32;a"}),
    name_of);

TEST(Skeleton, KeepsOneCharacterOfWords) {
  const Skeleton skeleton = skeleton_of("<p class=a>Le conseil municipal</p>");
  EXPECT_EQ(skeleton.text().size(), std::string_view("<p>___</p>").size());
}

TEST(Skeleton, KeepsOneCharacterOfWordsAndPhrasing) {
  const Skeleton skeleton = skeleton_of(
      "<p class=a>Le <em>conseil <a href=b>municipal</a></em> vote<br>ce <span "
      "id=c>soir</span></p>");
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
