#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/dom/html_parser.h"
#include "crawler/response.h"
#include "crawler/url.h"
#include "judging.h"
#include "rules/finding.h"
#include "rules/page.h"
#include "rules/rule.h"

namespace vigie::rules {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Judgement judge_one(const Rule& rule, std::string_view html, Keep keep = Keep::all) {
  const auto url = crawler::Url::parse("https://mairie.example/");
  const dom::Document document = dom::parse_html(std::string(html));
  const crawler::Response response;
  return judge(std::array{&rule},
               {.url = *url, .response = response, .document = &document, .base_url = *url}, keep);
}

std::vector<dom::NodeId> paragraphs(const Page& page) {
  const auto found = page.document().elements(dom::Tag::p);
  return {found.begin(), found.end()};
}
Verdict fail(const Page&, dom::NodeId) { return {Outcome::failed, "no"}; }

Rule paragraphs_fail(Of of = Of::every_element, Needs needs = Needs::markup) {
  return {.info = {.id = "no-paragraph",
                   .theme = Theme::accessibility,
                   .title = "",
                   .severity = Severity::minor,
                   .needs = needs,
                   .act = {"abcdef"}},
          .checks = ElementChecks{.targets = paragraphs, .judge = fail, .of = of}};
}

TEST(Judge, TurnsATargetIntoEvidence) {
  const Judgement judgement = judge_one(paragraphs_fail(), "<div>\n<p class=x>Bonjour</p></div>");
  ASSERT_THAT(judgement.findings, SizeIs(1));
  const Finding& finding = judgement.findings[0];
  EXPECT_EQ(finding.rule, "no-paragraph");
  EXPECT_EQ(finding.outcome, Outcome::failed);
  EXPECT_EQ(finding.selector, "html > body > div > p");
  EXPECT_EQ(finding.line, 2U);
  EXPECT_TRUE(finding.snippet.starts_with("<p class=x>")) << finding.snippet;
  EXPECT_THAT(finding.act, ElementsAre("abcdef"));
}

TEST(Judge, CallsARuleWithoutTargetInapplicable) {
  const Judgement judgement = judge_one(paragraphs_fail(), "<div></div>");
  EXPECT_THAT(judgement.outcomes[0].count, ElementsAre(0, 0, 0, 1));
  EXPECT_EQ(judgement.findings[0].selector, "");
}

TEST(Judge, KeepsProblemsOnlyUnlessAskedForAll) {
  EXPECT_THAT(judge_one(paragraphs_fail(), "<div></div>", Keep::problems).findings, IsEmpty());
}

TEST(Judge, LeavesOutTargetsThatNobodyReaches) {
  const Judgement judgement =
      judge_one(paragraphs_fail(Of::exposed_elements), "<p hidden>a</p><p>b</p>");
  EXPECT_THAT(judgement.outcomes[0].count, ElementsAre(0, 1, 0, 0));
}

TEST(Judge, DoubtsAFailureThatAStyleSheetMayHide) {
  const Judgement judgement =
      judge_one(paragraphs_fail(Of::exposed_elements), "<style>p{display:none}</style><p>a</p>");
  EXPECT_THAT(judgement.outcomes[0].count, ElementsAre(0, 0, 1, 0));
}

TEST(Judge, CannotTellWithoutABrowserWhatNeedsOne) {
  const Judgement judgement =
      judge_one(paragraphs_fail(Of::every_element, Needs::layout), "<p>a</p>");
  EXPECT_THAT(judgement.outcomes[0].count, ElementsAre(0, 0, 1, 0));
}

TEST(Judge, DescribesAThousandFindingsAndCountsAll) {
  std::string html;
  for (int paragraph = 0; paragraph < 1500; ++paragraph) html += "<p>";
  const Judgement judgement = judge_one(paragraphs_fail(), html);
  EXPECT_THAT(judgement.findings, SizeIs(1000));
  EXPECT_THAT(judgement.outcomes[0].count, ElementsAre(0, 1500, 0, 0));
}

TEST(Judge, ListsEveryPageRuleOnceInTheCataloguesOrder) {
  const Judgement judgement = judge_all({.body = "<p>Bonjour"});
  std::vector<std::string_view> rules;
  for (const OutcomeCounts& counts : judgement.outcomes) rules.push_back(counts.rule);
  EXPECT_THAT(rules,
              ElementsAre("page-language", "page-title", "image-alt", "link-name", "button-name",
                          "field-label", "iframe-title", "viewport-zoom", "duplicate-id", "hsts",
                          "csp-present", "content-type-options", "clickjacking", "referrer-policy",
                          "cookie-flags", "mixed-content"));
}

TEST(Judge, SaysNothingOfElementsWhereThereIsNoDocument) {
  const Judgement judgement = judge_all({.is_html = false});
  EXPECT_THAT(judgement.findings, IsEmpty());
  EXPECT_THAT(judgement.outcomes[0].count, ElementsAre(0, 0, 0, 1));
}

}  // namespace
}  // namespace vigie::rules
