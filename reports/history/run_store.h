#ifndef VIGIE_REPORTS_HISTORY_RUN_STORE_H
#define VIGIE_REPORTS_HISTORY_RUN_STORE_H

#include <chrono>
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
#include "probes/measure.h"
#include "reports/conclude/kept_run.h"
#include "reports/history/database.h"
#include "reports/history/heartbeat.h"
#include "reports/history/history.h"
#include "reports/history/merger.h"
#include "reports/history/place.h"
#include "reports/history/trouble.h"
#include "reports/history/visit_record.h"
#include "reports/run.h"
#include "rules/finding.h"

namespace vigie::reports {

// One run while it is written: the crawl's frontier and pages, then what is concluded of them.
// Nothing here fails. When the file can no longer be written, what the run has so far is copied
// into a temporary history, the run goes on there, and lost() says why. Used by one thread at a
// time.
class RunStore final : public crawler::CrawlStore, public KeptRun {
 public:
  RunStore(std::shared_ptr<history::Place> place, RunRequest request);
  ~RunStore() override;
  RunStore(const RunStore&) = delete;
  RunStore& operator=(const RunStore&) = delete;

  std::int64_t id() const { return run_; }
  bool resumed() const { return resumed_; }
  std::int64_t started_ms() const { return started_ms_; }  // of a resumed run: when it began first
  // Set when the file was given up: the results are not kept, the run ends with 4.
  const std::optional<Trouble>& lost() const { return lost_; }

  // CrawlStore
  void commit(crawler::CrawlBatch&& batch) override;
  void known_urls(const std::function<void(const crawler::KnownUrl&)>& each) override;

  // KeptRun
  void each_answer(const std::function<void(const KeptPage&)>& use) override;
  void each_page(const std::function<void(const KeptPage&)>& use) override;
  void each_resource(const std::function<void(const KeptResource&)>& use) override;
  void conclude_page(std::string_view url, const PageConclusion& conclusion) override;
  void add_findings(std::string_view page, std::vector<rules::Finding> findings,
                    std::span<const rules::OutcomeCounts> judged) override;
  void add_measures(std::span<const probes::Measure> measures) override;
  void flush() override;

  // What was not measured beside what the crawl says itself.
  void add_not_measured(const crawler::NotMeasured& entry);

  // The last word: everything is kept, then the state changes, in one transaction. A run that is
  // destroyed without stays `running`, and is resumed or `interrupted` by the next one.
  void finish(RunState state);

 private:
  void begin();
  // Does it, or, when the file refuses, does it once more in a temporary one.
  void surely(const std::function<void()>& work);
  void give_up_file(const history::DatabaseError& error);
  void use(std::shared_ptr<history::Database> database);
  bool is_time_to_merge() const;
  void merge();
  void settle();
  void write_waiting();

  struct WaitingPage {  // conclusions not yet written
    std::string url;
    std::optional<PageConclusion> conclusion;
    std::string judgement;  // encoded, empty: none
  };

  std::shared_ptr<history::Place> place_;
  RunRequest request_;
  std::unique_ptr<history::Merger> merger_;
  std::unique_ptr<history::Statement> add_journal_;
  std::unique_ptr<history::Heartbeat> heartbeat_;
  std::int64_t run_ = 0, portal_ = 0, started_ms_ = 0;
  bool resumed_ = false;
  std::optional<Trouble> lost_;
  bool in_memory_ = false;
  std::size_t journal_pages_ = 0, journal_bytes_ = 0;
  std::chrono::steady_clock::time_point merged_at_;
  std::vector<WaitingPage> waiting_;
  bool settled_ = false;
};

}  // namespace vigie::reports

#endif
