#ifndef VIGIE_REPORTS_HISTORY_MERGER_H
#define VIGIE_REPORTS_HISTORY_MERGER_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/history/database.h"
#include "reports/history/finding_intervals.h"
#include "reports/history/interner.h"
#include "reports/history/judgement_record.h"
#include "reports/history/visit_record.h"

namespace vigie::reports::history {

// Moves what a run left in the journal to where it stays. A commit only appends one row to the
// journal: that is all it takes to survive, and the many small changes of many pages are cheaper
// made together, sorted by place. What is merged, and whether by this process or by one that finds
// the journal of a dead one, makes no difference to the result.
class Merger {
 public:
  explicit Merger(Database& database);

  // All journal rows of the run, in one transaction (or within the caller's). Rows that cannot be
  // read are left out.
  void merge(std::int64_t run, std::int64_t portal);

  // Outcomes of rules that are judged when the crawl is over, on a page that is already merged.
  void judge(std::int64_t run, std::int64_t portal, std::string_view page,
             std::string_view judgement);  // encoded

  Interner& interner() { return interner_; }
  void forget() { interner_.forget(); }

 private:
  struct Head {
    std::int64_t run = 0, answer = 0, answer_hash = 0, content = 0, outcomes = 0, judgement = 0;
    std::string content_hash;
  };
  struct Place {  // among the visits of the page
    Visit visit;
    bool again = false;  // this run was here before
  };

  std::optional<Head> head_of(std::int64_t url);
  Place place_of(std::int64_t run, std::int64_t url, const std::optional<Head>& head);
  void merge_page(std::int64_t run, std::int64_t portal, const PageRecord& page);
  std::int64_t keep_answer(std::int64_t portal, const PageRecord& page);
  std::optional<std::int64_t> keep_content(std::int64_t portal, std::string_view contents);
  std::int64_t evidence_of(const FindingRecord& finding);
  std::int64_t keep_judgement(const Visit& visit, const JudgementRecord& judgement);
  void keep_page(const Place& place, const PageRecord& page, const Head& now);
  void merge_resource(std::int64_t run, std::int64_t portal, const ResourceRecord& resource);
  void merge_frontier(std::int64_t run, const std::vector<NewUrlRecord>& discovered);

  Database& database_;
  Interner interner_;
  FindingIntervals intervals_;
  Statement journal_, clear_journal_, head_, set_head_, visit_, relink_, add_answer_, add_content_,
      put_page_, set_portal_outcomes_, resource_head_, set_resource_head_, add_resource_state_,
      put_resource_, add_not_measured_, add_frontier_;
};

}  // namespace vigie::reports::history

#endif
