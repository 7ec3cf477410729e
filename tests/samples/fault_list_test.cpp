// The list of deliberate faults against the pages it speaks of: no rule runs here.
#include "tests/support/fault_list.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "crawler/charset.h"
#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"
#include "crawler/dom/locate.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

const std::filesystem::path kSamples = VIGIE_SAMPLES;

dom::Document page_of(const std::filesystem::path& file) {
  return dom::parse_html(crawler::decode_html(read_text(file), "text/html").text);
}

// Each line's element, when it names one, stands in the page at that line under that selector.
void expect_places(const std::vector<ListedFault>& faults, const auto& file_of) {
  for (const ListedFault& fault : faults) {
    if (fault.selector.empty()) continue;
    const dom::Document page = page_of(file_of(fault.page));
    std::vector<std::string> lines;
    for (const dom::NodeId node : page.elements())
      if (dom::selector(page, node) == fault.selector)
        lines.push_back(std::to_string(page.line(node)));
    EXPECT_EQ(lines, std::vector{std::to_string(fault.lines.at(0))})
        << fault.rule << ' ' << fault.page << ' ' << fault.selector;
  }
}

TEST(FaultList, NamesElementsThatAreThere) {
  expect_places(read_fault_list(kSamples / "faults.tsv"),
                [](const std::string& page) { return served_file(kSamples / "portal", page); });
}

TEST(FaultList, NamesElementsThatAreThereAfterTheChange) {
  const auto faults =
      change_fault_list(read_fault_list(kSamples / "faults.tsv"), kSamples / "faults-after.tsv");
  expect_places(faults, [](const std::string& page) {
    const std::filesystem::path changed = served_file(kSamples / "portal-after", page);
    return exists(changed) ? changed : served_file(kSamples / "portal", page);
  });
}

TEST(FaultList, HasEachRulesFaultTwiceAndOnceWhatIsNone) {
  std::map<std::string, std::map<std::string, std::set<std::string>>> pages;  // outcome, rule
  for (const ListedFault& fault : read_fault_list(kSamples / "faults.tsv"))
    pages[fault.outcome][fault.rule].insert(fault.page);
  for (const auto& [rule, failed] : pages["failed"]) {
    if (rule.starts_with("measure:")) continue;
    EXPECT_GE(failed.size(), 2U) << rule;
    EXPECT_GE(pages["passed"][rule].size(), 1U) << rule;
  }
  EXPECT_GE(pages["failed"].size(), 18U);
}

}  // namespace
}  // namespace vigie::tests
