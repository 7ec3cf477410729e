#include "rules/accessibility/accessible_name.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>

#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"
#include "rules/page.h"

namespace vigie::rules {
namespace {

// The element with id x.
Name name_of(std::string_view html) {
  const dom::Document document = dom::parse_html(std::string(html));
  const Page page(document);
  return accessible_name(page, document.by_id("x"));
}

struct NameCase {
  std::string name;
  std::string_view html;
  std::string_view text;
  NameSource source;
};
void PrintTo(const NameCase& name_case, std::ostream* out) { *out << name_case.html; }

class AccessibleName : public testing::TestWithParam<NameCase> {};

TEST_P(AccessibleName, Is) {
  const Name name = name_of(GetParam().html);
  EXPECT_EQ(name.text, GetParam().text);
  EXPECT_EQ(name.source, GetParam().source);
  EXPECT_TRUE(name.is_sure());
}

using enum NameSource;

INSTANTIATE_TEST_SUITE_P(
    Table, AccessibleName,
    testing::Values(
        NameCase{"NothingAtAll", "<a id=x href=/></a>", "", none},
        NameCase{"ReferencesInOrder",
                 "<b id=p>deux</b><a id=x href=/ aria-labelledby='q p'></a><i id=q>un</i>",
                 "un deux", aria_labelledby},
        NameCase{"ReferenceBeforeLabel",
                 "<b id=p>un</b><a id=x href=/ aria-label=deux aria-labelledby=p>trois</a>", "un",
                 aria_labelledby},
        NameCase{"MissingReferenceIsPassedOver", "<a id=x href=/ aria-labelledby=p>un</a>", "un",
                 content},
        NameCase{"ItselfAsAReference",
                 "<b id=p>Rapport</b><a id=x href=/ aria-label=Lire aria-labelledby='x p'></a>",
                 "Lire Rapport", aria_labelledby},
        NameCase{"ReferencesAreNotFollowedTwice",
                 "<b id=p aria-labelledby=q>un</b><b id=q>deux</b>"
                 "<a id=x href=/ aria-labelledby=p></a>",
                 "un", aria_labelledby},
        NameCase{"HiddenReferenceWithHiddenParts",
                 "<p id=p hidden>un <b aria-hidden=true>deux</b></p>"
                 "<a id=x href=/ aria-labelledby=p></a>",
                 "un deux", aria_labelledby},
        NameCase{"ShownReferenceWithoutItsHiddenParts",
                 "<p id=p>un <b hidden>deux</b></p><a id=x href=/ aria-labelledby=p></a>", "un",
                 aria_labelledby},
        NameCase{"ReferencedFieldCountsWithItsLabel",
                 "<label for=p>Nom</label><input id=p><button id=x aria-labelledby=p></button>",
                 "Nom", aria_labelledby},
        NameCase{"AriaLabel", "<a id=x href=/ aria-label=' un '>deux</a>", "un", aria_label},
        NameCase{"ContentIsCollapsed", "<a id=x href=/> un\n  <b>deux</b>&nbsp;</a>", "un deux",
                 content},
        NameCase{"InlineElementsDoNotSeparate", "<a id=x href=/>un<b>deux</b></a>", "undeux",
                 content},
        NameCase{"BlocksSeparate", "<a id=x href=/><div>un</div><div>deux</div></a>", "un deux",
                 content},
        NameCase{"ContentByLabelledParts", "<a id=x href=/><i aria-label=un>z</i> deux</a>",
                 "un deux", content},
        NameCase{"ContentByReferencedParts",
                 "<b id=p>un</b><a id=x href=/><i aria-labelledby=p>z</i> deux</a>", "un deux",
                 content},
        NameCase{"ImagesInContent", "<a id=x href=/><img alt=un><img alt=''><img alt=deux></a>",
                 "un deux", content},
        NameCase{"TitleOfAnEmptyPart", "<a id=x href=/><i title=un></i></a>", "un", content},
        NameCase{"TitleOfAFullPartIsNot", "<a id=x href=/><i title=un>deux</i></a>", "deux",
                 content},
        NameCase{"FieldValuesInContent",
                 "<div id=x role=checkbox>sur <input value=3> des <select><option>mois"
                 "<option selected>ans</select></div>",
                 "sur 3 des ans", content},
        NameCase{"RangeValuesInContent",
                 "<div id=x role=checkbox>vers <i role=slider aria-valuenow=7></i></div>", "vers 7",
                 content},
        NameCase{
            "ScriptsAndStylesAreNoContent",
            "<button id=x><script type=application/json>{}</script><style>a{}</style>un</button>",
            "un", content},
        NameCase{"DrawingTextAndTitle",
                 "<a id=x href=/><svg><text>un</text><g><title>deux</title></g></svg></a>",
                 "un deux", content},
        NameCase{"DefinitionsAreNotDrawn",
                 "<a id=x href=/><svg><defs><text>un</text></defs></svg></a>", "", none},
        NameCase{"TwoLabels", "<label for=x>un</label><label>deux <input id=x></label>", "un deux",
                 label},
        NameCase{"LabelBeforeTitle", "<label for=x>un</label><input id=x title=deux>", "un", label},
        NameCase{"TitleBeforePlaceholder", "<input id=x placeholder=un title=deux>", "deux", title},
        NameCase{"Placeholder", "<textarea id=x placeholder=un></textarea>", "un", placeholder},
        NameCase{"ButtonLabelBeforeContent", "<label for=x>un</label><button id=x>deux</button>",
                 "un", label},
        NameCase{"InputButton", "<input id=x type=button value=un>", "un", value},
        NameCase{"InputImage", "<input id=x type=image alt=un title=deux>", "un", alternative},
        NameCase{"ImageTitle", "<img id=x title=un>", "un", title},
        NameCase{"Fieldset", "<fieldset id=x><legend>un</legend>deux</fieldset>", "un", caption},
        NameCase{"Table", "<table id=x><caption>un</caption></table>", "un", caption},
        NameCase{"Drawing", "<svg id=x role=img><title>un</title></svg>", "un", alternative},
        NameCase{"Frame", "<iframe id=x title=un></iframe>", "un", title}),
    [](const auto& test) { return test.param.name; });

TEST(AccessibleNameDoubt, IsAboutTheMissingElementWhereScriptsRun) {
  const Name name = name_of("<a id=x href=/ aria-labelledby='p q'></a><script>f()</script>");
  EXPECT_EQ(name.doubt, Doubt::missing_reference);
  EXPECT_EQ(name.detail, "p");
}

TEST(AccessibleNameDoubt, IsGoneOnceAnotherNameIsSure) {
  EXPECT_TRUE(name_of("<a id=x href=/ aria-labelledby=p>un</a><script>f()</script>").is_sure());
}

TEST(AccessibleNameDoubt, DataBlocksAreNoScripts) {
  EXPECT_TRUE(name_of("<a id=x href=/ aria-labelledby=p></a>"
                      "<script type=application/ld+json>{}</script>")
                  .is_sure());
}

TEST(AccessibleNameDoubt, IsAboutAnAltThatThePresentationalRoleTakesAway) {
  EXPECT_EQ(name_of("<a id=x href=/><img role=none alt=un></a>").doubt, Doubt::presentational);
}

TEST(AccessibleNameDoubt, IsAboutIconFonts) {
  const Name name = name_of("<a id=x href=/>&#xE001; &#xF8FF;</a>");
  EXPECT_EQ(name.doubt, Doubt::private_use);
  EXPECT_EQ(name.detail, "U+E001 U+F8FF");
}

TEST(AccessibleNameBound, CutsALongNameAtACharacter) {
  std::string html = "<a id=x href=/>";
  for (int letter = 0; letter < 5000; ++letter) html += "é";
  const Name name = name_of(html + "</a>");
  EXPECT_EQ(name.text.size(), kMostNameBytes + std::string_view("…").size());
  EXPECT_TRUE(name.text.starts_with("éé"));
}

TEST(AccessibleNameBound, GivesUpOnElementsThatQuoteOneAnotherWithoutEnd) {
  std::string html = "<p id=p>";
  for (int part = 0; part < 20'000; ++part) html += "<i></i>";
  html += "</p>";
  for (int link = 0; link < 20'000; ++link) html += "<a href=/ aria-labelledby=p></a>";
  const dom::Document document = dom::parse_html(std::move(html));
  const Page page(document);
  Name last;
  for (const dom::NodeId link : document.elements(dom::Tag::a)) last = accessible_name(page, link);
  EXPECT_EQ(last.doubt, Doubt::too_costly);
}

}  // namespace
}  // namespace vigie::rules
