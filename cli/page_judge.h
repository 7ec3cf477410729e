#ifndef VIGIE_CLI_PAGE_JUDGE_H
#define VIGIE_CLI_PAGE_JUDGE_H

#include <memory>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/page_reader.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::cli {

// Joins rules and probes to the crawl: every page is judged and measured where it was parsed, while
// its Document is alive.
class PageJudge : public crawler::PageAnalyser {
 public:
  PageJudge(std::vector<const rules::Rule*> rules, rules::Keep keep);
  std::unique_ptr<crawler::Analysis> analyse(const crawler::LivePage& page) const override;

 private:
  std::vector<const rules::Rule*> rules_, element_rules_;  // the latter for local files
  rules::Keep keep_;
};

}  // namespace vigie::cli

#endif
