#ifndef VIGIE_RULES_FINDING_H
#define VIGIE_RULES_FINDING_H

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.h"

namespace vigie::rules {

// One verdict with its evidence, free of the Document it came from. `rule` and `message` point to
// static text.
struct Finding {
  std::string_view rule;
  Outcome outcome;
  std::string selector;  // empty when it is about the answer as a whole
  std::string snippet;
  std::uint32_t line = 0;  // 0: no line
  std::string where;       // AnswerVerdict::where; of links and resources the href as written
  std::string_view message;
  std::vector<std::string> values;
  References act;
  std::uint64_t fingerprint = 0;  // fingerprint.h: rule and template-independent place; with the
                                  // page it names the finding across runs
};

// How often a rule came to each outcome on one page, passed, failed, cant_tell, inapplicable.
struct OutcomeCounts {
  std::string_view rule;
  std::array<std::uint32_t, 4> count{};
};

struct Judgement {
  std::vector<Finding>
      findings;  // failed and cant_tell; with Keep::all also passed and inapplicable
  std::vector<OutcomeCounts> outcomes;  // every rule judged, in the catalogue's order
};

enum class Keep : std::uint8_t { problems, all };

// Judges one page by element and answer rules. Linear in the page. Thread-safe.
Judgement judge(std::span<const Rule* const> rules, const Answer& answer,
                Keep keep = Keep::problems);

}  // namespace vigie::rules

#endif
