#ifndef VIGIE_REPORTS_LOCALE_RULE_TEXT_H
#define VIGIE_REPORTS_LOCALE_RULE_TEXT_H

#include "crawler/page_contents.h"
#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports {

// What people read for the words that machines write (rules::name); msgids.
const char* severity_name(rules::Severity severity);  // "critical"
const char* theme_name(rules::Theme theme);           // "Accessibility"
const char* outcome_name(rules::Outcome outcome);     // "to be decided by a person"
const char* resource_kind_name(crawler::ResourceKind kind);
const char* state_text(RunState state);  // a sentence; empty of a finished run

}  // namespace vigie::reports

#endif
