#include "tests/reports/html/written.h"

#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/dom/document.h"
#include "reports/formats/sink.h"
#include "reports/formats/writer.h"
#include "reports/html/html.h"
#include "reports/locale/texts.h"
#include "reports/run.h"
#include "tests/reports/fake_run.h"
#include "tests/support/temp_folder.h"

namespace vigie::reports {

std::string html_of(const Run& run, Language language) {
  const Verdict verdict{.exit_code = 1,
                        .meaning = "a threshold, budget or baseline is violated",
                        .reasons = {{"{0} rules fail", {"2"}}}};
  StringSink sink;
  EXPECT_TRUE(write_html(
      {.run = run, .texts = Texts(language), .rule = town_rule, .verdict = verdict}, sink));
  return sink.text();
}

std::map<std::string, int> element_counts(const dom::Document& page) {
  std::map<std::string, int> counts;
  for (const dom::NodeId node : page.elements()) ++counts[std::string(page.tag_name(node))];
  return counts;
}

std::vector<std::string> payloads(std::string_view canary) {
  std::istringstream lines(tests::read_text(VIGIE_TEST_DATA "/xss/payloads.txt"));
  std::vector<std::string> result;
  for (std::string line; std::getline(lines, line);) {
    for (std::size_t at = 0; (at = line.find("CANARY", at)) != std::string::npos;)
      line.replace(at, 6, canary);
    result.push_back(line);
  }
  return result;
}

}  // namespace vigie::reports
