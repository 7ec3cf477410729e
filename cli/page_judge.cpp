#include "cli/page_judge.h"

#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/page_reader.h"
#include "crawler/url.h"
#include "probes/page_load.h"
#include "reports/judged_page.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::cli {

PageJudge::PageJudge(std::vector<const rules::Rule*> rules, rules::Keep keep)
    : rules_(std::move(rules)), keep_(keep) {
  for (const rules::Rule* rule : rules_)
    if (std::holds_alternative<rules::ElementChecks>(rule->checks)) element_rules_.push_back(rule);
}

std::unique_ptr<crawler::Analysis> PageJudge::analyse(const crawler::LivePage& page) const {
  auto judged = std::make_unique<reports::JudgedPage>();
  if (page.response.status != 0)
    judged->load = probes::page_load(page.response, page.contents, page.samples);
  // An error page is not what the portal means to show; its faults would only blur those of real
  // pages.
  const bool shown = page.local || (page.response.status >= 200 && page.response.status < 300);
  if (!page.document || !shown) return judged;
  const auto base = crawler::Url::parse(page.contents->base_url);
  judged->judgement = rules::judge(page.local ? element_rules_ : rules_,
                                   {.url = page.url,
                                    .response = page.response,
                                    .document = page.document,
                                    .base_url = base ? *base : page.url},
                                   keep_);
  return judged;
}

}  // namespace vigie::cli
