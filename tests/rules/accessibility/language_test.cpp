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
    PageLanguage, "page-language", PageCase{"French", "<html lang=fr><p>Bonjour", passed},
    PageCase{"Region", "<html lang=fr-FR>", passed},
    PageCase{"WhateverItsCase", "<html lang=FR>", passed},
    PageCase{"ThreeLettersWhereTwoExist", "<html lang=bre>", failed},
    PageCase{"RegionalLanguage", "<html lang=br>", passed},
    PageCase{"LanguageOfThreeLetters", "<html lang=gsw>", passed},
    PageCase{"PrivateUse", "<html lang=qaa>", passed},
    PageCase{"Missing", "<!doctype html><html><p>Bonjour", failed},
    PageCase{"HtmlNotWritten", "<p>Bonjour", failed}, PageCase{"Empty", "<html lang=''>", failed},
    PageCase{"Blank", "<html lang=' '>", failed},
    PageCase{"XmlLangAloneDoesNotCount", "<html xml:lang=fr>", failed},
    PageCase{"OnTheBodyAloneIsTooLate", "<html><body lang=fr>Bonjour", failed},
    PageCase{"NameOfTheLanguage", "<html lang=french>", failed},
    PageCase{"UnknownSubtag", "<html lang=fx-FR>", failed},
    PageCase{"Underscore", "<html lang=fr_FR>", failed},
    PageCase{"Grandfathered", "<html lang=i-lux>", failed},
    PageCase{"SpacesAroundAreNotSure", "<html lang=' fr '>", cant_tell},
    PageCase{"ScriptsMayYetSayIt", "<html><div id=app></div><script src=a.js></script>", cant_tell},
    PageCase{"ScriptsBesideTextAreNoExcuse", "<html><p>Bonjour<script src=a.js></script>", failed});

TEST(PageLanguageRule, NamesOnlyTheActRuleThatTheOutcomeDecides) {
  EXPECT_EQ(judge("page-language", "<html>").findings[0].act, References{"b5c3f8"});
  EXPECT_EQ(judge("page-language", "<html lang=xx>").findings[0].act, References{"bf051a"});
  EXPECT_EQ(judge("page-language", "<html lang=fr>").findings[0].act,
            (References{"b5c3f8", "bf051a"}));
}

}  // namespace
}  // namespace vigie::rules
