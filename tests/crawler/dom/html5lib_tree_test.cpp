// html5lib's tree construction cases: ours must pass at least what plain Gumbo passes, over the
// same cases in the same notation. Cases with scripting on are left out: nothing here runs scripts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <gumbo.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <ios>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/document_builder.h"
#include "crawler/dom/gumbo_tree.h"
#include "crawler/dom/html_parser.h"
#include "tests/crawler/dom/same_document.h"
#include "tests/crawler/dom/tree_listing.h"

// Gumbo 0.10.1 itself loses a few bytes on some fragments; what it leaks here is not ours to mend.
// NOLINTNEXTLINE(bugprone-reserved-identifier): the sanitizer's own hook
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libgumbo"; }

namespace vigie::dom {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(VIGIE_TEST_DATA) / "html5lib-tree";

struct Case {
  std::string data, fragment, document;  // fragment: the context element, empty for whole pages
  bool scripting = false;
};

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(std::move(line));
  return lines;
}

// A doctype's identifiers are left out: a Document does not keep them.
std::string without_identifiers(std::string line) {
  if (!line.starts_with("| <!DOCTYPE ")) return line;
  const std::size_t quote = line.find(" \"");
  return quote == std::string::npos ? line : line.substr(0, quote) + ">";
}

std::vector<Case> read_cases(const std::filesystem::path& file) {
  std::vector<Case> cases;
  std::string section;
  for (const std::string& line : lines_of(file)) {
    // Texts hold blank lines, but none of them holds a line that begins like one of these.
    if (line == "#data") cases.emplace_back();
    if (line.starts_with("#data") || line.starts_with("#errors") ||
        line.starts_with("#new-errors") || line.starts_with("#document") ||
        line.starts_with("#script-")) {
      section = line;
      if (line == "#script-on") cases.back().scripting = true;
    } else if (section == "#data") {
      cases.back().data += line + "\n";
    } else if (section == "#document-fragment") {
      cases.back().fragment = line;
    } else if (section == "#document") {
      cases.back().document += without_identifiers(line) + "\n";
    }
  }
  for (Case& each : cases) {
    if (!each.data.empty()) each.data.pop_back();
    while (each.document.ends_with("\n\n")) each.document.pop_back();
  }
  std::erase_if(cases, [](const Case& each) { return each.scripting; });
  return cases;
}

GumboOptions options_for(const std::string& fragment) {
  GumboOptions options = kGumboDefaultOptions;
  if (fragment.empty()) return options;
  const std::size_t space = fragment.find(' ');
  const std::string name = fragment.substr(space == std::string::npos ? 0 : space + 1);
  options.fragment_context = gumbo_tag_enum(name.c_str());
  if (fragment.starts_with("svg ")) options.fragment_namespace = GUMBO_NAMESPACE_SVG;
  if (fragment.starts_with("math ")) options.fragment_namespace = GUMBO_NAMESPACE_MATHML;
  return options;
}

std::string plain_gumbo(const Case& test) {
  const GumboOptions options = options_for(test.fragment);
  GumboOutput* const tree = gumbo_parse_with_options(&options, test.data.data(), test.data.size());
  std::string result = listing(test.fragment.empty() ? *tree->document : *tree->root);
  gumbo_destroy_output(&options, tree);
  return result;
}

// Fragments take the way from Gumbo's tree to a Document only.
std::string ours(const Case& test) {
  if (test.fragment.empty()) {
    const Document page = parse_html(test.data);
    return listing(page, page.root());
  }
  const GumboOptions options = options_for(test.fragment);
  DocumentBuilder builder;
  builder.begin(test.data);
  GumboOutput* const tree =
      gumbo_parse_with_options(&options, builder.source().data(), builder.source().size());
  copy_tree(*tree, builder.source(), builder.source(), builder);
  gumbo_destroy_output(&options, tree);
  const Document page = builder.finish();
  return listing(page, page.html());
}

// Gumbo does not say where the doctype stood among comments, and is not blamed for it.
std::string doctype_first(const std::string& document) {
  const std::size_t at = document.find("| <!DOCTYPE ");
  if (at == std::string::npos || at == 0) return document;
  const std::size_t end = document.find('\n', at) + 1;
  return document.substr(at, end - at) + document.substr(0, at) + document.substr(end);
}

struct Score {
  std::size_t cases = 0, ours = 0, gumbo = 0;
  std::vector<std::string> lost;  // pages that plain Gumbo gets right and we do not
};

Score score(const std::filesystem::path& file) {
  Score score;
  for (const Case& test : read_cases(file)) {
    ++score.cases;
    const std::string mine = ours(test);
    const bool gumbo_right = plain_gumbo(test) == doctype_first(test.document);
    score.ours += mine == test.document ? 1 : 0;
    score.gumbo += gumbo_right ? 1 : 0;
    if (gumbo_right && mine != test.document) score.lost.push_back(test.data + "\n" + mine);
  }
  return score;
}

std::vector<std::string> files() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder))
    if (entry.path().extension() == ".dat") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

class Html5libTree : public testing::TestWithParam<std::string> {};

TEST_P(Html5libTree, LosesNothingThatGumboGetsRight) {
  const Score result = score(kFolder / (GetParam() + ".dat"));
  std::printf("%s: %zu cases, ours %zu, plain Gumbo %zu\n", GetParam().c_str(), result.cases,
              result.ours, result.gumbo);
  EXPECT_GT(result.cases, 0);
  EXPECT_GE(result.ours, result.gumbo);
  EXPECT_THAT(result.lost, testing::IsEmpty());
}

TEST_P(Html5libTree, IsTheSameByTheFullParse) {
  for (const Case& test : read_cases(kFolder / (GetParam() + ".dat")))
    EXPECT_EQ(difference(parse_html(test.data), parse_html(test.data, {.full_parse = true})), "")
        << test.data;
}

INSTANTIATE_TEST_SUITE_P(File, Html5libTree, testing::ValuesIn(files()), [](const auto& test) {
  std::string name = test.param;
  std::ranges::replace_if(name, [](char letter) { return letter == '-' || letter == '.'; }, '_');
  return name;
});

TEST(Html5libTreeTotal, IsNoLowerThanGumbos) {
  Score total;
  for (const std::string& name : files()) {
    const Score file = score(kFolder / (name + ".dat"));
    total.cases += file.cases;
    total.ours += file.ours;
    total.gumbo += file.gumbo;
  }
  std::printf("%zu cases, ours %zu, plain Gumbo %zu\n", total.cases, total.ours, total.gumbo);
  EXPECT_GE(total.cases, 1780);
  EXPECT_GE(total.ours, total.gumbo);
}

}  // namespace
}  // namespace vigie::dom
