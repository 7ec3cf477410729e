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

VIGIE_HEADER_CASES(
    CspPresent, "csp-present", HeaderCase{"Header", {{kCsp, "default-src 'self'"}}, passed},
    HeaderCase{"Meta",
               {},
               passed,
               "<head><meta http-equiv=content-security-policy content=\"script-src 'self'\">"},
    HeaderCase{"SecondOfAList", {{kCsp, ", default-src 'self'"}}, passed},
    HeaderCase{"Missing", {}, failed}, HeaderCase{"Empty", {{kCsp, " ; "}}, failed},
    HeaderCase{"UnknownDirectivesOnly", {{kCsp, "defaut-src 'self'"}}, failed},
    HeaderCase{
        "OnlyReported", {{"Content-Security-Policy-Report-Only", "default-src 'self'"}}, failed},
    HeaderCase{"MetaAfterATrackingPixel",
               {},
               passed,
               "<head><noscript><img src=p></noscript>"
               "<meta http-equiv=content-security-policy content=\"script-src 'self'\">"},
    HeaderCase{"MetaInTheBody",
               {},
               failed,
               "<body><meta http-equiv=content-security-policy content=\"script-src 'self'\">"},
    HeaderCase{"MetaThatOnlySaysWhatItCannot",
               {},
               failed,
               "<meta http-equiv=content-security-policy content=\"frame-ancestors 'none'\">"},
    HeaderCase{"MetaCannotOnlyReport",
               {},
               failed,
               "<meta http-equiv=content-security-policy-report-only content=\"img-src 'self'\">"});

TEST(CspPresentRule, SaysNothingOfWhatIsNoHtml) {
  EXPECT_EQ(worst(judge("csp-present", Sent{.is_html = false})), inapplicable);
}

}  // namespace
}  // namespace vigie::rules
