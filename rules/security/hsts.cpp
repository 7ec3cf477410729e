#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "crawler/marked_text.h"
#include "crawler/url.h"
#include "rules/rule.h"
#include "rules/security/header_lists.h"
#include "rules/security/rules.h"
#include "rules/white_space.h"

// HTTP Strict Transport Security, RFC 6797. Browsers ignore the header over http and for addresses
// that are no names (§8.1), so there this rule has nothing to say.

namespace vigie::rules {
namespace {

constexpr const char* kHeader = "Strict-Transport-Security";
constexpr std::uint64_t kSecondsOfADay = 86'400;
constexpr std::uint64_t kEnough = 180 * kSecondsOfADay;  // as the HTTP Observatory: six months

bool is_address(std::string_view host) {
  // The URL parser leaves a host that ends in a number only as an IPv4 address.
  return host.starts_with('[') || (!host.empty() && host.back() >= '0' && host.back() <= '9' &&
                                   host.find_first_not_of("0123456789.") == std::string_view::npos);
}

// §6.1: directives separated by semicolons, names without case, each at most once, max-age needed.
std::optional<std::uint64_t> max_age(std::string_view header) {
  std::optional<std::uint64_t> age;
  std::set<std::string> seen;
  for (const std::string_view directive : split_outside_quotes(header, ';')) {
    if (directive.empty()) continue;
    const std::size_t equals = std::min(directive.find('='), directive.size());
    const std::string name = lower_case(trimmed(directive.substr(0, equals)));
    if (!seen.insert(name).second) return std::nullopt;
    if (name != "max-age") continue;
    std::string_view value = trimmed(directive.substr(std::min(equals + 1, directive.size())));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    if (value.empty() || value.find_first_not_of("0123456789") != std::string_view::npos)
      return std::nullopt;
    std::uint64_t seconds = UINT64_MAX;  // also what does not fit
    const auto read = std::from_chars(value.data(), value.data() + value.size(), seconds);
    age = read.ec == std::errc{} ? seconds : UINT64_MAX;
  }
  return age;
}

Verdict verdict_of(std::string_view header) {
  const auto age = max_age(header);
  if (!age)
    return {
        Outcome::failed,
        N_("Strict-Transport-Security is “{0}”, which browsers ignore: it needs max-age once, in "
           "seconds, and no directive twice."),
        {std::string(header)}};
  if (*age == 0)
    return {Outcome::failed,
            N_("Strict-Transport-Security has max-age=0, which tells browsers to forget it.")};
  const std::string days = std::to_string(*age / kSecondsOfADay);
  if (*age < kEnough)
    return {Outcome::failed,
            N_("Strict-Transport-Security holds for {0} days only; 180 are the least that protects "
               "who comes back rarely."),
            {days}};
  return {Outcome::passed, N_("Browsers use https alone for {0} days."), {days}};
}

std::vector<AnswerVerdict> is_strict(const Answer& answer) {
  if (answer.document == nullptr || answer.url.scheme() != "https" || is_address(answer.url.host()))
    return {};
  // §8.1: of several header lines only the first counts.
  const auto header = answer.response.headers.first(kHeader);
  if (!header)
    return {{.verdict = {Outcome::failed, N_("The header Strict-Transport-Security is missing.")},
             .where = kHeader}};
  return {{.verdict = verdict_of(*header), .where = kHeader}};
}

}  // namespace

Rule hsts() {
  return {
      .info = {.id = "hsts",
               .theme = Theme::security,
               .title = N_("Browsers come back over https alone"),
               .severity = Severity::moderate,
               .help = N_("Send Strict-Transport-Security: max-age=31536000; includeSubDomains "
                          "with every https answer, once all of the site works over https: then "
                          "nobody on the way can lead visitors to http.")},
      .checks = AnswerChecks{is_strict}};
}

}  // namespace vigie::rules
