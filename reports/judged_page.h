#ifndef VIGIE_REPORTS_JUDGED_PAGE_H
#define VIGIE_REPORTS_JUDGED_PAGE_H

#include <optional>

#include "crawler/crawl_store.h"
#include "probes/page_load.h"
#include "rules/finding.h"

namespace vigie::reports {

// What rules and probes said of a page: the only Analysis a crawl of ours carries.
struct JudgedPage : crawler::Analysis {
  rules::Judgement judgement;
  std::optional<probes::PageLoad> load;  // absent where no answer came
};

}  // namespace vigie::reports

#endif
