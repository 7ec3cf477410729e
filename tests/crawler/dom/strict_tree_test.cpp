#include "crawler/dom/strict_tree.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include "crawler/dom/document_builder.h"
#include "crawler/dom/html_parser.h"
#include "tests/crawler/dom/same_document.h"

namespace vigie::dom {
namespace {

bool is_strict(const std::string& page, std::size_t max_elements = 1'000) {
  DocumentBuilder builder;
  builder.begin(page);
  return build_strict_tree(builder.source(), max_elements, builder);
}

struct Case {
  std::string name;
  std::string page;
};

std::string name_of(const testing::TestParamInfo<Case>& test) { return test.param.name; }

class StrictTree : public testing::TestWithParam<Case> {};

TEST_P(StrictTree, IsThatOfTheFullParse) {
  const std::string& page = GetParam().page;
  EXPECT_TRUE(is_strict(page));
  EXPECT_EQ(difference(parse_html(page), parse_html(page, {.full_parse = true})), "");
}

INSTANTIATE_TEST_SUITE_P(
    Of, StrictTree,
    testing::Values(
        Case{"APage",
             "<!DOCTYPE html>\n<html lang=fr>\n <head>\n <meta charset=utf-8><title>Mairie &amp; "
             "co</title>\n<link rel=x href=y><style>a > b {}</style><script>if (a<b) '</p>'"
             "</script></head>\n<body class=a>\n<h1>Titre</h1><p>Un <b>mot</b>.</p>\n</body>\n"
             "</html>\n"},
        Case{"Xhtml",
             "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" "
             "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\"><html><head><title/></title>"
             "</head><body><br/><p>a</p></body></html>"},
        Case{"TagsLeftOut",
             "<!doctype html><title>a</title><ul><li>b<li><p>c<li>d</ul><dl><dt>e<dd>f<dt>g</dl>"
             "<p>h<p>i<div>j</div>"},
        Case{"NoDoctype", "<p>a<table><td>b</table>c"},
        Case{"Tables",
             "<!doctype html><body><table>\n<caption>a</caption>\n<colgroup><col><col></colgroup>"
             "<thead><tr><th>b</thead>\n<tr><td>c<p>d<td>e</tr>\n<tbody><tr><td><table><tr><td>f"
             "</table></td></tr></table><table><col><tr><td>g</table>"},
        Case{"Lists", "<!doctype html><body><ul><li>a<ul><li>b</ul><li><div>c</div><li>d</ul>"},
        Case{"Forms",
             "<!doctype html><body><form action=a><label>b <input></label><select><option>c"
             "<option selected>d<optgroup label=e><option>f</optgroup></select><textarea>\n\ng"
             "</textarea><button>h</button> i</form> j<p>k"},
        Case{"LastWordsOfAForm", "<body><form>a <b>b</b> c</form>d<form>e<p>f</form>g"},
        Case{"ListsOfOptions", "<body><datalist><option>a<option>b</datalist>c"},
        Case{"Svg",
             "<!doctype html><body><svg viewbox='0 0 1 1'><title>a</title><linearGradient id='b'/>"
             "<g><path d='c'/></g></svg><math><mi>x</mi></math>d"},
        Case{"BlocksInLinks", "<!doctype html><body><a href=a><div><p>b</p></div></a><a>c</a>"},
        Case{"EqualFormatting", "<body><b><b><b><b>a</b></b></b></b><p>b"},
        Case{"Preformatted", "<body><pre>\n\na</pre><pre>b</pre><listing>\r\nc</listing>"},
        Case{"WhiteSpaceAfterTheBody", "<body>a </body> </html> "},
        Case{"CommentsEverywhere",
             "<!-- a --><!doctype html><!-- b --><html><!-- c --><head><!-- d --></head><!-- e -->"
             "<body><!-- f --><p>g<!-- h --></p></body><!-- i --></html><!-- j -->"},
        Case{"NoscriptInAHead",
             "<!doctype html><head><noscript><link rel=a><style>b</style></noscript></head>"
             "<body><noscript><p>c</p></noscript>"},
        Case{"CustomElements", "<!doctype html><body><my-tag A=b><p>c</p></MY-TAG><x1>d</x1>"},
        Case{"ParagraphsInButtons", "<!doctype html><body><p><button><div>a</div></button>b"},
        Case{"CarriageReturns", "<!doctype html>\r\n<body>\r\na\r\n<p>\r\nb\rc</p>\r\n</body>\r\n"},
        Case{"References", "<body>&eacute;<p title='a&amp;b'>&lt;p&gt; &bogus; &amp"}),
    name_of);

class NotStrict : public testing::TestWithParam<Case> {};

TEST_P(NotStrict, LeavesThePageToOthers) {
  const std::string& page = GetParam().page;
  EXPECT_FALSE(is_strict(page));
  EXPECT_EQ(difference(parse_html(page), parse_html(page, {.full_parse = true})), "");
}

INSTANTIATE_TEST_SUITE_P(
    With, NotStrict,
    testing::Values(
        Case{"FormattingNestedWrongly", "<body><b>a<i>b</b>c</i>"},
        Case{"FormattingLeftOpen", "<body><div><b>a</div>b"},
        Case{"LinksInLinks", "<body><a>a<a>b</a>"}, Case{"StrayEndTags", "<body>a</div>b"},
        Case{"AnEndTagOfNoParagraph", "<body>a</p>b"},
        Case{"WordsInATable", "<body><table>a<tr><td>b</table>"},
        Case{"ABlockInALinkOfAParagraph", "<body><p><a><div>a</div></a></p>"},
        Case{"FormsInForms", "<body><form><form></form></form>"},
        Case{"HtmlInSvg", "<body><svg><foreignObject><p>a</p></foreignObject></svg>"},
        Case{"ABreakoutFromSvg", "<body><svg><p>a</svg>"},
        Case{"Templates", "<body><template><p>a</template>"},
        Case{"TwoBodies", "<body>a<body class=b>c"}, Case{"TagsAfterTheBody", "<body>a</body><p>b"},
        Case{"ALinkBetweenHeadAndBody", "<head></head><link rel=a><body>b"},
        Case{"AnUnfinishedScript", "<body><script>a"}, Case{"Nul", std::string("<body>a\0b", 9)},
        Case{"TagsInASelect", "<body><select><option><b>a</b></select>"},
        Case{"AnImage", "<body><image src=a>"}, Case{"AFrameset", "<frameset><frame></frameset>"},
        Case{"AnUnknownDoctype", "<!doctype html public \"-//W3C//DTD HTML 3.2//EN\"><p>a"},
        Case{"AHeadingInAHeading", "<body><h1>a<h2>b</h2></h1>"},
        Case{"ADeepItem", "<body><ul><li><span>a<li>b</ul>"}),
    name_of);

TEST(StrictTreeBounds, AreKept) {
  std::string items = "<body>";
  for (int item = 0; item < 20; ++item) items += "<p>a";
  EXPECT_TRUE(is_strict(items, 21));
  EXPECT_FALSE(is_strict(items, 20));
  std::string nested = "<body>";
  for (int level = 0; level < 600; ++level) nested += "<div>";
  EXPECT_FALSE(is_strict(nested));
}

}  // namespace
}  // namespace vigie::dom
