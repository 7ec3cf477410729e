#ifndef VIGIE_REPORTS_HISTORY_PAGE_ROWS_H
#define VIGIE_REPORTS_HISTORY_PAGE_ROWS_H

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "crawler/crawl_store.h"
#include "crawler/page_contents.h"
#include "probes/page_load.h"
#include "reports/history/database.h"
#include "reports/history/visit_record.h"

namespace vigie::reports::history {

// A page of a run as its rows tell it.
struct PageRow {
  std::int64_t url_id = 0, content_id = 0, outcomes_id = 0, portal_outcomes_id = 0;
  std::string url, final_url;
  AnswerRecord answer;
  FigureRecord figures;
  bool alias = false, frame = false;
  crawler::FoundBy found_by = crawler::FoundBy::link;
  std::optional<std::uint32_t> clicks;
  std::optional<int> final_status;
  std::string page_template;
  std::optional<probes::PageWeight> weight;
  std::string title, lang;
  bool too_large = false;
  std::uint32_t elements_dropped = 0;

  std::optional<probes::PageLoad> load() const;
  std::string last_modified() const;  // ISO 8601, a day or a second; empty when unknown
};

// The pages of one run by URL. Only URLs are sorted (SQLite spills them to a file when there are
// many); one page at a time is in memory. May be asked for other pages while it goes on.
class PageRows {
 public:
  PageRows(Database& database, std::int64_t run);
  void each(const std::function<void(const PageRow&)>& use);
  std::optional<PageRow> find(std::int64_t url_id);
  // Nullopt when there are none, or damaged ones.
  std::optional<crawler::PageContents> contents(const PageRow& page);

 private:
  Database& database_;
  std::int64_t run_;
  Statement page_, contents_;
};

std::optional<crawler::Failure> failure_of(std::string_view error_kind, std::string_view detail);

}  // namespace vigie::reports::history

#endif
