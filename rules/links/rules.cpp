#include "rules/links/rules.h"

#include "crawler/marked_text.h"
#include "rules/rule.h"

namespace vigie::rules {

Rule broken_link() {
  return {
      .info = {.id = "broken-link",
               .theme = Theme::links,
               .title = N_("Links lead somewhere"),
               .severity = Severity::serious,
               .help = N_("Write the address the page has now, let the old address redirect to it, "
                          "or take the link away.")},
      .checks = PortalChecks{}};
}

Rule missing_resource() {
  return {.info = {.id = "missing-resource",
                   .theme = Theme::links,
                   .title = N_("Images, style sheets, scripts and fonts are there"),
                   .severity = Severity::moderate,
                   .help = N_("Put the file back, or write the address it has now; where it is no "
                              "longer needed, take the element away.")},
          .checks = PortalChecks{}};
}

}  // namespace vigie::rules
