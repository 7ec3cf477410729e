// The sample portal's list of deliberate faults against what Vigie finds: nothing missed, nothing
// invented.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/fault_list.h"
#include "tests/support/json_report.h"
#include "tests/support/nginx.h"
#include "tests/support/run_vigie.h"
#include "tests/support/sample_portal.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

const std::filesystem::path kSamples = VIGIE_SAMPLES;

// The page of a finding as the list writes it: path and query.
std::string path_of(const std::string& url, const std::string& portal) {
  return url.starts_with(portal) ? "/" + url.substr(portal.size()) : url;
}

bool is_here(const ListedFault& fault, const JsonReport::Finding& finding,
             const SamplePortal& portal) {
  if (finding.rule != fault.rule || path_of(finding.page, portal.url()) != fault.page) return false;
  if (!fault.selector.empty() && finding.selector != fault.selector) return false;
  if (!fault.lines.empty() && std::ranges::find(fault.lines, finding.line) == fault.lines.end())
    return false;
  if (fault.rule == "duplicate-id")
    return true;  // `where` is the id; selector or line tell the rest
  std::string where = fault.where;
  const std::string place = "@HTTP_PORT@";
  if (const auto at = where.find(place); at != std::string::npos) {
    const std::string port = portal.http_url().substr(portal.http_url().rfind(':') + 1);
    where.replace(at, place.size(), port.substr(0, port.find('/')));
  }
  return where.empty() || finding.where == where;
}

void expect_listed(const std::vector<ListedFault>& faults, const JsonReport& report,
                   const SamplePortal& portal) {
  std::vector<bool> explained(report.findings.size(), false);
  for (const ListedFault& fault : faults) {
    if (fault.rule.starts_with("measure:")) continue;
    std::size_t found = 0;
    for (std::size_t at = 0; at < report.findings.size(); ++at) {
      const JsonReport::Finding& finding = report.findings[at];
      const std::string outcome = fault.outcome == "passed" ? "failed" : fault.outcome;
      if (finding.outcome != outcome || !is_here(fault, finding, portal)) continue;
      ++found;
      explained[at] = explained[at] || fault.outcome == "failed";
    }
    const std::string what = fault.rule + " " + fault.page + " " + fault.selector + " " +
                             fault.where + ": " + fault.note;
    if (fault.outcome == "passed")
      EXPECT_EQ(found, 0U) << "accused: " << what;
    else if (fault.or_more)
      EXPECT_GE(found, fault.count) << "missed: " << what;
    else
      EXPECT_EQ(found, fault.count) << what;
  }
  for (std::size_t at = 0; at < report.findings.size(); ++at) {
    const JsonReport::Finding& finding = report.findings[at];
    EXPECT_TRUE(explained[at] || finding.outcome != "failed")
        << "invented: " << finding.rule << " " << finding.page << " " << finding.selector
        << " line " << finding.line << " " << finding.where;
  }
}

// How many pages the list names under a measure's rule.
double listed(const std::vector<ListedFault>& faults, std::string_view rule) {
  return static_cast<double>(std::ranges::count_if(faults, [&](const ListedFault& fault) {
    return fault.rule == rule && fault.outcome == "failed";
  }));
}

class SampleAudit : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_nginx()) GTEST_SKIP() << "nginx is missing";
  }
};

TEST_F(SampleAudit, FindsWhatIsListedAndNothingElseBeforeAndAfterPagesChange) {
  SamplePortal portal;
  const TempFolder folder;
  Arguments arguments = portal.audit();
  for (const char* more : {"--format", "json", "--history"}) arguments.emplace_back(more);
  arguments.push_back(folder.file("history.db"));
  const std::vector<ListedFault> before = read_fault_list(kSamples / "faults.tsv");
  const Ran first = vigie(arguments);
  EXPECT_EQ(first.exit_code, 1) << first.err;
  const JsonReport report = JsonReport::parse(first.out);
  expect_listed(before, report, portal);
  EXPECT_EQ(report.measures.at("pages.duplicate_titles"),
            listed(before, "measure:duplicate-title"));
  EXPECT_EQ(report.measures.at("pages.redirect_chains"), listed(before, "measure:redirect-chain"));
  EXPECT_EQ(report.measures.at("pages.redirect_loops"), listed(before, "measure:redirect-loop"));

  portal.change();
  const Ran second = vigie(arguments);
  EXPECT_EQ(second.exit_code, 1) << second.err;
  expect_listed(change_fault_list(before, kSamples / "faults-after.tsv"),
                JsonReport::parse(second.out), portal);
}

}  // namespace
}  // namespace vigie::tests
