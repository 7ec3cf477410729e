#ifndef VIGIE_REPORTS_HISTORY_FRAMES_H
#define VIGIE_REPORTS_HISTORY_FRAMES_H

#include <cstdint>

#include "reports/history/database.h"
#include "reports/history/interner.h"

namespace vigie::reports::history {

// A frame is a part of the pages that show it. What is found in it is told once, with the first of
// these by URL (page.shown_on_id). A frame that something links to is a page from now on.
void settle_frames(Database& database, Interner& interner, std::int64_t run, std::int64_t portal);

}  // namespace vigie::reports::history

#endif
