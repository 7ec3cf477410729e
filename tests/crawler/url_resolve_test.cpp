// crawler-commons' cases of relative URLs, from crawls.
#include <gtest/gtest.h>

#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/url.h"

namespace vigie::crawler {
namespace {

// Fields are parted by ", " and may stand in quotes; none of them holds a quote.
std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> fields;
  while (!line.empty()) {
    const bool quoted = line.starts_with('"');
    if (quoted) line.remove_prefix(1);
    const std::size_t end = quoted ? line.find('"') : line.find(", ");
    fields.emplace_back(line.substr(0, end));
    if (end == std::string_view::npos) break;
    line.remove_prefix(end + (quoted ? 1 : 0));
    if (line.starts_with(", ")) line.remove_prefix(2);
  }
  return fields;
}

TEST(UrlResolve, AgreesWithTheCasesFromCrawls) {
  std::ifstream file(VIGIE_TEST_DATA "/url/url-resolve.csv");
  std::size_t total = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto fields = fields_of(line);
    ASSERT_EQ(fields.size(), 3U) << line;
    if (fields[2].starts_with("file:")) continue;  // no scheme of ours
    ++total;
    const auto base = Url::parse(fields[1]);
    const auto url = Url::parse(fields[0], base ? &*base : nullptr);
    ASSERT_TRUE(url) << line;
    EXPECT_EQ(url->href(), fields[2]) << line;
  }
  EXPECT_EQ(total, 21U);
}

}  // namespace
}  // namespace vigie::crawler
