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
    IframeTitle, "iframe-title",
    PageCase{"Title", "<iframe src=/plan title='Plan de la mairie'></iframe>", passed},
    PageCase{"NoTitle", "<iframe src=/plan></iframe>", failed},
    PageCase{"BlankTitle", "<iframe src=/plan title=' '></iframe>", failed},
    PageCase{"NameIsNoTitle", "<iframe src=/plan name=Plan></iframe>", failed},
    PageCase{"OldFrame", "<frameset><frame src=/plan></frameset>", failed},
    PageCase{"OldFrameWithTitle", "<frameset><frame src=/plan title=Plan></frameset>", passed},
    PageCase{"OutOfTabOrder", "<iframe src=/plan tabindex=-1></iframe>", failed},
    PageCase{"AriaLabelIsNoTitleForTheRgaa", "<iframe src=/plan aria-label=Plan></iframe>",
             cant_tell},
    PageCase{"AriaLabelBesideATitle", "<iframe src=/ aria-label=Plan title=Plan></iframe>", passed},
    PageCase{"MarkedAsPresentational", "<iframe src=/plan role=none></iframe>", cant_tell},
    PageCase{"AriaHidden", "<iframe src=/plan aria-hidden=true></iframe>", inapplicable},
    PageCase{"NotDisplayed", "<iframe src=/ style='display:none'></iframe>", inapplicable},
    PageCase{"InNoscript", "<noscript><iframe src=/></iframe></noscript>", inapplicable});

TEST(IframeTitleRule, LeavesFramesOutOfTabOrderToTheRgaa) {
  EXPECT_TRUE(judge("iframe-title", "<iframe src=/ tabindex=-1></iframe>").findings[0].act.empty());
  EXPECT_EQ(judge("iframe-title", "<iframe src=/></iframe>").findings[0].act, References{"cae760"});
}

}  // namespace
}  // namespace vigie::rules
