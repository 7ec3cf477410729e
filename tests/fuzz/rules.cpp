// Whatever the page and its headers: every rule of the catalogue comes to verdicts whose evidence
// lies within the page. The first byte chooses headers, the rest is the page.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/charset.h"
#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"
#include "crawler/response.h"
#include "crawler/url.h"
#include "rules/catalogue.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace {

using namespace vigie;

void require(bool holds) {
  if (!holds) std::abort();
}

// A bit of the first byte for each; the value is the end of the page, so that it is fuzzed as well.
constexpr std::array<std::string_view, 7> kHeaders{"Content-Security-Policy",
                                                   "Strict-Transport-Security",
                                                   "X-Frame-Options",
                                                   "Referrer-Policy",
                                                   "X-Content-Type-Options",
                                                   "Set-Cookie",
                                                   "Set-Cookie"};

std::string header_value(std::string_view page) {
  constexpr std::size_t kMost = 200;
  return std::string(page.substr(page.size() > kMost ? page.size() - kMost : 0));
}

crawler::Response answer_with(std::uint8_t bits, std::string_view page) {
  crawler::Response response;
  response.status = 200;
  response.at_ms = 1'750'000'000'000;
  for (std::size_t header = 0; header < kHeaders.size(); ++header) {
    if ((bits & (1U << header)) == 0) continue;
    response.headers.add(kHeaders[header], header_value(page));
    if (kHeaders[header] == "Set-Cookie") response.set_cookies.push_back(header_value(page));
  }
  return response;
}

void check(const rules::Judgement& judgement, const dom::Document& document) {
  // A lone carriage return breaks a line too; CRLF counted twice does no harm to an upper bound.
  const auto lines = 1 + std::ranges::count_if(document.source(), [](char byte) {
                       return byte == '\n' || byte == '\r';
                     });
  for (const rules::Finding& finding : judgement.findings) {
    require(rules::find_rule(finding.rule) != nullptr);
    require(static_cast<std::ptrdiff_t>(finding.line) <= lines);
    // What has a place in the page has all of it.
    require(finding.selector.empty() == finding.snippet.empty() || finding.line == 0);
    require(finding.line == 0 || !finding.selector.empty());
  }
  for (const rules::OutcomeCounts& counts : judgement.outcomes) {
    const auto& [passed, failed, cant_tell, inapplicable] = counts.count;
    require(passed + failed + cant_tell + inapplicable > 0);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const auto url = crawler::Url::parse("https://mairie.example/page");
  static const std::vector<const rules::Rule*> all = [] {
    std::vector<const rules::Rule*> rules;
    for (const rules::Rule& rule : rules::catalogue()) rules.push_back(&rule);
    return rules;
  }();
  const std::string page =
      crawler::to_valid_utf8({reinterpret_cast<const char*>(data) + 1, size - 1});
  const crawler::Response response = answer_with(data[0], page);
  const dom::Document document = dom::parse_html(page);
  const rules::Answer answer{
      .url = *url, .response = response, .document = &document, .base_url = *url};
  const rules::Judgement judgement = rules::judge(all, answer, rules::Keep::all);
  check(judgement, document);
  // Judging is a function of the answer.
  const rules::Judgement again = rules::judge(all, answer, rules::Keep::all);
  require(again.findings.size() == judgement.findings.size());
  for (std::size_t one = 0; one < again.findings.size(); ++one)
    require(again.findings[one].fingerprint == judgement.findings[one].fingerprint);
  return 0;
}
