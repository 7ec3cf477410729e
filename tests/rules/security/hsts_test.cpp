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

constexpr const char* kHsts = "Strict-Transport-Security";

VIGIE_HEADER_CASES(
    Hsts, "hsts",
    HeaderCase{"AYear", {{kHsts, "max-age=31536000; includeSubDomains; preload"}}, passed},
    HeaderCase{"SixMonths", {{kHsts, "max-age=15552000"}}, passed},
    HeaderCase{"OneSecondLess", {{kHsts, "max-age=15551999"}}, failed},
    HeaderCase{"Quoted", {{kHsts, "max-age=\"31536000\""}}, passed},
    HeaderCase{"SpacesAndCase", {{"strict-transport-security", " MAX-AGE = 31536000 ;; "}}, passed},
    HeaderCase{"UnknownDirective", {{kHsts, "x=\"a;max-age=1\"; max-age=31536000"}}, passed},
    HeaderCase{"NoBoundOnTheNumber", {{kHsts, "max-age=99999999999999999999999"}}, passed},
    HeaderCase{"FirstHeaderCounts", {{kHsts, "max-age=31536000"}, {kHsts, "max-age=0"}}, passed},
    HeaderCase{"SecondHeaderDoesNot", {{kHsts, "max-age=0"}, {kHsts, "max-age=31536000"}}, failed},
    HeaderCase{"Missing", {}, failed}, HeaderCase{"Empty", {{kHsts, ""}}, failed},
    HeaderCase{"ZeroTurnsItOff", {{kHsts, "max-age=0"}}, failed},
    HeaderCase{"NoMaxAge", {{kHsts, "includeSubDomains"}}, failed},
    HeaderCase{"MaxAgeWithoutNumber", {{kHsts, "max-age="}}, failed},
    HeaderCase{"NotANumber", {{kHsts, "max-age=1 year"}}, failed},
    HeaderCase{"TwiceMaxAge", {{kHsts, "max-age=31536000; max-age=31536000"}}, failed},
    HeaderCase{"CommaIsNoSeparator", {{kHsts, "max-age=31536000, includeSubDomains"}}, failed},
    HeaderCase{"IgnoredOverHttp", {}, inapplicable, "<p>", "http://mairie.example/"},
    HeaderCase{"IgnoredForAddresses", {}, inapplicable, "<p>", "https://192.0.2.1:8443/"},
    HeaderCase{"IgnoredForIpv6", {}, inapplicable, "<p>", "https://[2001:db8::1]/"});

}  // namespace
}  // namespace vigie::rules
