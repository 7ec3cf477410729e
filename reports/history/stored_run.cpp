#include "reports/history/stored_run.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/url.h"
#include "probes/ecoindex.h"
#include "probes/measure.h"
#include "reports/history/database.h"
#include "reports/history/finding_rows.h"
#include "reports/history/judgement_record.h"
#include "reports/history/page_rows.h"
#include "reports/history/resource_rows.h"
#include "reports/history/resource_use_counts.h"
#include "reports/history/run_change.h"
#include "reports/history/run_findings.h"
#include "reports/history/run_summaries.h"
#include "reports/run.h"

namespace vigie::reports::history {
namespace {

std::uint32_t path_depth(std::string_view url) {
  const auto parsed = crawler::Url::parse(url);
  if (!parsed) return 0;
  const std::string_view path = parsed->path();
  std::uint32_t depth = 0;
  for (std::size_t at = 0; at < path.size(); ++at)
    if (path[at] == '/' && at + 1 < path.size() && path[at + 1] != '/') ++depth;
  return depth;
}

PageEntry entry_of(const PageRow& row, OutcomeRows& outcomes) {
  PageEntry page{.url = row.url,
                 .final_url = row.final_url,
                 .redirects = row.answer.redirects,
                 .status = row.final_status.value_or(row.answer.status),
                 .failure = failure_of(row.answer.error_kind, row.answer.error_detail),
                 .alias = row.alias,
                 .with_session = row.answer.with_session,
                 .clicks = row.clicks,
                 .path_depth = path_depth(row.url),
                 .found_by = std::string(crawler::name(row.found_by)),
                 .title = row.title,
                 .lang = row.lang,
                 .content_type = row.answer.content_type,
                 .page_template = row.page_template,
                 .last_modified = row.last_modified(),
                 .load = row.load(),
                 .weight = row.weight,
                 .too_large = row.too_large,
                 .elements_dropped = row.elements_dropped};
  constexpr double kBytesPerKilobyte = 1000;
  if (page.weight && page.load)
    page.ecoindex = probes::ecoindex(page.load->dom_elements, page.weight->requests,
                                     static_cast<double>(page.weight->bytes) / kBytesPerKilobyte);
  for (const std::int64_t id : {row.outcomes_id, row.portal_outcomes_id})
    if (id != 0)
      for (const OutcomeRows::Outcome& outcome : outcomes.of(id))
        page.outcomes.emplace_back(outcome.name, outcome.counts);
  return page;
}

}  // namespace

StoredRun::StoredRun(std::shared_ptr<Database> database, RunInfo info)
    : database_(std::move(database)), info_(std::move(info)) {
  previous_ = Statement(*database_,
                        "SELECT MAX(id) FROM run WHERE portal_id = (SELECT portal_id FROM run "
                        "WHERE id = ?1) AND id < ?1 AND state = 'finished'")
                  .integer(info_.id)
                  .value_or(0);
}

std::vector<HostEntry> StoredRun::hosts() const {
  Statement targets(*database_,
                    "SELECT target.host, page.final_status, answer.status, answer.error_kind, "
                    "answer.error_detail FROM target "
                    "JOIN run ON run.id = target.run_id "
                    "LEFT JOIN url ON url.portal_id = run.portal_id AND url.url = target.url "
                    "LEFT JOIN page ON page.run_id = run.id AND page.url_id = url.id "
                    "LEFT JOIN answer ON answer.id = page.answer_id "
                    "WHERE target.run_id = ? ORDER BY target.position");
  std::vector<HostEntry> hosts;
  Statement::Rows rows = targets.query(info_.id);
  while (rows.next()) {
    if (std::ranges::find(hosts, rows.text(0), &HostEntry::host) != hosts.end()) continue;
    hosts.push_back({.host = rows.string(0),
                     .status = static_cast<int>(rows.integer(rows.is_null(1) ? 2 : 1)),
                     .failure = failure_of(rows.text(3), rows.text(4))});
  }
  return hosts;
}

void StoredRun::each_page(const std::function<void(const PageEntry&)>& use) const {
  PageRows pages(*database_, info_.id);
  OutcomeRows outcomes(*database_);
  pages.each([&](const PageRow& row) {
    if (!row.frame) use(entry_of(row, outcomes));
  });
}

void StoredRun::each_finding(const std::function<void(const FindingEntry&)>& use) const {
  RunFindings(*database_, info_.id, previous_).each(use);
}

void StoredRun::each_resource(const std::function<void(const ResourceEntry&)>& use) const {
  ResourceUseCounts uses(*database_, info_.id);
  std::vector<crawler::Url> starts;
  {
    Statement targets(*database_, "SELECT url FROM target WHERE run_id = ? ORDER BY position");
    Statement::Rows rows = targets.query(info_.id);
    while (rows.next())
      if (auto url = crawler::Url::parse(rows.text(0))) starts.push_back(std::move(*url));
  }
  each_resource_row(*database_, info_.id, [&](const ResourceRow& row) {
    if (row.found_by == crawler::FoundBy::external) return;
    const auto url = crawler::Url::parse(row.url);
    const bool third_party = url && std::ranges::none_of(starts, [&](const crawler::Url& start) {
                               return crawler::same_site(start, *url);
                             });
    use({.url = row.url,
         .kind = row.kind,
         .status = row.answer.status,
         .failure = failure_of(row.answer.error_kind, row.answer.error_detail),
         .bytes_transferred = row.bytes_transferred,
         .bytes_decoded = row.bytes_decoded,
         .content_type = row.answer.content_type,
         .compression = row.answer.compression,
         .cacheability = row.answer.cacheability,
         .third_party = third_party,
         .pages = uses.pages(row.url_id)});
  });
}

std::vector<FindingGroup> StoredRun::groups() const {
  if (!groups_) groups_ = RunFindings(*database_, info_.id, previous_).groups();
  return *groups_;
}

std::vector<probes::Measure> StoredRun::measures() const {
  Statement read(*database_,
                 "SELECT metric.name, value, metric.unit, scope.text FROM measure "
                 "JOIN metric ON metric.id = metric_id JOIN text AS scope ON scope.id = scope_id "
                 "WHERE portal_id = (SELECT portal_id FROM run WHERE id = ?1) AND run_id = ?1 "
                 "ORDER BY scope.text, metric.name");
  std::vector<probes::Measure> measures;
  Statement::Rows rows = read.query(info_.id);
  while (rows.next())
    measures.push_back(
        {rows.string(0), rows.real(1), static_cast<probes::Unit>(rows.integer(2)), rows.string(3)});
  return measures;
}

std::vector<NotMeasuredEntry> StoredRun::not_measured() const {
  Statement read(*database_,
                 "SELECT what, why.text, why_values FROM not_measured "
                 "JOIN text AS why ON why.id = why_id WHERE run_id = ? "
                 "ORDER BY why.text, what, why_values");
  std::vector<NotMeasuredEntry> entries;
  Statement::Rows rows = read.query(info_.id);
  while (rows.next())
    entries.push_back({rows.string(0), rows.string(1), decode_texts(rows.text(2))});
  return entries;
}

std::optional<Change> StoredRun::change() const {
  if (previous_ == 0) return std::nullopt;
  return change_between(*database_, previous_, info_.id);
}

std::vector<std::pair<std::string, std::array<std::uint64_t, 4>>> StoredRun::outcomes() const {
  Statement read(*database_,
                 "SELECT outcomes_id, COUNT(*) FROM ("
                 "SELECT outcomes_id FROM page WHERE run_id = ?1 AND frame = 0 UNION ALL "
                 "SELECT portal_outcomes_id FROM page WHERE run_id = ?1 AND frame = 0) "
                 "WHERE outcomes_id IS NOT NULL GROUP BY outcomes_id");
  OutcomeRows outcomes(*database_);
  std::map<std::string, std::array<std::uint64_t, 4>> by_rule;
  Statement::Rows rows = read.query(info_.id);
  while (rows.next())
    for (const OutcomeRows::Outcome& outcome : outcomes.of(rows.integer(0))) {
      std::array<std::uint64_t, 4>& pages = by_rule[outcome.name];
      for (std::size_t at = 0; at < pages.size(); ++at)
        if (outcome.counts[at] > 0) pages[at] += static_cast<std::uint64_t>(rows.integer(1));
    }
  return {by_rule.begin(), by_rule.end()};
}

std::uint64_t StoredRun::page_count() const {
  return static_cast<std::uint64_t>(
      Statement(*database_,
                "SELECT COUNT(*) FROM page JOIN answer ON answer.id = page.answer_id WHERE "
                "page.run_id = ? AND alias = 0 AND frame = 0 AND answer.status > 0")
          .integer(info_.id)
          .value_or(0));
}

std::unique_ptr<Run> open_run(const std::shared_ptr<Database>& database, std::int64_t run) {
  auto info = run_info(*database, run);
  if (!info) return nullptr;
  return std::make_unique<StoredRun>(database, std::move(*info));
}

}  // namespace vigie::reports::history
