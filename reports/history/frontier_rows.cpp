#include "reports/history/frontier_rows.h"

#include <cstdint>
#include <functional>
#include <string>

#include "crawler/crawl_store.h"
#include "reports/history/codec.h"
#include "reports/history/database.h"
#include "reports/history/visit_record.h"

namespace vigie::reports::history {

void each_frontier_url(Database& database, std::int64_t run,
                       const std::function<void(const NewUrlRecord&)>& use) {
  Statement pieces(database, "SELECT data FROM frontier WHERE run_id = ? ORDER BY id");
  Statement::Rows rows = pieces.query(run);
  while (rows.next()) {
    const std::string bytes = decompressed(rows.text(0));
    Decoder in(bytes);
    NewUrlRecord found;
    while (!in.at_end()) {
      in.text_after(found.url);
      const std::uint64_t by = in.number();
      found.clicks = in.number32();
      if (in.broken() || by > static_cast<std::uint64_t>(crawler::FoundBy::external)) break;
      found.found_by = static_cast<crawler::FoundBy>(by);
      use(found);
    }
  }
}

}  // namespace vigie::reports::history
