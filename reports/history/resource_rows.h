#ifndef VIGIE_REPORTS_HISTORY_RESOURCE_ROWS_H
#define VIGIE_REPORTS_HISTORY_RESOURCE_ROWS_H

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/page_contents.h"
#include "reports/history/database.h"
#include "reports/history/visit_record.h"

namespace vigie::reports::history {

struct ResourceRow {
  std::int64_t url_id = 0;
  std::string url, final_url;
  crawler::ResourceKind kind = crawler::ResourceKind::other;
  crawler::FoundBy found_by = crawler::FoundBy::resource;
  AnswerRecord answer;
  std::uint64_t bytes_transferred = 0, bytes_decoded = 0;
  std::vector<crawler::ResourceUse> uses;
};

// By URL; checked external links too.
void each_resource_row(Database& database, std::int64_t run,
                       const std::function<void(const ResourceRow&)>& use);

}  // namespace vigie::reports::history

#endif
