// What the HTML report is made of, and that it would pass the audit it reports.
#include "reports/html/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"
#include "crawler/response.h"
#include "crawler/url.h"
#include "reports/formats/sink.h"
#include "reports/formats/writer.h"
#include "reports/locale/texts.h"
#include "rules/catalogue.h"
#include "rules/finding.h"
#include "rules/rule.h"
#include "tests/reports/fake_run.h"
#include "tests/reports/html/written.h"
#include "tests/support/temp_folder.h"

namespace vigie::reports {
namespace {

using dom::Document;
using dom::NodeId;
using testing::HasSubstr;
using testing::Not;

class HtmlReport : public testing::TestWithParam<Language> {
 protected:
  std::string html = html_of(town_run(), GetParam());
  Document page = dom::parse_html(html);

  std::vector<NodeId> named(std::string_view tag) const {
    std::vector<NodeId> nodes;
    for (const NodeId node : page.elements())
      if (page.tag_name(node) == tag) nodes.push_back(node);
    return nodes;
  }
  std::string attribute(NodeId node, std::string_view name) const {
    return std::string(page.attribute(node, name).value_or(""));
  }
};
INSTANTIATE_TEST_SUITE_P(In, HtmlReport, testing::Values(Language::english, Language::french),
                         [](const auto& test) {
                           return test.param == Language::french ? "French" : "English";
                         });

TEST_P(HtmlReport, SaysItsLanguageAndTitle) {
  EXPECT_EQ(attribute(page.html(), "lang"), GetParam() == Language::french ? "fr" : "en");
  EXPECT_THAT(page.text_content(named("title").front()), HasSubstr("Bourg-sur-Loire"));
}

TEST_P(HtmlReport, HasOneFirstHeadingAndSkipsNoLevel) {
  int level = 0;
  for (const NodeId node : page.elements()) {
    const std::string_view tag = page.tag_name(node);
    if (tag.size() != 2 || tag[0] != 'h' || tag[1] < '1' || tag[1] > '6') continue;
    const int next = tag[1] - '0';
    EXPECT_LE(next, level + 1) << page.text_content(node);
    level = next;
  }
  EXPECT_EQ(named("h1").size(), 1U);
}

TEST_P(HtmlReport, GivesEachIdOnce) {
  std::set<std::string> ids;
  for (const NodeId node : page.elements())
    if (const auto id = page.attribute(node, "id")) {
      EXPECT_TRUE(ids.insert(std::string(*id)).second) << *id;
    }
}

TEST_P(HtmlReport, LinksAndLabelsPointToWhatIsThere) {
  for (const NodeId node : page.elements()) {
    const std::string href = attribute(node, "href");
    if (href.starts_with('#')) {
      EXPECT_NE(page.by_id(href.substr(1)), dom::kNoNode) << href;
    }
    for (const char* reference : {"aria-labelledby", "aria-describedby"})
      if (const auto id = page.attribute(node, reference)) {
        EXPECT_NE(page.by_id(*id), dom::kNoNode) << *id;
      }
  }
}

TEST_P(HtmlReport, GivesEachTableACaptionAndHeadersWithTheirScope) {
  EXPECT_GE(named("table").size(), 6U);
  EXPECT_EQ(named("caption").size(), named("table").size());
  for (const NodeId caption : named("caption"))
    EXPECT_EQ(page.tag_name(page.parent(caption)), "table");
  for (const NodeId header : named("th"))
    EXPECT_THAT(attribute(header, "scope"), testing::AnyOf("col", "row"));
}

TEST_P(HtmlReport, NamesItsChartAndGivesItsFigures) {
  const auto charts = named("svg");
  ASSERT_EQ(charts.size(), 1U);
  EXPECT_EQ(attribute(charts[0], "role"), "img");
  EXPECT_FALSE(page.text_content(page.by_id(attribute(charts[0], "aria-labelledby"))).empty());
  EXPECT_THAT(page.text_content(page.by_id(attribute(charts[0], "aria-describedby"))),
              HasSubstr("25"));  // per cent: one page of four in each of four classes
}

TEST_P(HtmlReport, BeginsWithASkipLink) {
  const auto links = named("a");
  EXPECT_EQ(attribute(links.front(), "href"), "#main");
  EXPECT_EQ(page.tag_name(page.by_id("main")), "main");
}

TEST_P(HtmlReport, LoadsNothingAndRunsNothing) {
  const std::set<std::string> forbidden = {"src",    "srcset", "style",      "data",
                                           "poster", "action", "background", "xlink:href"};
  for (const NodeId node : page.elements()) {
    for (const dom::Attribute& attribute : page.attributes(node)) {
      EXPECT_FALSE(forbidden.contains(std::string(attribute.name))) << attribute.name;
      EXPECT_FALSE(attribute.name.starts_with("on")) << attribute.name;
    }
    for (const char* tag : {"script", "link", "img", "iframe", "object", "embed", "base", "form"})
      EXPECT_NE(page.tag_name(node), tag);
  }
}

TEST_P(HtmlReport, LinksToPagesWithoutTellingThemWhence) {
  int outside = 0;
  for (const NodeId link : named("a")) {
    const std::string href = attribute(link, "href");
    if (href.starts_with('#')) continue;
    ++outside;
    EXPECT_TRUE(href.starts_with("https://") || href.starts_with("http://")) << href;
    EXPECT_EQ(attribute(link, "rel"), "noopener noreferrer");
  }
  EXPECT_GT(outside, 5);
}

TEST_P(HtmlReport, AllowsItsOwnStyleSheetAlone) {
  const std::string style = page.text_content(named("style").front());
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  ASSERT_EQ(EVP_Digest(style.data(), style.size(), digest.data(), &size, EVP_sha256(), nullptr), 1);
  std::array<unsigned char, 64> base64{};
  EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(size));
  std::string expected = "default-src 'none'; style-src 'sha256-";
  expected += reinterpret_cast<const char*>(base64.data());
  expected += "'; base-uri 'none'; form-action 'none'";
  bool found = false;
  for (const NodeId meta : named("meta")) found = found || attribute(meta, "content") == expected;
  EXPECT_TRUE(found) << expected;
}

TEST_P(HtmlReport, PassesTheRulesThatItReports) {
  std::vector<const rules::Rule*> rules;
  for (const rules::Rule& rule : rules::catalogue())
    if (rule.info.theme == rules::Theme::accessibility) rules.push_back(&rule);
  ASSERT_FALSE(rules.empty());
  const auto url = crawler::Url::parse("https://rapports.example/rapport.html");
  crawler::Response response;
  response.status = 200;
  const rules::Judgement judgement =
      rules::judge(rules, {.url = *url, .response = response, .document = &page, .base_url = *url});
  for (const rules::Finding& finding : judgement.findings)
    ADD_FAILURE() << finding.rule << ": " << finding.selector << ": " << finding.snippet;
}

TEST_P(HtmlReport, LeavesNoTemplateTagBehind) {
  EXPECT_THAT(html, Not(HasSubstr("{{")));
  EXPECT_THAT(html, Not(HasSubstr("}}")));
}

TEST_P(HtmlReport, IsTheSameEachTime) { EXPECT_EQ(html, html_of(town_run(), GetParam())); }

std::string text_of(const std::string& html) {
  const Document page = dom::parse_html(html);
  return page.text_content(page.body());
}

TEST(HtmlReportContents, GoFromTheVerdictToTheMethod) {
  const std::string text = text_of(html_of(town_run()));
  std::size_t at = 0;
  for (const char* part : {"Bourg-sur-Loire",
                           "Thresholds not met",
                           "2 rules fail",
                           "To mend first",
                           "What fails",
                           "critical",
                           "main > article > img:nth-of-type(2)",
                           "line\u00a0112",
                           "RGAA 1.1.1",
                           "What a person must decide",
                           "What passes",
                           "Links have a name",
                           "Page load",
                           "1.25\u00a0s",
                           "Slowest pages",
                           "Pages",
                           "/ancienne-page",
                           "Resources",
                           "cdn.statistiques.example",
                           "What changed",
                           "What could not be measured",
                           "robots.txt forbids it",
                           "How it was measured",
                           "--max-pages"}) {
    const std::size_t found = text.find(part, at);
    ASSERT_NE(found, std::string::npos) << part << " does not follow";
    at = found;
  }
}

TEST(HtmlReportContents, PutTheSameFaultOfManyPagesInOnePlace) {
  FakeRun run = town_run();
  FindingEntry logo = run.findings[1];
  run.findings.clear();
  for (int i = 0; i < 57; ++i) {
    logo.page = "https://www.bourg-sur-loire.example/p" + std::to_string(i);
    run.findings.push_back(logo);
  }
  const std::string text = text_of(html_of(run));
  EXPECT_THAT(text, HasSubstr("57 findings on 57 pages"));
  EXPECT_THAT(text, HasSubstr("and 52 more pages"));
  const std::size_t first = text.find(logo.selector);
  EXPECT_EQ(text.find(logo.selector, first + 1), std::string::npos);
}

TEST(HtmlReportContents, SayWhyNothingWasRead) {
  const std::string text = text_of(html_of(unreached_run()));
  EXPECT_THAT(text, HasSubstr("nulle-part.example: not audited: the host name does not resolve"));
  EXPECT_THAT(text, HasSubstr("The audit was interrupted: this report is partial."));
  EXPECT_THAT(text, Not(HasSubstr("No rule found a failure")));
}

TEST(HtmlReportContents, StayBoundedAndSayHowManyThereAre) {
  const std::string html = html_of(large_run(20'000));
  EXPECT_LT(html.size(), 600'000U);
  EXPECT_THAT(text_of(html), HasSubstr("The first 500 of 20,000 pages by address"));
}

TEST(HtmlReportContents, ShowWhatSteersInsteadOfObeyingIt) {
  const std::string html = html_of(hostile_run("a\u202eb\x1b[0m\u0007c"));
  EXPECT_THAT(html, HasSubstr("a\\u202eb\\x1b[0m\\x07c"));
  EXPECT_EQ(html.find('\x1b'), std::string::npos);
}

TEST(HtmlReportContents, FailOnAFullDisk) {
  const FakeRun run = town_run();
  FileSink sink("/dev/full");
  const auto written = write_html(
      {.run = run, .texts = Texts(Language::english), .rule = town_rule, .verdict = {}}, sink);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().error, ENOSPC);
}

// WCAG 2.1, relative luminance of "#rrggbb" or "#rgb".
double luminance(std::string hex) {
  if (hex.size() == 4) hex = {'#', hex[1], hex[1], hex[2], hex[2], hex[3], hex[3]};
  const double weights[] = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const double value = std::stoi(hex.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
    sum += weights[i] * (value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4));
  }
  return sum;
}
double contrast(const std::string& a, const std::string& b) {
  const auto [low, high] = std::minmax({luminance(a), luminance(b)});
  return (high + 0.05) / (low + 0.05);
}

TEST(HtmlReportStyle, GivesEveryTextEnoughContrastOnEveryBackground) {
  const std::string css = tests::read_text(VIGIE_SOURCE_DIR "/reports/html/report.css");
  std::set<std::string> texts, backgrounds = {"#ffffff"};
  const std::regex declaration(R"((^|[\s{;])(color|background):\s*(#[0-9a-f]{3,6})\b)");
  for (std::sregex_iterator it(css.begin(), css.end(), declaration), end; it != end; ++it)
    ((*it)[2] == "color" ? texts : backgrounds).insert((*it)[3]);
  ASSERT_GE(texts.size(), 5U);
  ASSERT_GE(backgrounds.size(), 5U);
  for (const std::string& text : texts)
    for (const std::string& background : backgrounds) {
      // White text stands on the badge of critical findings alone, and nothing else stands on that.
      const bool badge = text == "#fff" || background == "#a8201a";
      const double ratio = badge ? contrast("#ffffff", "#a8201a") : contrast(text, background);
      EXPECT_GE(ratio, 4.5) << text << " on " << background;
    }
}

}  // namespace
}  // namespace vigie::reports
