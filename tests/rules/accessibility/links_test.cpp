#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "judging.h"
#include "page_case.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::rules {
namespace {

using enum Outcome;

VIGIE_PAGE_CASES(
    LinkName, "link-name", PageCase{"Text", "<a href=/>Accueil</a>", passed},
    PageCase{"AriaLabel", "<a href=/ aria-label=Accueil></a>", passed},
    PageCase{"Title", "<a href=/ title=Accueil></a>", passed},
    PageCase{"ImageWithAlt", "<a href=/><img src=a.png alt=Accueil></a>", passed},
    PageCase{"ImageWithTitle", "<a href=/><img src=a.png title=Accueil></a>", passed},
    PageCase{"DrawingWithTitle", "<a href=/><svg><title>Accueil</title></svg></a>", passed},
    PageCase{"TitleDeepInside", "<a href=/><i class=icon title=Accueil></i></a>", passed},
    PageCase{"LabelledByHiddenText",
             "<a href=/ aria-labelledby=n></a><span id=n hidden>Accueil</span>", passed},
    PageCase{"RoleLink", "<span role=link tabindex=0>Accueil</span>", passed},
    PageCase{"Empty", "<a href=/></a>", failed},
    PageCase{"Blank", "<a href=/> &nbsp; </a>", failed},
    PageCase{"ZeroWidth", "<a href=/>&#8203;</a>", failed},
    PageCase{"OnlyDecoration", "<a href=/><img src=a.png alt=''></a>", failed},
    PageCase{"ImageWithoutAlt", "<a href=/><img src=a.png></a>", failed},
    PageCase{"TextIsHidden", "<a href=/><span hidden>Accueil</span></a>", failed},
    PageCase{"TextIsAriaHidden", "<a href=/><span aria-hidden=true>Accueil</span></a>", failed},
    PageCase{"TextIsInvisible", "<a href=/><b style='visibility:hidden'>Accueil</b></a>", failed},
    PageCase{"AriaLabelIsBlank", "<a href=/ aria-label=' '></a>", failed},
    PageCase{"PresentationDoesNotCountOnALink", "<a href=/ role=none></a>", failed},
    PageCase{"LabelledByNothing", "<a href=/ aria-labelledby=n></a>", failed},
    PageCase{"LabelMayComeByScript", "<a href=/ aria-labelledby=n></a><script>f()</script>",
             cant_tell},
    PageCase{"IconFont", "<a href=/>&#xf09a;</a>", cant_tell},
    PageCase{"IconDrawnByAStyleSheet",
             "<style>.fb::before{content:'f'}</style><a href=/><i class=fb></i></a>", cant_tell},
    PageCase{"CustomElement", "<a href=/><my-icon></my-icon></a><script>f()</script>", cant_tell},
    PageCase{"TextThatASheetMayHide",
             "<style>.sr{display:none}</style><a href=/><span class=sr>Accueil</span></a>",
             cant_tell},
    PageCase{"LinkThatASheetMayHide", "<style>.old{display:none}</style><a class=old href=/></a>",
             cant_tell},
    PageCase{"HiddenInPrintOnly",
             "<style>@media print{.old{display:none}}</style><a class=old href=/></a>", failed},
    PageCase{"NamedLinkThatASheetMayHide",
             "<style>.old{display:none}</style><a class=old href=/>Accueil</a>", passed},
    PageCase{"NoHrefIsNoLink", "<a></a><a name=x></a>", inapplicable},
    PageCase{"Hidden", "<a href=/ hidden></a>", inapplicable},
    PageCase{"InAHiddenPart", "<div style='DISPLAY : none !important'><a href=/></a></div>",
             inapplicable},
    PageCase{"AriaHidden", "<div aria-hidden=true><a href=/></a></div>", inapplicable},
    PageCase{"InATemplate", "<template><a href=/></a></template>", inapplicable},
    PageCase{"InNoscript", "<noscript><a href=/></a></noscript>", inapplicable},
    PageCase{"RoleButton", "<a href=/ role=button></a>", inapplicable},
    PageCase{"AreaWithAlt",
             "<img src=a usemap=#m alt=Plan><map name=m><area href=/ alt=Nord></map>", passed},
    PageCase{"AreaWithoutAlt", "<img src=a usemap=#m alt=Plan><map name=m><area href=/></map>",
             failed},
    PageCase{"AreaOfNoImage", "<map name=m><area href=/></map>", inapplicable});

TEST(LinkNameRule, SaysThatAnImageWithoutAlternativeIsAllThereIs) {
  const Judgement judgement = judge("link-name", "<p>\n<a href=/x><img src=a.png></a>");
  ASSERT_EQ(judgement.findings.size(), 1U);
  EXPECT_EQ(judgement.findings[0].line, 2U);
  EXPECT_EQ(judgement.findings[0].act, References{"c487ae"});
  EXPECT_NE(judgement.findings[0].message.find("image"), std::string_view::npos);
}

}  // namespace
}  // namespace vigie::rules
