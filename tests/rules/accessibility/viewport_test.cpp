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
    ViewportZoom, "viewport-zoom",
    PageCase{"NothingAboutZoom", "<meta name=viewport content='width=device-width'>", inapplicable},
    PageCase{"NoViewport", "<meta name=description content='user-scalable=no'>", inapplicable},
    PageCase{"NoValue", "<meta name=viewport content='user-scalable'>", inapplicable},
    PageCase{"Scalable", "<meta name=viewport content='user-scalable=yes'>", passed},
    PageCase{"NotScalable", "<meta name=viewport content='user-scalable=no'>", failed},
    PageCase{"WhateverItsCase", "<META NAME=Viewport CONTENT='User-Scalable=NO'>", failed},
    PageCase{"Zero", "<meta name=viewport content='width=1,user-scalable=0'>", failed},
    PageCase{"One", "<meta name=viewport content='user-scalable=1'>", passed},
    PageCase{"MinusOne", "<meta name=viewport content='user-scalable=-1'>", passed},
    PageCase{"Half", "<meta name=viewport content='user-scalable=0.5'>", failed},
    PageCase{"UnknownWord", "<meta name=viewport content='user-scalable=maybe'>", failed},
    PageCase{"SpacesAround", "<meta name=viewport content='user-scalable = no'>", failed},
    PageCase{"Semicolons", "<meta name=viewport content='width=1;user-scalable=no;'>", failed},
    PageCase{"LastOfTwoCounts", "<meta name=viewport content='user-scalable=no,user-scalable=yes'>",
             passed},
    PageCase{"MaximumOfOne", "<meta name=viewport content='maximum-scale=1'>", failed},
    PageCase{"MaximumBelowTwo", "<meta name=viewport content='maximum-scale=1.99'>", failed},
    PageCase{"MaximumOfTwo", "<meta name=viewport content='maximum-scale=2.0'>", passed},
    PageCase{"MaximumWithTail", "<meta name=viewport content='maximum-scale=5x'>", passed},
    PageCase{"MaximumYesIsOne", "<meta name=viewport content='maximum-scale=yes'>", failed},
    PageCase{"MaximumNegativeIsIgnored", "<meta name=viewport content='maximum-scale=-1'>", passed},
    PageCase{"MaximumDeviceWidth", "<meta name=viewport content='maximum-scale=device-width'>",
             passed},
    PageCase{"InATemplate", "<template><meta name=viewport content='user-scalable=no'></template>",
             inapplicable},
    PageCase{"OverruledByALaterOne",
             "<meta name=viewport content='user-scalable=no'>"
             "<meta name=viewport content='width=device-width'>",
             cant_tell});

}  // namespace
}  // namespace vigie::rules
