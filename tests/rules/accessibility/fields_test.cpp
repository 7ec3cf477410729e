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
    FieldLabel, "field-label", PageCase{"LabelFor", "<label for=n>Nom</label><input id=n>", passed},
    PageCase{"LabelAround", "<label>Nom <input></label>", passed},
    PageCase{"LabelAfter", "<input type=checkbox id=c><label for=c>J’accepte</label>", passed},
    PageCase{"AriaLabel", "<select aria-label=Commune><option>A</select>", passed},
    PageCase{"AriaLabelledby", "<b id=t>Nom</b><textarea aria-labelledby=t></textarea>", passed},
    PageCase{"Title", "<input type=search title=Rechercher>", passed},
    PageCase{"HiddenLabelCounts", "<label for=n hidden>Nom</label><input id=n>", passed},
    PageCase{"NamedFromContentByItsRole", "<div role=checkbox tabindex=0>Oui</div>", passed},
    PageCase{"LabelWithAnImage", "<label for=n><img src=a alt=Nom></label><input id=n>", passed},
    PageCase{"NoLabel", "<p>Nom</p><input>", failed},
    PageCase{"DisabledCounts", "<input disabled>", failed},
    PageCase{"NoRoleStillAField", "<input type=password>", failed},
    PageCase{"LabelForAnother", "<label for=x>Nom</label><input id=n>", failed},
    PageCase{"LabelHoldsItsFieldAlone", "<label><input></label>", failed},
    PageCase{"LabelAroundIsForTheFirst", "<label>Nom <input><input></label>", failed},
    PageCase{"LabelDoesNotReachARole", "<label>Nom <div role=textbox></div></label>", failed},
    PageCase{"EmptyLabel", "<label for=n></label><input id=n>", failed},
    PageCase{"PlaceholderAloneIsNoLabel", "<input placeholder=Nom>", failed},
    PageCase{"TextboxTakesNoNameFromContent", "<div role=textbox>Nom</div>", failed},
    PageCase{"ReferenceMayComeByScript",
             "<input aria-labelledby=t placeholder=Nom><script>f()</script>", cant_tell},
    PageCase{"HiddenType", "<input type=hidden name=csrf>", inapplicable},
    PageCase{"SubmitIsNoField", "<input type=submit>", inapplicable},
    PageCase{"RoleOfAButton", "<input type=checkbox role=button>", inapplicable},
    PageCase{"Hidden", "<form hidden><input></form>", inapplicable});

TEST(FieldLabelRule, AccusesAPlaceholderAloneByTheRgaaOnly) {
  const Judgement judgement = judge("field-label", "<input placeholder=Nom>");
  ASSERT_EQ(judgement.findings.size(), 1U);
  EXPECT_TRUE(judgement.findings[0].act.empty());
}

TEST(FieldLabelRule, DoesNotTakeTheValueOfAFieldForItsOwnLabel) {
  EXPECT_EQ(worst(judge("field-label", "<label><input value=Paris></label>")), failed);
}

TEST(FieldLabelRule, CountsTheValueOfAnotherFieldInALabel) {
  EXPECT_EQ(
      worst(judge("field-label", "<label for=a><input value=3 aria-label=n></label><input id=a>")),
      passed);
}

}  // namespace
}  // namespace vigie::rules
