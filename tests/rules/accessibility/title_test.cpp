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
    PageTitle, "page-title", PageCase{"Titled", "<title>Mairie</title>", passed},
    PageCase{"InTheBody", "<body><p>x</p><title>Mairie</title>", passed},
    PageCase{"FirstCounts", "<title>Mairie</title><body><title></title>", passed},
    PageCase{"Missing", "<p>Bonjour", failed},
    PageCase{"Empty", "<title></title><p>Bonjour", failed},
    PageCase{"Blank", "<title> \n&nbsp;</title><p>Bonjour", failed},
    PageCase{"FirstIsEmpty", "<title></title><body>x<title>Mairie</title>", failed},
    PageCase{"OfADrawingIsNone", "<p>x<svg><title>Blason</title></svg>", failed},
    PageCase{"InATemplateIsNone", "<template><title>x</title></template><p>Bonjour", failed},
    PageCase{"InAFrameIsNone", "<p>x<iframe srcdoc='<title>x</title>'></iframe>", failed},
    PageCase{"ScriptsMayWriteIt", "<title></title><div id=app></div><script src=a.js></script>",
             cant_tell});

}  // namespace
}  // namespace vigie::rules
