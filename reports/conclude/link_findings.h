#ifndef VIGIE_REPORTS_CONCLUDE_LINK_FINDINGS_H
#define VIGIE_REPORTS_CONCLUDE_LINK_FINDINGS_H

#include <string>
#include <vector>

#include "crawler/page_contents.h"
#include "reports/conclude/portal.h"
#include "rules/finding.h"

namespace vigie::reports {

// What the rules that look from one page at another (broken-link, missing-resource) say of a page:
// findings once per target.
struct LinkRules {
  bool links = true, resources = true;
};
rules::Judgement judge_references(const Portal& portal, const crawler::PageContents& contents,
                                  LinkRules rules);

}  // namespace vigie::reports

#endif
