#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "crawler/marked_text.h"
#include "crawler/response.h"
#include "crawler/url.h"
#include "rules/rule.h"
#include "rules/security/rules.h"
#include "rules/security/set_cookie.h"
#include "rules/white_space.h"

// RFC 6265bis. Of every cookie that an answer on the way to the page leaves in the browser: Secure
// where the page is https; HttpOnly and SameSite where the name says that the cookie is a session
// or a sign-in (SameSite of others is left to their owner: browsers take Lax or send them as ever).

namespace vigie::rules {
namespace {

// When the answer has no time of its own, only what ended long ago is a deletion.
constexpr std::int64_t kLongAgoMs = 946'684'800'000;  // 2000-01-01

// Does `name` hold `word` with no letter or digit beside it ("connect.sid", not "side")?
bool holds_as_part(std::string_view name, std::string_view word) {
  const auto is_letter = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
  };
  for (std::size_t at = name.find(word); at != std::string_view::npos;
       at = name.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_letter(name[at - 1])) && (end == name.size() || !is_letter(name[end])))
      return true;
  }
  return false;
}

// As the HTTP Observatory ("sess", "login"), and the names frameworks use. Anti-forgery tokens are
// read by scripts on purpose.
bool is_session(std::string_view cookie_name) {
  const std::string name = lower_case(cookie_name);
  if (name.contains("csrf") || name.contains("xsrf")) return false;
  if (name.contains("sess") || name.contains("login") || name == ".aspxauth") return true;
  return std::ranges::any_of(std::initializer_list<std::string_view>{"sid", "auth", "jwt"},
                             [&](std::string_view word) { return holds_as_part(name, word); });
}

// A prefix promises what the browser then checks (§4.1.3); a broken promise drops the cookie.
std::optional<Verdict> by_prefix(const SetCookie& cookie, bool https) {
  const std::string name = lower_case(cookie.name);
  const bool host = name.starts_with("__host-");
  if (!host && !name.starts_with("__secure-")) return std::nullopt;
  if (!https || !cookie.secure)
    return Verdict{
        Outcome::failed,
        N_("Browsers drop this cookie: a name that begins with __Secure- or __Host- needs "
           "Secure, and https.")};
  if (host && (cookie.path != "/" || !cookie.domain.empty()))
    return Verdict{
        Outcome::failed,
        N_("Browsers drop this cookie: a name that begins with __Host- needs Path=/ and no "
           "Domain.")};
  return std::nullopt;
}

std::string missing_flags(const SetCookie& cookie, bool https, bool session) {
  std::string missing;
  const auto add = [&](std::string_view flag) {
    missing.append(missing.empty() ? "" : ", ").append(flag);
  };
  if (https && !cookie.secure) add("Secure");
  if (session && !cookie.http_only) add("HttpOnly");
  if (session && cookie.same_site == SetCookie::SameSite::absent) add("SameSite");
  return missing;
}

Verdict verdict_of(const SetCookie& cookie, bool https) {
  if (const auto verdict = by_prefix(cookie, https)) return *verdict;
  if (cookie.same_site == SetCookie::SameSite::unknown)
    return {Outcome::failed,
            N_("SameSite is “{0}”: browsers know only Strict, Lax and None."),
            {cookie.same_site_text}};
  if (cookie.same_site == SetCookie::SameSite::none && !cookie.secure)
    return {Outcome::failed, N_("Browsers drop this cookie: SameSite=None needs Secure.")};
  const bool session = is_session(cookie.name);
  if (const std::string missing = missing_flags(cookie, https, session); !missing.empty())
    return session ? Verdict{Outcome::failed,
                             N_("The cookie looks like that of a session and lacks {0}."),
                             {missing}}
                   : Verdict{Outcome::failed, N_("The cookie lacks {0}."), {missing}};
  if (session && cookie.same_site == SetCookie::SameSite::none)
    return {Outcome::cant_tell,
            N_("The cookie looks like that of a session and is sent with requests from other sites "
               "(SameSite=None): keep that only if another site must use the session.")};
  return {Outcome::passed, N_("The cookie has the flags it needs.")};
}

// Of a Domain that is not the host's own, or a public suffix, browsers drop the cookie (§5.7 steps
// 5 to 8).
bool takes_domain(std::string_view host, std::string_view domain) {
  if (domain.empty() || host == domain) return true;
  return host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.' &&
         domain.size() >= crawler::registrable_domain(host).size();
}

// Which hop set it is not known, so any host on the way will do.
bool is_kept(const SetCookie& cookie, const Answer& answer) {
  if (takes_domain(answer.url.host(), cookie.domain)) return true;
  return std::ranges::any_of(answer.response.redirects, [&](const crawler::Redirect& redirect) {
    const auto url = crawler::Url::parse(redirect.url);
    return url && takes_domain(url->host(), cookie.domain);
  });
}

std::vector<AnswerVerdict> are_guarded(const Answer& answer) {
  const std::int64_t now_ms = answer.response.at_ms > 0 ? answer.response.at_ms : kLongAgoMs;
  // A browser keeps the last of each name, domain and path.
  using Key = std::tuple<std::string, std::string, std::string>;
  std::map<Key, std::size_t> place;
  std::vector<SetCookie> cookies;
  for (const std::string& header : answer.response.set_cookies) {
    auto cookie = parse_set_cookie(header, now_ms);
    if (!cookie || !is_kept(*cookie, answer)) continue;
    const auto [found, is_new] =
        place.try_emplace({cookie->name, cookie->domain, cookie->path}, cookies.size());
    if (is_new)
      cookies.push_back(std::move(*cookie));
    else
      cookies[found->second] = std::move(*cookie);
  }
  const bool https = answer.url.scheme() == "https";
  std::vector<AnswerVerdict> verdicts;
  for (const SetCookie& cookie : cookies)
    if (!cookie.is_deletion(now_ms))
      verdicts.push_back(
          {.verdict = verdict_of(cookie, https), .where = "Set-Cookie: " + cookie.name});
  return verdicts;
}

}  // namespace

Rule cookie_flags() {
  return {.info = {.id = "cookie-flags",
                   .theme = Theme::security,
                   .title = N_("Cookies cannot be read or used by others"),
                   .severity = Severity::serious,
                   .help = N_("Set cookies with Secure (https alone), those of a session also with "
                              "HttpOnly (out of reach of scripts) and SameSite=Lax or Strict (not "
                              "sent along from other sites).")},
          .checks = AnswerChecks{are_guarded}};
}

}  // namespace vigie::rules
