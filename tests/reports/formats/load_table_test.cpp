#include "reports/formats/load_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "tests/reports/fake_run.h"

namespace vigie::reports {
namespace {

using testing::ElementsAre;

TEST(LoadTable, PutsTheQuantilesOfAMeasureSideBySide) {
  const auto rows = load_table(town_run().measure_list, "");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_STREQ(rows[0].label, "First byte");
  EXPECT_EQ(rows[0].median, 142);
  EXPECT_EQ(rows[0].p75, 388);
  EXPECT_EQ(rows[0].p95, 1'254);
}

TEST(LoadTable, KeepsATemplatesFiguresApart) {
  const auto measures = town_run().measure_list;
  EXPECT_THAT(measured_templates(measures), ElementsAre("/actualites/*#3f2a", "/demarches/*#9c01"));
  const auto rows = load_table(measures, "/demarches/*#9c01");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].p95, 1'300);
}

TEST(LoadTable, IsEmptyWithoutMeasures) { EXPECT_TRUE(load_table({}, "").empty()); }

std::vector<double> times(const std::vector<PageEntry>& pages) {
  std::vector<double> times;
  for (const PageEntry& page : pages) times.push_back(page.load->timings.ttfb_ms);
  return times;
}

TEST(SlowestPages, AreOrderedSlowestFirst) {
  EXPECT_THAT(times(slowest_pages(town_run(), 3)), ElementsAre(1'254.75, 388, 142.5));
}

TEST(SlowestPages, LeavesOutAliasesAndPagesWithoutAnAnswer) {
  FakeRun run = town_run();
  for (PageEntry& page : run.pages) page.alias = page.url.ends_with("/passeport");
  EXPECT_THAT(times(slowest_pages(run, 10)), ElementsAre(388, 142.5, 96));
}

TEST(SlowestPages, ChoosesByAddressAmongEquals) {
  FakeRun run = large_run(20);
  for (PageEntry& page : run.pages) page.load->timings.ttfb_ms = 100;
  const auto slowest = slowest_pages(run, 2);
  EXPECT_TRUE(slowest[0].url.ends_with("page-000000"));
  EXPECT_TRUE(slowest[1].url.ends_with("page-000001"));
}

TEST(PathPattern, IsTheTemplateWithoutItsHash) {
  EXPECT_EQ(path_pattern("/actualites/*#3f2a"), "/actualites/*");
  EXPECT_EQ(path_pattern("/plain"), "/plain");
}

}  // namespace
}  // namespace vigie::reports
