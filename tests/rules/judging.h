#ifndef VIGIE_TESTS_RULES_JUDGING_H
#define VIGIE_TESTS_RULES_JUDGING_H

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::rules {

// An answer as a server might have sent it; the body is UTF-8.
struct Sent {
  std::string url = "https://mairie.example/page";
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  bool is_html = true;
  std::int64_t at_ms = 1'750'000'000'000;  // 2025-06-15
};

// What the rule of the catalogue says of it, every outcome kept. Set-Cookie headers are cookies.
Judgement judge(std::string_view rule, const Sent& sent);
Judgement judge(std::string_view rule, std::string_view html);
Judgement judge_all(const Sent& sent, Keep keep = Keep::problems);

// failed before cantTell before passed before inapplicable.
Outcome worst(const Judgement& judgement);

}  // namespace vigie::rules

#endif
