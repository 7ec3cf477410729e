#include "reports/locale/rule_text.h"

#include "crawler/marked_text.h"
#include "crawler/page_contents.h"
#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports {

const char* severity_name(rules::Severity severity) {
  switch (severity) {
    case rules::Severity::critical:
      return N_("critical");
    case rules::Severity::serious:
      return N_("serious");
    case rules::Severity::moderate:
      return N_("moderate");
    case rules::Severity::minor:
      break;
  }
  return N_("minor");
}

const char* theme_name(rules::Theme theme) {
  switch (theme) {
    case rules::Theme::accessibility:
      return N_("Accessibility");
    case rules::Theme::security:
      return N_("Security");
    case rules::Theme::links:
      return N_("Links and resources");
    case rules::Theme::performance:
      break;
  }
  return N_("Page load");
}

const char* outcome_name(rules::Outcome outcome) {
  switch (outcome) {
    case rules::Outcome::passed:
      return N_("passed");
    case rules::Outcome::failed:
      return N_("failed");
    case rules::Outcome::cant_tell:
      return N_("to be decided by a person");
    case rules::Outcome::inapplicable:
      break;
  }
  return N_("nothing to judge");
}

const char* resource_kind_name(crawler::ResourceKind kind) {
  switch (kind) {
    case crawler::ResourceKind::image:
      return N_("image");
    case crawler::ResourceKind::style:
      return N_("style sheet");
    case crawler::ResourceKind::script:
      return N_("script");
    case crawler::ResourceKind::font:
      return N_("font");
    case crawler::ResourceKind::media:
      return N_("audio or video");
    case crawler::ResourceKind::frame:
      return N_("frame");
    case crawler::ResourceKind::other:
      break;
  }
  return N_("other");
}

const char* state_text(RunState state) {
  switch (state) {
    case RunState::running:
      return N_("The audit is still running: this report is partial.");
    case RunState::interrupted:
      return N_("The audit was interrupted: this report is partial.");
    case RunState::failed:
      return N_("The audit failed: this report is partial.");
    case RunState::finished:
      break;
  }
  return "";
}

}  // namespace vigie::reports
