#include "reports/history/frames.h"

#include <cstdint>

#include "crawler/crawl_store.h"
#include "crawler/page_contents.h"
#include "reports/history/codec.h"
#include "reports/history/contents_codec.h"
#include "reports/history/database.h"
#include "reports/history/frontier_rows.h"
#include "reports/history/interner.h"
#include "reports/history/visit_record.h"

namespace vigie::reports::history {
namespace {

constexpr int kMaxNesting = 10;  // frames within frames

bool has_frames(Database& database, std::int64_t run) {
  return Statement(
             database,
             "SELECT 1 FROM page INDEXED BY page_frame WHERE run_id = ? AND frame = 1 LIMIT 1")
      .integer(run)
      .has_value();
}

void promote_linked(Database& database, Interner& interner, std::int64_t run, std::int64_t portal) {
  Statement promote(database,
                    "UPDATE page SET frame = 0, shown_on_id = NULL, found_by = ? "
                    "WHERE run_id = ? AND url_id = ? AND frame = 1");
  each_frontier_url(database, run, [&](const NewUrlRecord& found) {
    if (found.found_by != crawler::FoundBy::resource)
      promote.run(static_cast<int>(found.found_by), run, interner.url(portal, found.url));
  });
}

// `parents`: rows of (contents, page to show on). Whether anything was told.
bool show_children(Database& database, Interner& interner, std::int64_t run, std::int64_t portal,
                   const char* parents) {
  Statement read(database, parents);
  Statement show(database,
                 "UPDATE page SET shown_on_id = ? WHERE run_id = ? AND url_id = ? AND frame = 1 "
                 "AND shown_on_id IS NULL");
  bool any = false;
  Statement::Rows rows = read.query(run);
  while (rows.next()) {
    const auto head = decode_head(decompressed(rows.text(0)));
    if (!head) continue;
    for (const crawler::ResourceUse& use : head->resources) {
      if (use.kind != crawler::ResourceKind::frame) continue;
      show.run(rows.integer(1), run, interner.url(portal, use.url));
      any = any || database.changes() > 0;
    }
  }
  return any;
}

}  // namespace

void settle_frames(Database& database, Interner& interner, std::int64_t run, std::int64_t portal) {
  if (!has_frames(database, run)) return;
  promote_linked(database, interner, run, portal);
  show_children(database, interner, run, portal,
                "SELECT content.data, page.url_id FROM page JOIN url ON url.id = page.url_id "
                "JOIN content ON content.id = page.content_id "
                "WHERE page.run_id = ? AND page.frame = 0 AND content.frames > 0 ORDER BY url.url");
  for (int depth = 1; depth < kMaxNesting; ++depth)
    if (!show_children(
            database, interner, run, portal,
            "SELECT content.data, page.shown_on_id FROM page JOIN url ON url.id = page.url_id "
            "JOIN content ON content.id = page.content_id "
            "WHERE page.run_id = ? AND page.frame = 1 AND page.shown_on_id IS NOT NULL AND "
            "content.frames > 0 ORDER BY url.url"))
      break;
}

}  // namespace vigie::reports::history
