#include "probes/page_load.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "crawler/headers.h"
#include "crawler/page_contents.h"
#include "crawler/response.h"
#include "probes/ecoindex.h"
#include "probes/quantile.h"

namespace vigie::probes {
namespace {

struct CacheCase {
  std::string name, cache_control, other;  // other: "Name: value"
  Cacheability expected;
};
class CacheabilityOf : public testing::TestWithParam<CacheCase> {};
TEST_P(CacheabilityOf, Headers) {
  crawler::Headers headers;
  if (!GetParam().cache_control.empty()) headers.add("Cache-Control", GetParam().cache_control);
  if (const auto colon = GetParam().other.find(':'); colon != std::string::npos)
    headers.add(GetParam().other.substr(0, colon), GetParam().other.substr(colon + 1));
  EXPECT_EQ(cacheability(headers), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Rfc9111, CacheabilityOf,
    testing::Values(
        CacheCase{"Nothing", "", "", Cacheability::none},
        CacheCase{"MaxAge", "public, max-age=600", "", Cacheability::fresh},
        CacheCase{"QuotedMaxAge", "max-age=\"600\"", "", Cacheability::fresh},
        CacheCase{"MaxAgeNoNumber", "max-age=soon", "", Cacheability::none},
        CacheCase{"MaxAgeZeroWithETag", "max-age=0", "ETag: x", Cacheability::revalidate},
        CacheCase{"NoStoreWins", "max-age=600, no-store", "ETag: x", Cacheability::none},
        CacheCase{"NoCacheNeedsValidator", "no-cache", "", Cacheability::none},
        CacheCase{"NoCacheWithValidator", "no-cache", "Last-Modified: x", Cacheability::revalidate},
        CacheCase{"Expires", "", "Expires: Wed, 21 Oct 2099 07:28:00 GMT", Cacheability::fresh},
        CacheCase{"ExpiresAtOnce", "", "Expires: 0", Cacheability::none}),
    [](const auto& test) { return test.param.name; });

TEST(Quantile, InterpolatesBetweenOrderStatistics) {
  const std::array<double, 4> values{1, 2, 3, 10};
  EXPECT_DOUBLE_EQ(quantile(values, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(quantile(values, 0.75), 4.75);
  EXPECT_DOUBLE_EQ(quantile(values, 1), 10);
  EXPECT_DOUBLE_EQ(quantile(std::array{7.0}, 0.95), 7);
}

TEST(EcoIndex, IsAHundredForAnEmptyPage) {
  const EcoIndex best = ecoindex(0, 0, 0);
  EXPECT_DOUBLE_EQ(best.score, 100);
  EXPECT_EQ(best.grade, 'A');
  EXPECT_DOUBLE_EQ(best.greenhouse_gas_g, 1);
  EXPECT_DOUBLE_EQ(best.water_cl, 1.5);
}

// 600 elements (rank 9 + 63/66), 50 requests (6 + 1/7), 800 KB (6 + 16.62/154.53): computed by hand
// from the published tables.
TEST(EcoIndex, FollowsThePublishedQuantiles) {
  const EcoIndex page = ecoindex(600, 50, 800);
  EXPECT_NEAR(page.score,
              100 - 5 * (3 * (9 + 63.0 / 66) + 2 * (6 + 1.0 / 7) + 6 + 16.62 / 154.53) / 6, 1e-9);
  EXPECT_EQ(page.grade, 'C');
}

TEST(EcoIndex, IsNoughtBeyondTheLastQuantile) {
  EXPECT_DOUBLE_EQ(ecoindex(600'000, 5'000, 300'000).score, 0);
  EXPECT_EQ(ecoindex(600'000, 5'000, 300'000).grade, 'G');
}

TEST(PageLoad, TakesTheMedianOfRepeatedRequests) {
  crawler::Response response;
  const std::vector<crawler::Timings> samples{{.connect_ms = 4, .ttfb_ms = 30, .total_ms = 40},
                                              {.ttfb_ms = 10, .total_ms = 12},
                                              {.ttfb_ms = 20, .total_ms = 21}};
  const PageLoad load = page_load(response, nullptr, samples);
  EXPECT_DOUBLE_EQ(load.timings.ttfb_ms, 20);
  EXPECT_DOUBLE_EQ(load.timings.total_ms, 21);
  EXPECT_EQ(load.timings.connect_ms, 4);
  EXPECT_EQ(load.timings.dns_ms, std::nullopt);
  EXPECT_DOUBLE_EQ(load.ttfb_spread_ms.value(), 10);
  EXPECT_EQ(load.samples, 3);
}

TEST(PageLoad, CountsWhatHoldsUpTheFirstRendering) {
  crawler::PageContents contents;
  contents.resources = {{.kind = crawler::ResourceKind::script, .blocking = true},
                        {.kind = crawler::ResourceKind::script},
                        {.kind = crawler::ResourceKind::style, .blocking = true}};
  const PageLoad load = page_load({}, &contents, {});
  EXPECT_EQ(load.blocking_scripts, 1U);
  EXPECT_EQ(load.blocking_styles, 1U);
  EXPECT_EQ(load.ttfb_spread_ms, std::nullopt);
}

}  // namespace
}  // namespace vigie::probes
