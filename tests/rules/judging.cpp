#include "judging.h"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"
#include "crawler/page_contents.h"
#include "crawler/response.h"
#include "crawler/url.h"
#include "rules/catalogue.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::rules {
namespace {

Judgement judge_with(std::span<const Rule* const> rules, const Sent& sent, Keep keep) {
  const auto url = crawler::Url::parse(sent.url);
  if (!url) {
    ADD_FAILURE() << "no URL: " << sent.url;
    return {};
  }
  crawler::Response response;
  response.url = response.final_url = sent.url;
  response.status = sent.status;
  response.at_ms = sent.at_ms;
  for (const auto& [name, value] : sent.headers) {
    response.headers.add(name, value);
    if (crawler::equal_ignoring_case(name, "Set-Cookie")) response.set_cookies.push_back(value);
  }
  if (!sent.is_html)
    return judge(rules, {.url = *url, .response = response, .document = nullptr, .base_url = *url},
                 keep);
  const dom::Document document = dom::parse_html(sent.body);
  const auto base =
      crawler::Url::parse(crawler::read_contents(document, *url, response.headers).base_url);
  return judge(rules, {.url = *url, .response = response, .document = &document, .base_url = *base},
               keep);
}

}  // namespace

Judgement judge(std::string_view rule, const Sent& sent) {
  const Rule* const found = find_rule(rule);
  if (found == nullptr) {
    ADD_FAILURE() << "no such rule: " << rule;
    return {};
  }
  return judge_with(std::array{found}, sent, Keep::all);
}

Judgement judge(std::string_view rule, std::string_view html) {
  return judge(rule, Sent{.body = std::string(html)});
}

Judgement judge_all(const Sent& sent, Keep keep) {
  std::vector<const Rule*> rules;
  for (const Rule& rule : catalogue()) rules.push_back(&rule);
  return judge_with(rules, sent, keep);
}

Outcome worst(const Judgement& judgement) {
  for (const Outcome outcome : {Outcome::failed, Outcome::cant_tell, Outcome::passed})
    for (const OutcomeCounts& counts : judgement.outcomes)
      if (counts.count[static_cast<std::size_t>(outcome)] > 0) return outcome;
  return Outcome::inapplicable;
}

}  // namespace vigie::rules
