// Pages made to exhaust the parser. Each is parsed in a child process, so that its memory can be
// told from that of the other tests; a parse that does not end is ended by the alarm.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"

// Sanitizers keep freed memory and shadow it: the bound on memory then says nothing.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define VIGIE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define VIGIE_SANITIZED 1
#endif
#endif
#ifndef VIGIE_SANITIZED
#define VIGIE_SANITIZED 0
#endif

namespace vigie::dom {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t time = 0; time < times; ++time) result += text;
  return result;
}

std::string numbered(std::size_t times,
                     const std::function<std::string(const std::string&)>& make) {
  std::string result;
  for (std::size_t time = 0; time < times; ++time) result += make(std::to_string(time));
  return result;
}

struct Outcome {
  bool ended = false;
  long grown_kib = 0;  // of the resident set, at its peak
  long milliseconds = 0;
  std::size_t elements = 0, dropped = 0;
};

long peak_kib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

Outcome measure(std::string page, const ParseOptions& options) {
  using Clock = std::chrono::steady_clock;
  Outcome outcome;
  const long before = peak_kib();
  const auto start = Clock::now();
  const Document document = parse_html(std::move(page), options);
  outcome.milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count();
  outcome.grown_kib = peak_kib() - before;
  outcome.elements = document.elements().size();
  outcome.dropped = document.elements_dropped();
  outcome.ended = true;
  return outcome;
}

Outcome parse_apart(const std::string& page, const ParseOptions& options = {}) {
  std::array<int, 2> pipe_ends{};
  if (pipe(pipe_ends.data()) != 0) return {};
  const auto child = fork();
  if (child == 0) {
    alarm(120);
    const Outcome outcome = measure(page, options);
    const bool told = write(pipe_ends[1], &outcome, sizeof outcome) == sizeof outcome;
    _exit(told ? 0 : 1);
  }
  close(pipe_ends[1]);
  Outcome outcome;
  if (read(pipe_ends[0], &outcome, sizeof outcome) != sizeof outcome) outcome = {};
  close(pipe_ends[0]);
  waitpid(child, nullptr, 0);
  std::printf("%zu bytes: %ld ms, %ld KiB more, %zu elements kept, %zu dropped\n", page.size(),
              outcome.milliseconds, outcome.grown_kib, outcome.elements, outcome.dropped);
  return outcome;
}

bool fits(long grown_kib, long mib) { return VIGIE_SANITIZED != 0 || grown_kib < mib * 1024; }

TEST(HostilePages, AMillionNestedElementsFitIn128MiB) {
  const Outcome outcome = parse_apart(repeated("<div>", 1'000'000));
  ASSERT_TRUE(outcome.ended);
  EXPECT_EQ(outcome.elements, 250'003);
  EXPECT_EQ(outcome.dropped, 750'000);
  EXPECT_PRED2(fits, outcome.grown_kib, 128);
}

struct Hostile {
  std::string name;
  std::function<std::string()> page;
};

class HostilePage : public testing::TestWithParam<Hostile> {};

// Far less than what the quadratic ways of parsing would take: they need minutes or gigabytes.
TEST_P(HostilePage, EndsInBoundedMemory) {
  const Outcome outcome = parse_apart(GetParam().page());
  ASSERT_TRUE(outcome.ended);
  EXPECT_PRED2(fits, outcome.grown_kib, 512);
}

TEST_P(HostilePage, EndsByTheFullParseToo) {
  const Outcome outcome = parse_apart(GetParam().page(), {.full_parse = true});
  ASSERT_TRUE(outcome.ended);
  EXPECT_PRED2(fits, outcome.grown_kib, 512);
}

INSTANTIATE_TEST_SUITE_P(
    Made, HostilePage,
    testing::Values(
        Hostile{"OfNestedFormatting", [] { return repeated("<b><i><a><p>", 200'000); }},
        Hostile{"OfNestedAndClosed",
                [] { return repeated("<div>", 200'000) + repeated("</div>", 200'000); }},
        Hostile{"OfFormattingThatIsReopened",
                [] {
                  return numbered(3'000, [](const auto& n) { return "<b a=" + n + ">"; }) +
                         repeated("<p>x</p>", 100'000);
                }},
        Hostile{"OfFormattingLeftOpenInParagraphs",
                [] {
                  return numbered(60'000, [](const auto& n) { return "<p><i a=" + n + ">x</p>"; });
                }},
        Hostile{"OfOneTagWithManyAttributes",
                [] {
                  return "<p " + numbered(400'000, [](const auto& n) { return " a" + n + "=1"; }) +
                         ">";
                }},
        Hostile{
            "OfManyHtmlTagsWithAttributes",
            [] { return numbered(100'000, [](const auto& n) { return "<html a" + n + "=1>"; }); }},
        Hostile{
            "OfManyBodyTagsWithAttributes",
            [] { return numbered(100'000, [](const auto& n) { return "<body a" + n + "=1>"; }); }},
        Hostile{"OfShortAttributes",
                [] {
                  return numbered(30'000, [](const auto& n) {
                    std::string tag = "<p";
                    for (char name = 'a'; name <= 'z'; ++name) tag += std::string(" ") + name;
                    return tag + " x" + n + ">";
                  });
                }},
        Hostile{"OfNestedTables", [] { return repeated("<table><tr><td>", 100'000); }},
        Hostile{"OfTextFosteredFromATable",
                [] { return "<table>" + repeated("<tr>x<p>", 100'000); }},
        Hostile{"OfNestedSvg", [] { return repeated("<svg><g>", 150'000); }},
        Hostile{"OfNestedForeignObjects",
                [] { return repeated("<svg><foreignObject><div>", 100'000); }},
        Hostile{"OfMarkupHiddenInForeignStyles",
                [] {
                  return "<svg><foreignObject><p></svg></p></foreignObject><style>" +
                         repeated("<div>", 200'000) + "</style>";
                }},
        Hostile{"OfMarkupHiddenInForeignCdata",
                [] { return "<p><![CDATA[><a b='>]]>" + repeated("<div>", 200'000); }},
        Hostile{"OfSpansThatAreNotClosed", [] { return repeated("<span><div></span>", 120'000); }},
        Hostile{"OfSelfClosedElementsThatAreNot", [] { return repeated("<x-y/>", 250'000); }},
        Hostile{"OfSelfClosedElementsBehindSvg",
                [] { return "<svg><p></p>" + repeated("<x-y/>", 250'000); }},
        Hostile{"OfNestedTemplates", [] { return repeated("<template>", 250'000); }},
        Hostile{"OfNestedButtons", [] { return repeated("<object><button>", 120'000); }},
        Hostile{"OfListsInLists", [] { return repeated("<ul><li>", 120'000); }},
        Hostile{"OfHeadingsAndForms", [] { return repeated("<form><h1><fieldset>", 80'000); }},
        Hostile{"OfSelects", [] { return repeated("<select><option>", 120'000); }},
        Hostile{"OfFramesets", [] { return repeated("<frameset>", 250'000); }},
        Hostile{"OfMisnestedFormatting",
                [] { return repeated("<a><div>", 100'000) + repeated("</a>", 100'000); }},
        Hostile{"OfEndTagsOfFormatting",
                [] {
                  return numbered(500, [](const auto& n) { return "<b a=" + n + "><div>"; }) +
                         repeated("</b>", 200'000);
                }},
        Hostile{"OfCustomElementsEachNew",
                [] { return numbered(240'000, [](const auto& n) { return "<x-" + n + ">"; }); }},
        Hostile{"OfOpenComments", [] { return repeated("<!-- <div>", 500'000); }},
        Hostile{"OfOpenQuotes", [] { return repeated("<a b='", 500'000); }},
        Hostile{"OfTextAlone", [] { return repeated("x&lt;", 2'000'000); }},
        Hostile{"OfParagraphs", [] { return repeated("<p>x", 2'000'000); }}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace vigie::dom
