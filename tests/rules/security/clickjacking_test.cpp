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

constexpr const char* kCsp = "Content-Security-Policy";
constexpr const char* kOptions = "X-Frame-Options";

VIGIE_HEADER_CASES(
    Clickjacking, "clickjacking", HeaderCase{"Deny", {{kOptions, "DENY"}}, passed},
    HeaderCase{"Sameorigin", {{kOptions, "sameorigin"}}, passed},
    HeaderCase{"RepeatedEqually", {{kOptions, "DENY"}, {kOptions, "deny"}}, passed},
    HeaderCase{"FrameAncestorsNone", {{kCsp, "frame-ancestors 'none'"}}, passed},
    HeaderCase{"FrameAncestorsEmptyIsNone", {{kCsp, "frame-ancestors"}}, passed},
    HeaderCase{"FrameAncestorsNamesSites",
               {{kCsp, "default-src *; Frame-Ancestors 'self' https://*.mairie.example"}},
               passed},
    HeaderCase{
        "FrameAncestorsWins", {{kCsp, "frame-ancestors 'self'"}, {kOptions, "ALLOWALL"}}, passed},
    HeaderCase{"OneOfTwoPoliciesLimits",
               {{kCsp, "frame-ancestors *"}, {kCsp, "frame-ancestors 'self'"}},
               passed},
    HeaderCase{"Missing", {}, failed},
    HeaderCase{"AllowFromIsObsolete", {{kOptions, "ALLOW-FROM https://region.example"}}, failed},
    HeaderCase{"Unknown", {{kOptions, "ALLOWALL"}}, failed},
    HeaderCase{"Empty", {{kOptions, ""}}, failed},
    HeaderCase{
        "FrameAncestorsOfAllWins", {{kCsp, "frame-ancestors *"}, {kOptions, "DENY"}}, failed},
    HeaderCase{"FrameAncestorsOfAScheme", {{kCsp, "frame-ancestors https:"}}, failed},
    HeaderCase{"OnlyReported",
               {{"Content-Security-Policy-Report-Only", "frame-ancestors 'none'"}},
               failed},
    HeaderCase{"MetaCannot",
               {},
               failed,
               "<meta http-equiv=content-security-policy content=\"frame-ancestors 'none'\">"},
    HeaderCase{"DefaultSrcDoesNotReachIt", {{kCsp, "default-src 'none'"}}, failed},
    HeaderCase{"Contradicting", {{kOptions, "DENY"}, {kOptions, "SAMEORIGIN"}}, cant_tell});

}  // namespace
}  // namespace vigie::rules
