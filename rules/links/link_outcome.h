#ifndef VIGIE_RULES_LINKS_LINK_OUTCOME_H
#define VIGIE_RULES_LINKS_LINK_OUTCOME_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crawler/error_kind.h"
#include "crawler/url.h"
#include "rules/rule.h"

namespace vigie::rules {

// What became of the URL a link or an element names.
struct Target {
  std::uint16_t status = 0;  // of the last answer, 0: none
  std::optional<crawler::ErrorKind> failure;
  bool asked_to_wait = false;  // the answer had Retry-After
};

// Rule broken-link. Failed: 404, 410, 5xx (the crawler has asked twice), no such host, connection
// refused, redirects without end. Not decided: answers that depend on who asks or when (401, 403,
// 405, 429, 503 with Retry-After) and failures of the way there (time limits, resets,
// certificates). nullopt: the target is there, or was not asked for.
std::optional<Verdict> judge_link(const Target& target, std::string_view url);

// Rule missing-resource: the same of an image, style sheet, script, font or frame.
std::optional<Verdict> judge_resource(const Target& target, std::string_view url);

// An href that is no URL a browser could follow.
Verdict judge_bad_reference(crawler::UrlError error, std::string_view href);

}  // namespace vigie::rules

#endif
