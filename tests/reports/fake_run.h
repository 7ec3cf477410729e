#ifndef VIGIE_TESTS_REPORTS_FAKE_RUN_H
#define VIGIE_TESTS_REPORTS_FAKE_RUN_H

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "probes/measure.h"
#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports {

// A run in memory, for writers to write.
struct FakeRun final : Run {
  RunInfo run_info;
  std::vector<HostEntry> host_list;
  std::vector<PageEntry> pages;
  std::vector<FindingEntry> findings;
  std::vector<ResourceEntry> resources;
  std::vector<FindingGroup> group_list;
  std::vector<probes::Measure> measure_list;
  std::vector<NotMeasuredEntry> not_measured_list;
  std::optional<Change> since;
  std::vector<std::pair<std::string, std::array<std::uint64_t, 4>>> rule_outcomes;

  const RunInfo& info() const override { return run_info; }
  std::vector<HostEntry> hosts() const override { return host_list; }
  void each_page(const std::function<void(const PageEntry&)>& use) const override {
    for (const PageEntry& page : pages) use(page);
  }
  void each_finding(const std::function<void(const FindingEntry&)>& use) const override {
    for (const FindingEntry& finding : findings) use(finding);
  }
  void each_resource(const std::function<void(const ResourceEntry&)>& use) const override {
    for (const ResourceEntry& resource : resources) use(resource);
  }
  std::vector<FindingGroup> groups() const override { return group_list; }
  std::vector<probes::Measure> measures() const override { return measure_list; }
  std::vector<NotMeasuredEntry> not_measured() const override { return not_measured_list; }
  std::optional<Change> change() const override { return since; }
  std::vector<std::pair<std::string, std::array<std::uint64_t, 4>>> outcomes() const override {
    return rule_outcomes;
  }
  std::uint64_t page_count() const override;
};

// The second audit of a small town's portal: failures of several rules and templates, an
// unreachable page, a redirect, third parties, what changed since the first audit.
FakeRun town_run();

// A run that was cut short before any page came.
FakeRun unreached_run();

// town_run() with `payload` in every text that comes from the portal.
FakeRun hostile_run(std::string_view payload);

// A run of so many pages, each with a finding.
FakeRun large_run(std::size_t pages);

// The rules that these runs name, with texts as the catalogue has them.
const rules::RuleInfo* town_rule(std::string_view id);

}  // namespace vigie::reports

#endif
