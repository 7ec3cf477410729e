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

constexpr const char* kOptions = "X-Content-Type-Options";

VIGIE_HEADER_CASES(ContentTypeOptions, "content-type-options",
                   HeaderCase{"Nosniff", {{kOptions, "nosniff"}}, passed},
                   HeaderCase{"WhateverItsCase", {{kOptions, "NoSniff"}}, passed},
                   HeaderCase{"Repeated", {{kOptions, "nosniff"}, {kOptions, "nosniff"}}, passed},
                   HeaderCase{"FirstDecides", {{kOptions, "nosniff, other"}}, passed},
                   HeaderCase{"FirstIsUnknown", {{kOptions, "other, nosniff"}}, failed},
                   HeaderCase{"Missing", {}, failed}, HeaderCase{"Empty", {{kOptions, ""}}, failed},
                   HeaderCase{"Quoted", {{kOptions, "\"nosniff\""}}, failed});

}  // namespace
}  // namespace vigie::rules
