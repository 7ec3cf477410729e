#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "header_case.h"
#include "judging.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::rules {
namespace {

using enum Outcome;

constexpr const char* kPolicy = "Referrer-Policy";

VIGIE_HEADER_CASES(
    ReferrerPolicy, "referrer-policy",
    HeaderCase{
        "StrictOriginWhenCrossOrigin", {{kPolicy, "strict-origin-when-cross-origin"}}, passed},
    HeaderCase{"WhateverItsCase", {{kPolicy, "No-Referrer"}}, passed},
    HeaderCase{"OriginTellsNoPage", {{kPolicy, "origin"}}, passed},
    HeaderCase{"LastKnownCounts", {{kPolicy, "unsafe-url, same-origin, future-policy"}}, passed},
    HeaderCase{"LastLineCounts", {{kPolicy, "unsafe-url"}, {kPolicy, "same-origin"}}, passed},
    HeaderCase{"Meta", {}, passed, "<meta name=Referrer content=' NO-REFERRER '>"},
    HeaderCase{"MetaComesAfterTheHeader",
               {{kPolicy, "unsafe-url"}},
               passed,
               "<meta name=referrer content=same-origin>"},
    HeaderCase{"LastMetaCounts",
               {},
               failed,
               "<meta name=referrer content=no-referrer><meta name=referrer content=always>"},
    HeaderCase{"UnsafeUrl", {{kPolicy, "unsafe-url"}}, failed},
    HeaderCase{"NoReferrerWhenDowngrade", {{kPolicy, "no-referrer-when-downgrade"}}, failed},
    HeaderCase{"UnsafeLast", {{kPolicy, "no-referrer, unsafe-url"}}, failed},
    HeaderCase{"Missing", {}, failed}, HeaderCase{"Unknown", {{kPolicy, "none"}}, failed},
    HeaderCase{"Semicolons", {{kPolicy, "no-referrer; same-origin"}}, failed},
    HeaderCase{"UnknownMetaLeavesTheHeader",
               {{kPolicy, "no-referrer"}},
               passed,
               "<meta name=referrer content=''>"});

}  // namespace
}  // namespace vigie::rules
