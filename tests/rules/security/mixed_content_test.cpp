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

VIGIE_HEADER_CASES(
    MixedContent, "mixed-content",
    HeaderCase{"Relative", {}, passed, "<script src=a.js></script><img src=//cdn.example/a.png>"},
    HeaderCase{"Script", {}, failed, "<script src=http://a.example/a.js></script>"},
    HeaderCase{"WhateverItsCase", {}, failed, "<script src=' HTTP://a.example/a.js'></script>"},
    HeaderCase{"Stylesheet", {}, failed, "<link rel=StyleSheet href=http://a.example/a.css>"},
    HeaderCase{"Frame", {}, failed, "<iframe src=http://a.example/></iframe>"},
    HeaderCase{"Image", {}, failed, "<img src=http://a.example/a.png alt=''>"},
    HeaderCase{"SecondOfASet", {}, failed, "<img srcset='a.png 1x, http://a.example/b.png 2x'>"},
    HeaderCase{"Video", {}, failed, "<video><source src=http://a.example/a.mp4></video>"},
    HeaderCase{"FormAction", {}, failed, "<form action=http://a.example/></form>"},
    HeaderCase{"ByBase", {}, failed, "<base href=http://a.example/><img src=a.png>"},
    HeaderCase{"LinksAreNoContent", {}, passed, "<a href=http://a.example/>x</a>"},
    HeaderCase{"CanonicalIsNotLoaded", {}, passed, "<link rel=canonical href=http://a.example/>"},
    HeaderCase{"SrcdocWins", {}, passed, "<iframe src=http://a.example/ srcdoc=x></iframe>"},
    HeaderCase{"ThisMachine", {}, passed, "<img src=http://localhost:8080/a.png>"},
    HeaderCase{"InATemplate", {}, passed, "<template><img src=http://a.example/></template>"},
    HeaderCase{
        "InNoscript", {}, passed, "<body><noscript><p><img src=http://a.example/></p></noscript>"},
    HeaderCase{"UpgradedByThePolicy",
               {{"Content-Security-Policy", "upgrade-insecure-requests"}},
               passed,
               "<script src=http://a.example/a.js></script>"},
    HeaderCase{"UpgradedByMeta",
               {},
               passed,
               "<meta http-equiv=Content-Security-Policy content=upgrade-insecure-requests>"
               "<script src=http://a.example/a.js></script>"},
    HeaderCase{"HttpPage",
               {},
               inapplicable,
               "<script src=http://a.example/a.js></script>",
               "http://mairie.example/"});

TEST(MixedContentRule, NamesEachAddress) {
  const Judgement judgement = judge(
      "mixed-content", Sent{.body = "<img src=http://a.example/1>\n<img src=http://a.example/2>"});
  ASSERT_EQ(judgement.findings.size(), 2U);
  EXPECT_EQ(judgement.findings[1].where, "http://a.example/2");
  EXPECT_EQ(judgement.findings[1].line, 2U);
  EXPECT_FALSE(judgement.findings[1].selector.empty());
}

}  // namespace
}  // namespace vigie::rules
