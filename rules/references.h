#ifndef VIGIE_RULES_REFERENCES_H
#define VIGIE_RULES_REFERENCES_H

#include <optional>
#include <string_view>

namespace vigie::rules {

// The texts that rules refer to by number. Sources and licences: rules/data/README.md. Lookups walk
// the embedded tables, a few hundred lines.

struct RgaaTest {            // of RGAA 4.1.2
  std::string_view id;       // "1.1.1": theme, criterion, test
  std::string_view french;   // the official text
  std::string_view english;  // of RAWeb 1 (Luxembourg); empty where it says something else
};
std::optional<RgaaTest> rgaa_test(std::string_view id);

struct WcagCriterion {       // of WCAG 2.1
  std::string_view id;       // "1.1.1"
  std::string_view level;    // "A", "AA"
  std::string_view english;  // its name
};
std::optional<WcagCriterion> wcag_criterion(std::string_view id);

}  // namespace vigie::rules

#endif
