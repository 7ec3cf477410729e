#include "rules/links/link_outcome.h"

#include <optional>
#include <string>
#include <string_view>

#include "crawler/error_kind.h"
#include "crawler/marked_text.h"
#include "crawler/url.h"
#include "rules/rule.h"

namespace vigie::rules {
namespace {

using crawler::ErrorKind;

std::optional<Outcome> outcome_of_status(const Target& target) {
  switch (target.status) {
    case 401:
    case 403:
    case 405:
    case 429:
      return Outcome::cant_tell;
    case 404:
    case 410:
      return Outcome::failed;
    case 503:
      return target.asked_to_wait ? Outcome::cant_tell : Outcome::failed;
    default:
      break;
  }
  if (target.status >= 500) return Outcome::failed;
  if (target.status >= 400) return Outcome::cant_tell;
  return std::nullopt;
}

std::optional<Outcome> outcome_of_failure(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::dns:
    case ErrorKind::connect_refused:
    case ErrorKind::redirect_loop:
    case ErrorKind::redirect_limit:
      return Outcome::failed;
    // We chose not to ask, or what came is no fault of the link's.
    case ErrorKind::blocked_by_robots:
    case ErrorKind::robots_unavailable:
    case ErrorKind::address_blocked:
    case ErrorKind::redirect_blocked:
    case ErrorKind::too_large:
    case ErrorKind::decode:
    case ErrorKind::unsupported:
    case ErrorKind::queue:
    case ErrorKind::browser:
    case ErrorKind::no_network:
      return std::nullopt;
    default:
      return Outcome::cant_tell;
  }
}

struct Messages {
  const char *status_failed, *status_unsure, *failure_failed, *failure_unsure;
};

std::optional<Verdict> judge(const Target& target, std::string_view url, const Messages& messages) {
  if (const auto outcome = outcome_of_status(target))
    return Verdict{*outcome,
                   *outcome == Outcome::failed ? messages.status_failed : messages.status_unsure,
                   {std::string(url), std::to_string(target.status)}};
  if (!target.failure) return std::nullopt;
  const auto outcome = outcome_of_failure(*target.failure);
  if (!outcome) return std::nullopt;
  return Verdict{*outcome,
                 *outcome == Outcome::failed ? messages.failure_failed : messages.failure_unsure,
                 {std::string(url), std::string(crawler::name(*target.failure))}};
}

}  // namespace

std::optional<Verdict> judge_link(const Target& target, std::string_view url) {
  return judge(
      target, url,
      {N_("The link leads to “{0}”, which answers {1}."),
       N_("The link leads to “{0}”, which answers {1}: open it in a browser to see what visitors "
          "get."),
       N_("The link leads to “{0}”, which cannot be reached ({1})."),
       N_("The link leads to “{0}”, which could not be checked ({1}): open it in a browser.")});
}

std::optional<Verdict> judge_resource(const Target& target, std::string_view url) {
  return judge(
      target, url,
      {N_("The page needs “{0}”, which answers {1}."),
       N_("The page needs “{0}”, which answers {1}: open the page in a browser to see what is "
          "missing."),
       N_("The page needs “{0}”, which cannot be reached ({1})."),
       N_("The page needs “{0}”, which could not be checked ({1}): open the page in a browser.")});
}

Verdict judge_bad_reference(crawler::UrlError error, std::string_view href) {
  if (error == crawler::UrlError::too_long)
    return {Outcome::cant_tell,
            N_("The link's address is longer than 2,048 bytes and was not followed."),
            {}};
  return {Outcome::failed,
          N_("The link's address “{0}” is none that a browser can follow."),
          {std::string(href)}};
}

}  // namespace vigie::rules
