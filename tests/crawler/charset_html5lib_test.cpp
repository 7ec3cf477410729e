// html5lib's cases of which encoding a page's bytes are read in.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <fstream>
#include <ios>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/charset.h"

namespace vigie::crawler {
namespace {

struct EncodingCase {
  std::string data;
  std::string encoding;  // any label of it
};

std::vector<EncodingCase> cases_of(const std::string& name) {
  std::ifstream file(VIGIE_TEST_DATA "/html5lib-encoding/" + name, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  constexpr std::string_view kData = "#data\n", kEncoding = "\n#encoding\n";
  std::vector<EncodingCase> cases;
  for (std::size_t at = text.find(kData); at != std::string::npos; at = text.find(kData, at)) {
    at += kData.size();
    const std::size_t middle = text.find(kEncoding, at);
    if (middle == std::string::npos) break;
    const std::size_t label = middle + kEncoding.size();
    const std::size_t end = text.find('\n', label);
    cases.push_back({text.substr(at, middle - at), text.substr(label, end - label)});
    at = end;
  }
  return cases;
}

// The cases' own default is windows-1252, also for what is all ASCII.
std::string_view encoding_of(const std::string& data) {
  const Decoded decoded = decode_html(data, "");
  return decoded.source == CharsetSource::guessed ? "windows-1252" : decoded.charset;
}

TEST(CharsetHtml5lib, AgreesWithBrowsers) {
  std::size_t total = 0, agreed = 0;
  std::string failures;
  for (const char* name : {"tests1.dat", "tests2.dat", "test-yahoo-jp.dat"}) {
    for (const EncodingCase& test : cases_of(name)) {
      ++total;
      const std::string_view got = encoding_of(test.data);
      if (got == encoding_of_label(test.encoding))
        ++agreed;
      else
        failures += fmt::format("  {}: {} not {} for {:?}\n", name, got, test.encoding,
                                test.data.substr(0, 200));
    }
  }
  fmt::print("html5lib encoding: {} of {} agree\n{}", agreed, total, failures);
  EXPECT_EQ(total, 82U);
  EXPECT_EQ(agreed, total) << failures;
}

}  // namespace
}  // namespace vigie::crawler
