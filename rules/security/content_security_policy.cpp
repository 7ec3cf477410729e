#include "rules/security/content_security_policy.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "rules/noscript.h"
#include "rules/rule.h"
#include "rules/security/header_lists.h"
#include "rules/white_space.h"

namespace vigie::rules {
namespace {

constexpr std::size_t kMostPolicies = 64;

constexpr auto kDirectives = std::to_array<std::string_view>({"base-uri",
                                                              "block-all-mixed-content",
                                                              "child-src",
                                                              "connect-src",
                                                              "default-src",
                                                              "fenced-frame-src",
                                                              "font-src",
                                                              "form-action",
                                                              "frame-ancestors",
                                                              "frame-src",
                                                              "img-src",
                                                              "manifest-src",
                                                              "media-src",
                                                              "navigate-to",
                                                              "object-src",
                                                              "plugin-types",
                                                              "prefetch-src",
                                                              "referrer",
                                                              "reflected-xss",
                                                              "report-to",
                                                              "report-uri",
                                                              "require-sri-for",
                                                              "require-trusted-types-for",
                                                              "sandbox",
                                                              "script-src",
                                                              "script-src-attr",
                                                              "script-src-elem",
                                                              "style-src",
                                                              "style-src-attr",
                                                              "style-src-elem",
                                                              "trusted-types",
                                                              "upgrade-insecure-requests",
                                                              "worker-src"});
static_assert(std::ranges::is_sorted(kDirectives));

bool is_for_headers_only(std::string_view directive) {
  return directive == "frame-ancestors" || directive == "report-uri" || directive == "sandbox";
}

}  // namespace

std::optional<std::string_view> Policy::directive(std::string_view name) const {
  const auto found = std::ranges::find(directives, name, [](const auto& one) { return one.first; });
  if (found == directives.end()) return std::nullopt;
  return found->second;
}

Policy parse_policy(std::string_view text) {
  Policy policy;
  for (const std::string_view token : split(text, ';')) {
    const std::size_t name_end = std::min(token.find_first_of(kWhiteSpace), token.size());
    std::string name = lower_case(token.substr(0, name_end));
    if (!name.empty() && !policy.directive(name))
      policy.directives.emplace_back(std::move(name), trimmed(token.substr(name_end)));
  }
  return policy;
}

bool is_known_directive(std::string_view name) {
  return std::ranges::find(kDirectives, name) != kDirectives.end();
}

std::vector<Policy> enforced_policies(const Answer& answer) {
  std::vector<Policy> policies;
  const auto add = [&](Policy policy) {
    if (!policy.directives.empty() && policies.size() < kMostPolicies)
      policies.push_back(std::move(policy));
  };
  for (const std::string_view line : answer.response.headers.all("Content-Security-Policy"))
    for (const std::string_view text : split(line, ',')) add(parse_policy(text));
  if (answer.document == nullptr) return policies;
  const dom::Document& page = *answer.document;
  const Noscript noscript(page);
  for (const dom::NodeId meta : page.elements(dom::Tag::meta)) {
    if (!noscript.is_in_head(meta) || noscript.holds(meta) || page.is_template_content(meta) ||
        !crawler::equal_ignoring_case(page.attribute(meta, "http-equiv").value_or(""),
                                      "content-security-policy"))
      continue;
    Policy policy = parse_policy(page.attribute(meta, "content").value_or(""));
    std::erase_if(policy.directives,
                  [](const auto& one) { return is_for_headers_only(one.first); });
    policy.meta = meta;
    add(std::move(policy));
  }
  return policies;
}

}  // namespace vigie::rules
