#include "reports/history/run_store.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/error_kind.h"
#include "crawler/page_contents.h"
#include "probes/measure.h"
#include "probes/page_load.h"
#include "reports/conclude/kept_run.h"
#include "reports/history/database.h"
#include "reports/history/database_file.h"
#include "reports/history/frames.h"
#include "reports/history/heartbeat.h"
#include "reports/history/history.h"
#include "reports/history/judgement_record.h"
#include "reports/history/known_urls.h"
#include "reports/history/merger.h"
#include "reports/history/owner.h"
#include "reports/history/page_rows.h"
#include "reports/history/place.h"
#include "reports/history/rescue.h"
#include "reports/history/resource_rows.h"
#include "reports/history/run_claim.h"
#include "reports/history/visit_record.h"
#include "reports/run.h"
#include "rules/finding.h"

namespace vigie::reports {

using history::Claim;
using history::Database;
using history::DatabaseError;
using history::Statement;
using history::Transaction;

namespace {

// The journal is merged when it holds this much, or after this time: a reader beside us sees pages
// that late, and a resumed run begins with merging so much.
constexpr std::size_t kMergePages = 256, kMergeBytes = std::size_t{4} << 20;
constexpr std::chrono::milliseconds kMergeAfter{2'000};
constexpr std::size_t kWaitingPages = 256;

}  // namespace

RunStore::RunStore(std::shared_ptr<history::Place> place, RunRequest request)
    : place_(std::move(place)), request_(std::move(request)) {
  surely([this] { begin(); });
}

RunStore::~RunStore() = default;

void RunStore::begin() {
  if (!merger_) use(place_->database);
  const Claim claim = claim_run(*place_->database, *merger_, request_);
  run_ = claim.run;
  portal_ = claim.portal;
  started_ms_ = claim.started_ms;
  resumed_ = claim.resumed;
  if (!place_->temporary()) heartbeat_ = std::make_unique<history::Heartbeat>(place_->path, run_);
}

void RunStore::use(std::shared_ptr<Database> database) {
  add_journal_.reset();
  merger_.reset();
  place_->database = std::move(database);
  merger_ = std::make_unique<history::Merger>(*place_->database);
  add_journal_ = std::make_unique<Statement>(*place_->database,
                                             "INSERT INTO journal (run_id, data) VALUES (?, ?)");
}

void RunStore::surely(const std::function<void()>& work) {
  for (;;) {
    try {
      return work();
    } catch (const DatabaseError& error) {
      if (in_memory_) throw;  // there is no place left
      give_up_file(error);
    }
  }
}

void RunStore::give_up_file(const DatabaseError& error) {
  heartbeat_.reset();
  if (!place_->temporary()) {
    if (!lost_) lost_ = history::trouble_of(error);
    const std::string path = std::exchange(place_->path, {});
    use(run_ != 0 ? history::rescue_run(path, run_) : history::open_temporary());
  } else {
    in_memory_ = true;
    use(history::rescue_temporary(*place_->database));
  }
  if (run_ == 0) return;  // it was beginning
  const auto known =
      Statement(*place_->database, "SELECT portal_id FROM run WHERE id = ?").integer(run_);
  if (!known)
    history::put_run(*place_->database, *merger_, request_,
                     {.run = run_, .started_ms = started_ms_});
  portal_ = Statement(*place_->database, "SELECT portal_id FROM run WHERE id = ?")
                .integer(run_)
                .value_or(0);
}

void RunStore::commit(crawler::CrawlBatch&& batch) {
  settled_ = false;
  std::size_t bytes = 0;
  surely([&] {
    // Inside, since a temporary file keeps other evidence than the one given up.
    const std::string record = history::encode(batch, [this](std::string_view evidence) {
      return merger_->interner().known_evidence(evidence);
    });
    add_journal_->run(run_, history::blob(record));
    bytes = record.size();
  });
  if (journal_bytes_ == 0) merged_at_ = std::chrono::steady_clock::now();
  journal_pages_ += batch.pages.size();
  journal_bytes_ += bytes;
  if (is_time_to_merge()) surely([this] { merge(); });
}

bool RunStore::is_time_to_merge() const {
  return journal_pages_ >= kMergePages || journal_bytes_ >= kMergeBytes ||
         std::chrono::steady_clock::now() - merged_at_ >= kMergeAfter;
}

void RunStore::merge() {
  try {
    merger_->merge(run_, portal_);
  } catch (const DatabaseError&) {
    merger_->forget();  // numbers that were given and taken back
    throw;
  }
  journal_pages_ = journal_bytes_ = 0;
}

void RunStore::known_urls(const std::function<void(const crawler::KnownUrl&)>& each) {
  if (!resumed_) return;
  surely([&] {
    history::each_known_url(*place_->database, run_,
                            {.resources = request_.resources, .external = request_.external}, each);
  });
}

// Everything committed lies in its tables, and frames are told from pages.
void RunStore::settle() {
  if (settled_) return;
  surely([this] {
    Transaction transaction(*place_->database);
    merge();
    history::settle_frames(*place_->database, merger_->interner(), run_, portal_);
    transaction.commit();
  });
  settled_ = true;
}

namespace {

KeptPage kept_page(const history::PageRow& row, const std::string& last_modified) {
  return {.url = row.url,
          .final_url = row.final_url,
          .status = row.answer.status,
          .failure = crawler::error_kind(row.answer.error_kind),
          .alias = row.alias,
          .frame = row.frame,
          .asked_to_wait = row.answer.retry_after,
          .found_by = row.found_by,
          .redirects = row.answer.redirects,
          .content_type = row.answer.content_type,
          .last_modified = last_modified};
}

}  // namespace

void RunStore::each_answer(const std::function<void(const KeptPage&)>& use) {
  settle();
  const std::shared_ptr<Database> database = place_->database;
  history::PageRows pages(*database, run_);
  pages.each([&](const history::PageRow& row) { use(kept_page(row, row.last_modified())); });
}

void RunStore::each_page(const std::function<void(const KeptPage&)>& use) {
  settle();
  const std::shared_ptr<Database> database = place_->database;
  history::PageRows pages(*database, run_);
  pages.each([&](const history::PageRow& row) {
    const std::string last_modified = row.last_modified();
    KeptPage page = kept_page(row, last_modified);
    const std::optional<crawler::PageContents> contents = pages.contents(row);
    const std::optional<probes::PageLoad> load = row.load();
    page.contents = contents ? &*contents : nullptr;
    page.load = load ? &*load : nullptr;
    use(page);
  });
}

void RunStore::each_resource(const std::function<void(const KeptResource&)>& use) {
  settle();
  const std::shared_ptr<Database> database = place_->database;
  history::each_resource_row(*database, run_, [&](const history::ResourceRow& row) {
    use({.url = row.url,
         .final_url = row.final_url,
         .kind = row.kind,
         .found_by = row.found_by,
         .status = row.answer.status,
         .failure = crawler::error_kind(row.answer.error_kind),
         .asked_to_wait = row.answer.retry_after,
         .bytes_transferred = row.bytes_transferred,
         .uses = row.uses});
  });
}

void RunStore::conclude_page(std::string_view url, const PageConclusion& conclusion) {
  waiting_.push_back({std::string(url), conclusion, {}});
  if (waiting_.size() >= kWaitingPages) flush();
}

void RunStore::add_findings(std::string_view page, std::vector<rules::Finding> findings,
                            std::span<const rules::OutcomeCounts> judged) {
  const rules::Judgement judgement{std::move(findings), {judged.begin(), judged.end()}};
  waiting_.push_back({std::string(page), std::nullopt, history::encode(judgement).bytes});
  if (waiting_.size() >= kWaitingPages) flush();
}

void RunStore::flush() {
  if (waiting_.empty()) return;
  settle();
  surely([this] { write_waiting(); });
  waiting_.clear();
}

void RunStore::write_waiting() {
  try {
    Transaction transaction(*place_->database);
    Statement conclude(*place_->database,
                       "UPDATE page SET clicks = ?, final_status = ?, template_id = ?, "
                       "weight_bytes = ?, weight_requests = ?, weight_third_party = ?, "
                       "weight_complete = ? WHERE run_id = ? AND url_id = ?");
    history::Interner& interner = merger_->interner();
    for (const WaitingPage& page : waiting_) {
      if (!page.judgement.empty()) merger_->judge(run_, portal_, page.url, page.judgement);
      if (!page.conclusion) continue;
      const PageConclusion& said = *page.conclusion;
      const auto weight = [&](auto value) {
        return said.weight ? std::optional(static_cast<std::int64_t>(value(*said.weight)))
                           : std::nullopt;
      };
      conclude.run(said.clicks, said.status,
                   said.page_template.empty() ? std::nullopt
                                              : std::optional(interner.text(said.page_template)),
                   weight([](const probes::PageWeight& w) { return w.bytes; }),
                   weight([](const probes::PageWeight& w) { return w.requests; }),
                   weight([](const probes::PageWeight& w) { return w.third_party_requests; }),
                   weight([](const probes::PageWeight& w) { return w.complete; }), run_,
                   interner.url(portal_, page.url));
    }
    transaction.commit();
  } catch (const DatabaseError&) {
    merger_->forget();
    throw;
  }
}

void RunStore::add_measures(std::span<const probes::Measure> measures) {
  flush();
  surely([&] {
    try {
      Transaction transaction(*place_->database);
      Statement put(*place_->database,
                    "INSERT INTO measure (portal_id, metric_id, scope_id, run_id, value) VALUES "
                    "(?, ?, ?, ?, ?) ON CONFLICT (portal_id, metric_id, scope_id, run_id) "
                    "DO UPDATE SET value = excluded.value");
      history::Interner& interner = merger_->interner();
      for (const probes::Measure& measure : measures)
        put.run(portal_, interner.metric(measure.name, static_cast<int>(measure.unit)),
                interner.text(measure.scope), run_, measure.value);
      transaction.commit();
    } catch (const DatabaseError&) {
      merger_->forget();
      throw;
    }
  });
}

void RunStore::add_not_measured(const crawler::NotMeasured& entry) {
  crawler::CrawlBatch batch;
  batch.not_measured.push_back(entry);
  commit(std::move(batch));
}

void RunStore::finish(RunState state) {
  flush();
  settle();
  surely([&] {
    Transaction transaction(*place_->database);
    Statement(*place_->database, "DELETE FROM frontier WHERE run_id = ?").run(run_);
    Statement(*place_->database,
              "UPDATE run SET state = ?, finished_ms = ?, heartbeat_ms = ?, pages = "
              "(SELECT COUNT(*) FROM page JOIN answer ON answer.id = page.answer_id WHERE "
              "page.run_id = run.id AND alias = 0 AND frame = 0 AND answer.status > 0) "
              "WHERE id = ?")
        .run(name(state), history::now_ms(), history::now_ms(), run_);
    transaction.commit();
  });
  heartbeat_.reset();
}

}  // namespace vigie::reports
