#include "reports/formats/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <initializer_list>
#include <sstream>
#include <string>
#include <string_view>

#include "reports/formats/sink.h"
#include "reports/formats/terminal_text.h"
#include "reports/formats/utf8.h"
#include "reports/formats/writer.h"
#include "reports/locale/texts.h"
#include "reports/run.h"
#include "tests/reports/fake_run.h"

namespace vigie::reports {
namespace {

using testing::HasSubstr;
using testing::Not;

Report report_of(const Run& run) {
  return {.run = run,
          .texts = Texts(Language::english),
          .rule = town_rule,
          .verdict = Verdict{.exit_code = 1,
                             .meaning = "a threshold, budget or baseline is violated",
                             .reasons = {{"{0} rules fail", {"2"}}}}};
}

std::string text_of(const Report& report) {
  StringSink sink;
  EXPECT_TRUE(write_text(report, sink));
  return sink.text();
}

// Each of the texts is there, in this order.
void expect_in_order(const std::string& text, std::initializer_list<std::string_view> parts) {
  std::size_t at = 0;
  for (const std::string_view part : parts) {
    const std::size_t found = text.find(part, at);
    ASSERT_NE(found, std::string::npos) << "“" << part << "” does not follow in:\n" << text;
    at = found + part.size();
  }
}

TEST(TextReport, GoesFromWhatWasAuditedToTheVerdict) {
  const FakeRun run = town_run();
  expect_in_order(
      text_of(report_of(run)),
      {"Bourg-sur-Loire", "4 pages answered", "What fails, and where to mend it", "What passes",
       "Page load", "What could not be measured", "Since the audit of",
       "Verdict: a threshold, budget or baseline is violated (exit code 1)", "2 rules fail"});
}

TEST(TextReport, NamesTheWorstFirstWithTheirPlaces) {
  const FakeRun run = town_run();
  expect_in_order(
      text_of(report_of(run)),
      {"critical", "Images that carry information", "13 findings on 12 pages", "/actualites/*",
       "/actualites/marche-de-noel", "112", "main > article > img:nth-of-type(2)",
       "To mend it: Say in alt", "image-alt · WCAG 1.1.1 · RGAA 1.1.1 · ACT 23a2a8", "serious",
       "Links lead to pages that exist", "moderate"});
}

TEST(TextReport, KeepsWhatCannotBeToldApartFromFailures) {
  const FakeRun run = town_run();
  expect_in_order(text_of(report_of(run)), {"What a person must decide",
                                            "“legende” that should name the image", "What passes"});
}

TEST(TextReport, NamesARuleAsPassedOnlyWhenItFailsNowhere) {
  const FakeRun run = town_run();
  const std::string text = text_of(report_of(run));
  EXPECT_THAT(text, HasSubstr("✓ Links have a name (58 pages)"));
  EXPECT_THAT(text, Not(HasSubstr("✓ Images that carry")));
}

TEST(TextReport, GivesMediansAndTailsOfPageLoad) {
  const FakeRun run = town_run();
  expect_in_order(text_of(report_of(run)),
                  {"median", "75%", "95%", "First byte", "142\u00a0ms", "388\u00a0ms",
                   "1.25\u00a0s", "Slowest", "/demarches/passeport", "/equipements/piscine"});
}

TEST(TextReport, SaysWhyAPortalWasNotReachedAndWhatToTry) {
  const FakeRun run = unreached_run();
  expect_in_order(text_of(report_of(run)),
                  {"0 pages answered", "interrupted",
                   "nulle-part.example: not audited: the host name does not resolve (dns)",
                   "check the spelling and the DNS", "No page was read."});
}

TEST(TextReport, IsNotGreenWhenNothingWasRead) {
  const FakeRun run = unreached_run();
  EXPECT_THAT(text_of(report_of(run)), Not(HasSubstr("No rule found a failure")));
}

TEST(TextReport, StaysWithinTheTerminalButForWordsThatDoNotFit) {
  const FakeRun run = town_run();
  Report report = report_of(run);
  report.width = 60;
  std::istringstream lines(text_of(report));
  for (std::string line; std::getline(lines, line);) {
    const std::string_view last_word = std::string_view(line).substr(line.rfind(' ') + 1);
    EXPECT_TRUE(columns(line) <= 60 || columns(last_word) > 40) << line;
  }
}

TEST(TextReport, WritesNoEscapeSequenceWithoutColour) {
  const FakeRun run = hostile_run("\x1b[31m\u009b2J\r\n\a\u202e");
  each_character(text_of(report_of(run)), [&](char32_t character, std::string_view) {
    EXPECT_TRUE(character == '\n' || !steers(character)) << static_cast<unsigned>(character);
    return true;
  });
}

TEST(TextReport, ColoursOnlyWithItsOwnSequences) {
  const FakeRun run = hostile_run("\x1b]0;owned\a");
  Report report = report_of(run);
  report.colour = true;
  std::string text = text_of(report);
  EXPECT_THAT(text, HasSubstr("\x1b[1m"));
  for (const std::string_view ours :
       {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[33m", "\x1b[32m"})
    for (std::size_t at = 0; (at = text.find(ours)) != std::string::npos;)
      text.erase(at, ours.size());
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST(TextReport, HasNoMoreLinesForATextThatHoldsLineEnds) {
  const auto lines = [](const FakeRun& run) {
    const std::string text = text_of(report_of(run));
    return std::count(text.begin(), text.end(), '\n');
  };
  EXPECT_EQ(lines(hostile_run("a\nb")), lines(hostile_run("a_b_c")));
}

TEST(TextReport, IsTheSameEachTime) {
  const FakeRun run = town_run();
  EXPECT_EQ(text_of(report_of(run)), text_of(report_of(run)));
}

TEST(TextReport, FailsOnAFullDisk) {
  const FakeRun run = town_run();
  FileSink sink("/dev/full");
  const auto written = write_text(report_of(run), sink);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().error, ENOSPC);
}

}  // namespace
}  // namespace vigie::reports
