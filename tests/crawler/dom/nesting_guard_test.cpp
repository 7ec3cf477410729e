#include "crawler/dom/nesting_guard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"
#include "crawler/dom/tag.h"

namespace vigie::dom {
namespace {

std::size_t depth_of(const Document& page) {
  std::vector<std::size_t> depth(page.size(), 0);
  for (NodeId node = 1; node < page.size(); ++node) depth[node] = depth[page.parent(node)] + 1;
  return *std::ranges::max_element(depth);
}

TEST(NestingGuard, LeavesPagesWithinTheBoundsAlone) {
  std::string page = "<ul>";
  for (int i = 0; i < 2000; ++i) page += "<li>x<p>y";
  EXPECT_EQ(guard_nesting(page, 250'000).source, page);
  std::string rows = "<table>";
  for (int i = 0; i < 2000; ++i) rows += "<tr><td>x<td>y";
  EXPECT_EQ(guard_nesting(rows, 250'000).source, rows);
}

TEST(NestingGuard, MakesSiblingsOfWhatIsNestedTooDeep) {
  std::string page;
  for (int i = 0; i < 5000; ++i) page += "<div>";
  page += "<p id=inside>x</p>";
  for (int i = 0; i < 5000; ++i) page += "</div>";
  page += "<p id=after>";
  const Document document = parse_html(page);
  EXPECT_LE(depth_of(document), kMaxOpenElements + 4);
  EXPECT_EQ(document.elements(Tag::div).size(), 5000U);
  EXPECT_EQ(document.parent(document.by_id("after")), document.body());
}

TEST(NestingGuard, IsNotFooledByTagsInCommentsScriptsAndValues) {
  std::string page = "<!--" + std::string(3000, ' ') + "<div><div>-->";
  for (int i = 0; i < 600; ++i) page += "<script>'<div>'</script><i title='<b>'></i>";
  EXPECT_EQ(guard_nesting(page, 250'000).source, page);
}

TEST(NestingGuard, DropsWhatIsPastTheBoundAndSaysHowMany) {
  std::string page;
  for (int i = 0; i < 100; ++i) page += "<p>x";
  const Document document = parse_html(page, {.max_elements = 40});
  EXPECT_TRUE(document.too_large());
  EXPECT_EQ(document.elements_dropped(), 60U);
  EXPECT_EQ(document.elements(Tag::p).size(), 40U);
}

}  // namespace
}  // namespace vigie::dom
