#include "rules/accessibility/exposure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"
#include "rules/page.h"

namespace vigie::rules {
namespace {

enum class Seen { exposed, hidden, perhaps };

Seen seen(std::string_view html) {
  const dom::Document document = dom::parse_html(std::string(html));
  const Page page(document);
  // by_id finds nothing in templates.
  const auto element = *std::ranges::find_if(
      document.elements(), [&](dom::NodeId node) { return document.attribute(node, "id") == "x"; });
  if (!page.exposure().is_exposed(element)) return Seen::hidden;
  return page.exposure().may_be_hidden(element) ? Seen::perhaps : Seen::exposed;
}

struct ExposureCase {
  std::string name;
  std::string_view html;
  Seen seen;
};
void PrintTo(const ExposureCase& one, std::ostream* out) { *out << one.html; }

class ExposureOf : public testing::TestWithParam<ExposureCase> {};
TEST_P(ExposureOf, TheElement) { EXPECT_EQ(seen(GetParam().html), GetParam().seen); }

using enum Seen;

INSTANTIATE_TEST_SUITE_P(
    Markup, ExposureOf,
    testing::Values(
        ExposureCase{"Plain", "<p id=x>", exposed},
        ExposureCase{"Hidden", "<p id=x hidden>", hidden},
        ExposureCase{"HiddenUntilFound", "<p id=x hidden=until-found>", hidden},
        ExposureCase{"HiddenButDisplayed", "<p id=x hidden style='display:block'>", exposed},
        ExposureCase{"AriaHiddenFalse", "<p aria-hidden=false id=x>", exposed},
        ExposureCase{"InsideAriaHidden", "<div aria-hidden=TRUE><b><i id=x>", hidden},
        ExposureCase{"Inert", "<div inert><i id=x>", hidden},
        ExposureCase{"OffScreen", "<p id=x style='position:absolute;left:-9999px'>", exposed},
        ExposureCase{"Transparent", "<p id=x style='opacity:0'>", exposed},
        ExposureCase{"ContentVisibility", "<div style='content-visibility:hidden'><i id=x>",
                     hidden},
        ExposureCase{"VisibleInsideInvisible",
                     "<div style='visibility:hidden'><i style='visibility:visible' id=x>", exposed},
        ExposureCase{"NotDisplayedForGood",
                     "<div style='display:none'><i style='display:block' id=x>", hidden},
        ExposureCase{"LastDeclarationCounts", "<p id=x style='display:none;display:block'>",
                     exposed},
        ExposureCase{"ImportantOneCounts", "<p id=x style='display:none!important;display:block'>",
                     hidden},
        ExposureCase{"InvalidOneDoesNot", "<p id=x style='display:none;display:blok'>", hidden},
        ExposureCase{"CommentsAreNothing", "<p id=x style='/*display:none*/ color:red'>", exposed},
        ExposureCase{"StringsAreNothing", "<p id=x style='content:\";display:none;\"'>", exposed},
        ExposureCase{"Variable", "<p id=x style='display:var(--d)'>", perhaps},
        ExposureCase{"ClosedDetails", "<details><summary>s</summary><p id=x>", perhaps},
        ExposureCase{"OpenDetails", "<details open><summary>s</summary><p id=x>", exposed},
        ExposureCase{"Summary", "<details><summary id=x>s</summary>", exposed},
        ExposureCase{"SecondSummary", "<details><summary>s</summary><summary id=x>", perhaps},
        ExposureCase{"ClosedDialog", "<dialog><p id=x>", hidden},
        ExposureCase{"OpenDialog", "<dialog open><p id=x>", exposed},
        ExposureCase{"Template", "<template><p id=x></template>", hidden},
        ExposureCase{"Noscript", "<body><noscript><p id=x></noscript>", hidden},
        ExposureCase{"Video", "<video><p id=x></video>", hidden},
        ExposureCase{"Object", "<object><p id=x></object>", perhaps},
        ExposureCase{"SilentAudio", "<audio id=x></audio>", hidden},
        ExposureCase{"Datalist", "<datalist><option id=x></datalist>", hidden},
        ExposureCase{"DrawingDefinitions", "<svg><defs><g id=x></g></defs></svg>", hidden},
        ExposureCase{"DrawingNotDisplayed", "<svg display=none><g id=x></g></svg>", hidden}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Sheets, ExposureOf,
    testing::Values(
        ExposureCase{"Class", "<style>.a{display:none}</style><p id=x class='b a'>", perhaps},
        ExposureCase{"AncestorOfTheElement", "<style>.a{display:none}</style><div class=a><p id=x>",
                     perhaps},
        ExposureCase{"OtherClass", "<style>.a{display:none}</style><p id=x class=ab>", exposed},
        ExposureCase{"ClassesTogether", "<style>p.a.b{display:none}</style><p id=x class=a>",
                     exposed},
        ExposureCase{"Id", "<style>#x{visibility:hidden}</style><p id=x>", perhaps},
        ExposureCase{"Type", "<style>a,P{display:none}</style><p id=x>", perhaps},
        ExposureCase{"LastOfACombination", "<style>p .a>b{display:none}</style><p id=x class=a>",
                     exposed},
        ExposureCase{"Everything", "<style>*{visibility:hidden}</style><p id=x>", perhaps},
        ExposureCase{"EscapedClass",
                     "<style>.md\\:hidden{display:none}</style><p id=x class=md:hidden>", perhaps},
        ExposureCase{"AttributeNotThere", "<style>[hidden]{display:none}</style><p id=x>", exposed},
        ExposureCase{"AttributeThere", "<style>[data-off]{display:none}</style><p id=x data-off>",
                     perhaps},
        ExposureCase{"PseudoElement", "<style>p::before{display:none}</style><p id=x>", exposed},
        ExposureCase{"UndefinedElements", "<style>:not(:defined){display:none}</style><p id=x>",
                     exposed},
        ExposureCase{"Media", "<style>@media (width<9em){p{display:none}}</style><p id=x>",
                     perhaps},
        ExposureCase{"Print", "<style>@media print{p{display:none}}</style><p id=x>", exposed},
        ExposureCase{"AfterPrint", "<style>@media print{b{}}p{display:none}</style><p id=x>",
                     perhaps},
        ExposureCase{"PrintSheet", "<style media=print>p{display:none}</style><p id=x>", exposed},
        ExposureCase{"Keyframes", "<style>@keyframes k{from{visibility:hidden}}</style><p id=x>",
                     exposed},
        ExposureCase{"Nested", "<style>.a{color:red;.b{display:none}}</style><p id=x class=b>",
                     perhaps},
        ExposureCase{"OtherProperty", "<style>p{display:flex}</style><p id=x>", exposed},
        ExposureCase{"Comment", "<style>/* p{display:none} */</style><p id=x>", exposed},
        ExposureCase{"SheetInNoscript",
                     "<head><noscript><style>p{display:none}</style></noscript></head><p id=x>",
                     exposed},
        ExposureCase{"SheetInADrawing", "<svg><style>p{display:none}</style></svg><p id=x>",
                     perhaps},
        ExposureCase{"NoSheet", "<style type=text/less>p{display:none}</style><p id=x>", exposed}),
    [](const auto& test) { return test.param.name; });

TEST(Exposure, KeepsLookUpsShortWhateverTheSheetHolds) {
  std::string html = "<style>";
  for (int rule = 0; rule < 20'000; ++rule)
    html += ".a.b" + std::to_string(rule) + "{display:none}";
  html += "</style>";
  for (int element = 0; element < 20'000; ++element) html += "<p class=a>";
  const dom::Document document = dom::parse_html(html + "<p class=a id=x>");
  const Page page(document);
  EXPECT_TRUE(page.exposure().may_be_hidden(document.by_id("x")));
}

}  // namespace
}  // namespace vigie::rules
