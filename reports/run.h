#ifndef VIGIE_REPORTS_RUN_H
#define VIGIE_REPORTS_RUN_H

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crawler/error_kind.h"
#include "crawler/page_contents.h"
#include "crawler/response.h"
#include "probes/ecoindex.h"
#include "probes/measure.h"
#include "probes/page_load.h"
#include "rules/rule.h"

namespace vigie::reports {

// A finished (or interrupted) run as writers read it. Everything textual that came from the portal
// is hostile: each writer escapes it. Message texts are English msgids: each writer translates them
// (locale/texts.h).
enum class RunState : std::uint8_t { running, finished, interrupted, failed };
const char* name(RunState state);

struct RunInfo {
  std::int64_t id = 0;
  std::string portal;                            // the URL, or the name in the portal file
  std::int64_t started_ms = 0, finished_ms = 0;  // UTC, since 1970; finished 0 while running
  RunState state = RunState::running;
  std::string vigie_version;
  int catalogue_version = 0;
  std::vector<std::pair<std::string, std::string>>
      options;  // what differs from the defaults; secrets never
  bool with_session = false;
};

struct PageEntry {
  std::string url, final_url;
  std::vector<crawler::Redirect> redirects;
  int status = 0;
  std::optional<crawler::Failure> failure;
  bool alias = false;  // led to a page that has an entry of its own: no findings, no measures here
  bool with_session = false;
  std::optional<std::uint32_t>
      clicks;  // fewest from the start pages; absent: not reachable by links
  std::uint32_t path_depth = 0;
  std::string found_by;  // "link", "sitemap" …
  std::string title, lang, content_type;
  std::string page_template;  // "/actualites/*#3f2a…"; empty of what is no HTML
  std::string last_modified;  // ISO 8601, empty when unknown
  std::optional<probes::PageLoad> load;
  std::optional<probes::PageWeight> weight;
  std::optional<probes::EcoIndex> ecoindex;
  bool too_large = false;
  std::uint32_t elements_dropped = 0;
  std::vector<std::pair<std::string, std::array<std::uint32_t, 4>>>
      outcomes;  // rule → passed, failed, cantTell, inapplicable
};

struct FindingEntry {
  std::string rule;
  rules::Outcome outcome = rules::Outcome::failed;
  std::string page;   // URL
  std::string frame;  // URL of the frame it lies in, empty for the page itself
  std::string selector, snippet;
  std::uint32_t line = 0;
  std::string where;    // href, header line or cookie
  std::string message;  // msgid
  std::vector<std::string> values;
  std::vector<std::string> act;
  std::string page_template;
  std::uint64_t fingerprint = 0;
  bool is_new = false;  // not in the portal's previous finished run (false when there was none)
  std::int64_t first_run = 0;  // since when
};

struct ResourceEntry {
  std::string url;
  crawler::ResourceKind kind = crawler::ResourceKind::other;
  int status = 0;
  std::optional<crawler::Failure> failure;
  std::uint64_t bytes_transferred = 0, bytes_decoded = 0;
  std::string content_type, compression;
  probes::Cacheability cacheability = probes::Cacheability::none;
  bool third_party = false;
  std::uint32_t pages = 0;  // that use it
};

struct NotMeasuredEntry {
  std::string what;
  std::string why;  // msgid
  std::vector<std::string> values;
};

struct HostEntry {
  std::string host;  // as the user named it
  int status = 0;
  std::optional<crawler::Failure> failure;
};

// How findings of one rule spread: what a person mends once.
struct FindingGroup {
  std::string rule;
  rules::Outcome outcome;
  std::string page_template;  // where most of them lie, empty when spread over several
  std::uint64_t findings = 0, pages = 0;
  FindingEntry example;  // of the lowest page URL
};

struct Change {  // against the portal's previous finished run
  std::int64_t previous_run = 0;
  std::int64_t previous_started_ms = 0;
  std::uint64_t new_findings = 0, fixed_findings = 0, persisting_findings = 0;
  std::vector<FindingEntry> added, fixed;  // at most 200 each, worst first
  std::uint64_t pages_added = 0, pages_removed = 0;
  std::vector<std::pair<probes::Measure, double>> measures;  // now, and the value then
};

// Reads one run from the history. Iteration is in a fixed order (pages and findings by URL, then
// line, rule, selector), whatever the order of arrival, and streams: a run of 100,000 pages is
// never in memory at once.
class Run {
 public:
  virtual ~Run() = default;
  virtual const RunInfo& info() const = 0;
  virtual std::vector<HostEntry> hosts() const = 0;
  virtual void each_page(const std::function<void(const PageEntry&)>& use) const = 0;
  virtual void each_finding(const std::function<void(const FindingEntry&)>& use) const = 0;
  virtual void each_resource(const std::function<void(const ResourceEntry&)>& use) const = 0;
  virtual std::vector<FindingGroup> groups() const = 0;  // worst first: severity, then pages
  virtual std::vector<probes::Measure> measures() const = 0;
  virtual std::vector<NotMeasuredEntry> not_measured() const = 0;
  virtual std::optional<Change> change() const = 0;
  // Rule → pages where it came to each outcome.
  virtual std::vector<std::pair<std::string, std::array<std::uint64_t, 4>>> outcomes() const = 0;
  virtual std::uint64_t page_count() const = 0;  // documents with an answer
};

}  // namespace vigie::reports

#endif
