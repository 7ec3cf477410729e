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
    ImageAlt, "image-alt", PageCase{"Alt", "<img src=a.png alt='Blason de la ville'>", passed},
    PageCase{"AriaLabel", "<img src=a.png aria-label=Blason>", passed},
    PageCase{"Title", "<img src=a.png title=Blason>", passed},
    PageCase{"LabelledByText", "<p id=t>Blason</p><img src=a.png aria-labelledby=t>", passed},
    PageCase{"RoleImg", "<i role=img aria-label=Téléphone></i>", passed},
    PageCase{"EmptyAltAndAriaLabel", "<img src=a alt='' aria-label=Blason>", passed},
    PageCase{"NoAlternative", "<img src=a.png>", failed},
    PageCase{"SpacesAreNoName", "<img src=a.png alt='  '>", failed},
    PageCase{"RoleImgWithoutName", "<div role=img></div>", failed},
    PageCase{"AltOnAnotherElementIsNone", "<div role=img alt=x></div>", failed},
    PageCase{"PresentationDoesNotCountOnAFocusableOne", "<img src=a role=none tabindex=0>", failed},
    PageCase{"InAButtonToo", "<button><img src=a.png>Chercher</button>", failed},
    PageCase{"LabelledByNothing", "<img src=a.png aria-labelledby=t>", failed},
    PageCase{"LabelMayComeByScript", "<img src=a aria-labelledby=t><script>f()</script>",
             cant_tell},
    PageCase{"CaptionMayDo", "<figure><img src=a><figcaption>Blason</figcaption></figure>",
             cant_tell},
    PageCase{"EmptyCaptionDoesNot", "<figure><img src=a><figcaption></figcaption></figure>",
             failed},
    PageCase{"RoleAgainstEmptyAlt", "<img src=a alt='' role=img>", cant_tell},
    PageCase{"EmptyAltIsDecor", "<img src=trait.png alt=''>", inapplicable},
    PageCase{"EmptyAltWithTitleIsDecor", "<img src=trait.png alt='' title=x>", inapplicable},
    PageCase{"RoleNone", "<img src=trait.png role=none>", inapplicable},
    PageCase{"AriaHidden", "<img src=a.png aria-hidden=true>", inapplicable},
    PageCase{"NotDisplayed", "<p style='display:none'><img src=a.png></p>", inapplicable},
    PageCase{"PixelInNoscript", "<noscript><img src=pixel.gif></noscript>", inapplicable},
    PageCase{"ImageAsALink", "<img src=a.png role=link tabindex=0>", inapplicable},
    PageCase{"ImageButton", "<input type=image src=a.png alt=Chercher>", passed},
    PageCase{"ImageButtonWithoutAlt", "<input type=image src=a.png>", failed},
    PageCase{"ImageButtonWithEmptyAlt", "<input type=image src=a.png alt=''>", failed},
    PageCase{"ValueIsNoAlternative", "<input type=image src=a.png value=Chercher>", failed},
    PageCase{"DrawingWithTitle", "<svg role=img><title>Plan</title><path d=M0></svg>", passed},
    PageCase{"DrawingWithText", "<svg role=img><text>Plan</text></svg>", failed},
    PageCase{"TitleNotItsOwn", "<svg role=img><g><title>Plan</title></g></svg>", failed},
    PageCase{"PartOfADrawing", "<svg><circle role=graphics-symbol r=4 /></svg>", failed},
    PageCase{"DrawingWithoutRole", "<svg><path d=M0></svg>", inapplicable},
    PageCase{"Object", "<object data=plan.png title=Plan></object>", passed},
    PageCase{"ObjectWithoutName", "<object type=image/png data=plan></object>", failed},
    PageCase{"ObjectWithOtherContent", "<object data=plan.png>Plan de la ville</object>",
             cant_tell},
    PageCase{"ObjectBesideALink", "<object data=plan.png></object> <a href=/>Plan</a>", cant_tell},
    PageCase{"ObjectThatIsNoImage", "<object data=rapport.pdf></object>", inapplicable});

TEST(ImageAltRule, NamesTheActRuleOfTheKindOfImage) {
  const auto act = [](std::string_view html) { return judge("image-alt", html).findings[0].act; };
  EXPECT_EQ(act("<img src=a>"), References{"23a2a8"});
  EXPECT_EQ(act("<input type=image src=a>"), References{"59796f"});
  EXPECT_EQ(act("<svg role=img></svg>"), References{"7d6734"});
  EXPECT_EQ(act("<object data=a.png></object>"), References{"8fc3b6"});
  EXPECT_EQ(act("<embed src=a.png>"), References{});
  EXPECT_EQ(act("<button><img src=a></button>"), References{});
}

}  // namespace
}  // namespace vigie::rules
