#include "rules/catalogue.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/accessibility/rules.h"
#include "rules/fingerprint.h"
#include "rules/links/rules.h"
#include "rules/rule.h"
#include "rules/security/rules.h"

namespace vigie::rules {
namespace {

const std::vector<Rule>& rules() {
  static const std::vector<Rule> all = {
      page_language(), page_title(),       image_alt(),
      link_name(),     button_name(),      field_label(),
      iframe_title(),  viewport_zoom(),    duplicate_id(),

      hsts(),          csp_present(),      content_type_options(),
      clickjacking(),  referrer_policy(),  cookie_flags(),
      mixed_content(),

      broken_link(),   missing_resource(),
  };
  return all;
}

}  // namespace

std::span<const Rule> catalogue() { return rules(); }

const Rule* find_rule(std::string_view id) {
  const auto found = std::ranges::find(rules(), id, [](const Rule& rule) { return rule.info.id; });
  return found == rules().end() ? nullptr : &*found;
}

int catalogue_version() {
  std::string versions;
  for (const Rule& rule : rules())
    versions.append(rule.info.id)
        .append(1, ' ')
        .append(std::to_string(rule.info.version))
        .append(1, '\n');
  return static_cast<int>(fingerprint("catalogue", versions) & 0x7FFFFFFF);
}

}  // namespace vigie::rules
