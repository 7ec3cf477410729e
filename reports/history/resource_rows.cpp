#include "reports/history/resource_rows.h"

#include <cstdint>
#include <functional>

#include "crawler/crawl_store.h"
#include "crawler/page_contents.h"
#include "reports/history/codec.h"
#include "reports/history/contents_codec.h"
#include "reports/history/database.h"
#include "reports/history/visit_record.h"

namespace vigie::reports::history {

void each_resource_row(Database& database, std::int64_t run,
                       const std::function<void(const ResourceRow&)>& use) {
  Statement sorted(database,
                   "SELECT resource.url_id, resource.state_id, resource.found_by, url.url "
                   "FROM resource JOIN url ON url.id = resource.url_id "
                   "WHERE resource.run_id = ? ORDER BY url.url");
  Statement state(database,
                  "SELECT resource_state.kind, resource_state.data, final.url, bytes_transferred, "
                  "bytes_decoded, uses FROM resource_state "
                  "JOIN url AS final ON final.id = final_url_id WHERE resource_state.id = ?");
  Statement::Rows rows = sorted.query(run);
  while (rows.next()) {
    Statement::Rows details = state.query(rows.integer(1));
    if (!details.next()) continue;
    Decoder uses(details.text(5));
    use({.url_id = rows.integer(0),
         .url = rows.string(3),
         .final_url = details.string(2),
         .kind = static_cast<crawler::ResourceKind>(details.integer(0)),
         .found_by = static_cast<crawler::FoundBy>(rows.integer(2)),
         .answer = decode_answer(details.text(1)).value_or(AnswerRecord{}),
         .bytes_transferred = static_cast<std::uint64_t>(details.integer(3)),
         .bytes_decoded = static_cast<std::uint64_t>(details.integer(4)),
         .uses = details.is_null(5) ? std::vector<crawler::ResourceUse>() : decode_uses(uses)});
  }
}

}  // namespace vigie::reports::history
