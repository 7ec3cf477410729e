#include "rules/rule.h"

#include <string_view>

namespace vigie::rules {

std::string_view name(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed:
      return "passed";
    case Outcome::failed:
      return "failed";
    case Outcome::cant_tell:
      return "cantTell";
    case Outcome::inapplicable:
      break;
  }
  return "inapplicable";
}

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::minor:
      return "minor";
    case Severity::moderate:
      return "moderate";
    case Severity::serious:
      return "serious";
    case Severity::critical:
      break;
  }
  return "critical";
}

std::string_view name(Theme theme) {
  switch (theme) {
    case Theme::accessibility:
      return "accessibility";
    case Theme::security:
      return "security";
    case Theme::links:
      return "links";
    case Theme::performance:
      break;
  }
  return "performance";
}

}  // namespace vigie::rules
