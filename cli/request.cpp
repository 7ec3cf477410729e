#include "cli/request.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/audit_request.h"
#include "cli/command_line.h"
#include "cli/message.h"
#include "cli/options/asked.h"
#include "cli/options/given.h"
#include "cli/options/option.h"
#include "cli/portal_file.h"
#include "cli/system_error.h"
#include "cli/version.h"
#include "crawler/marked_text.h"
#include "crawler/session.h"
#include "crawler/url.h"
#include "reports/locale/texts.h"
#include "rules/catalogue.h"
#include "rules/rule.h"

namespace vigie::cli {
namespace {

constexpr const char* kCommand = "audit";
constexpr const char* kPlace = "vigie audit";
constexpr const char* kUsualPortalFile = "portal.toml";

enum class WordKind : std::uint8_t { portal_file, url, file };

std::string lower(std::string_view text) {
  std::string lowered(text);
  std::ranges::transform(lowered, lowered.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lowered;
}

bool is_readable_file(const std::string& path) {
  struct stat status{};
  return stat(path.c_str(), &status) == 0 && !S_ISDIR(status.st_mode) &&
         access(path.c_str(), R_OK) == 0;
}

// A word that is nothing we audit, and what was probably meant.
StartError unknown_word(const std::string& word) {
  Message message{.place = kPlace,
                  .what = {N_("{0} is no portal file, no URL and no HTML file"), {word}},
                  .mend = {N_("as in: {0}"), {"vigie audit https://www.ville.example"}}};
  const std::string guess = "https://" + word;
  if (word.find('.') != std::string::npos && crawler::Url::parse(guess))
    message.mend = {N_("did you mean {0}?"), {guess}};
  return StartError(std::move(message));
}

WordKind kind_of(const std::string& word) {
  constexpr std::array<std::string_view, 4> kPages = {".html", ".htm", ".xhtml", ".svg"};
  const std::string lowered = lower(word);
  if (lowered.starts_with("http://") || lowered.starts_with("https://")) {
    if (crawler::Url::parse(word)) return WordKind::url;
    throw StartError({.place = kPlace,
                      .what = {N_("{0} is not the URL of a web page"), {word}},
                      .mend = {N_("as in: {0}"), {"vigie audit https://www.ville.example"}}});
  }
  if (lowered.ends_with(".toml")) return WordKind::portal_file;
  if (std::ranges::none_of(kPages, [&](auto ending) { return lowered.ends_with(ending); }))
    throw unknown_word(word);
  if (is_readable_file(word)) return WordKind::file;
  throw StartError({.place = word, .what = {N_("cannot be read: {0}"), {}, cause_of(errno)}});
}

// The name without what only its owner should see.
std::string without_credentials(const std::string& target) {
  const auto url = crawler::Url::parse(target);
  if (!url || (url->username().empty() && url->password().empty())) return target;
  return std::string(url->page_key().href());
}

struct Portal {
  std::string name;
  std::vector<std::string> targets;
  bool single_pages = false;
  std::vector<Given> given;
  std::vector<Message> notes;
};

Portal of_file(const std::string& path) {
  PortalFile file = read_portal_file(path);
  return {.name = std::move(file.name),
          .targets = std::move(file.urls),
          .given = std::move(file.given),
          .notes = std::move(file.notes)};
}

Portal portal_of(const std::vector<std::string>& words) {
  if (words.empty()) {
    if (is_readable_file(kUsualPortalFile)) return of_file(kUsualPortalFile);
    throw StartError({.place = kPlace,
                      .what = {N_("what to audit is missing, and there is no portal.toml here")},
                      .mend = {N_("as in: {0}"), {"vigie audit https://www.ville.example"}}});
  }
  std::size_t urls = 0;
  for (const std::string& word : words) {
    const WordKind kind = kind_of(word);
    if (kind == WordKind::url) ++urls;
    if (kind != WordKind::portal_file) continue;
    if (words.size() == 1) return of_file(word);
    throw StartError({.place = kPlace,
                      .what = {N_("{0} is a portal file: it goes alone"), {word}},
                      .mend = {N_("audit one portal at a time")}});
  }
  Portal portal{.name = without_credentials(words.front()), .targets = words};
  portal.single_pages = words.size() > 1 || urls == 0;
  if (words.size() > 1) portal.name += " +" + std::to_string(words.size() - 1);
  return portal;
}

std::vector<std::string> chosen_rules(const std::vector<std::string>& names) {
  std::vector<std::string> ids;
  for (const rules::Rule& rule : rules::catalogue()) {
    const auto names_it = [&](const std::string& name) {
      return name == rule.info.id || name == rules::name(rule.info.theme);
    };
    if (names.empty() || std::ranges::any_of(names, names_it)) ids.emplace_back(rule.info.id);
  }
  return ids;
}

// What differs from the defaults and shapes the run.
std::vector<std::pair<std::string, std::string>> telling(const std::vector<Given>& given) {
  std::vector<std::pair<std::string, std::string>> options;
  for (const Option* option : options_of(kCommand))
    for (const Given& one : given) {
      if (one.option != option || !option->shapes_run || one.value == option->default_value ||
          (option->takes == Takes::nothing && one.value == "false"))
        continue;
      options.emplace_back(option->name,
                           option->secret ? one.value.substr(0, one.value.find(':')) : one.value);
    }
  return options;
}

void bind_session(Asked& asked) {
  crawler::Session& session = asked.request.fetch.session;
  if (!session.client_key.empty() && session.client_certificate.empty())
    throw StartError(
        {.place = kPlace,
         .what = {N_("a client key without its certificate signs nobody in")},
         .mend = {N_("add --client-certificate FILE, or client_certificate in [session]")}});
  if (!asked.session_given) {
    if (session.origin.empty()) return;
    throw StartError(
        {.place = kPlace,
         .what = {N_("the session has an origin and nothing to sign in with")},
         .mend = {N_("add cookies, a header or a client certificate: docs/portal-file.md")}});
  }
  if (session.origin.empty() && !asked.request.fetch.origins.empty())
    session.origin = asked.request.fetch.origins.front();
  if (session.origin.empty())
    throw StartError({.place = kPlace, .what = {N_("local files need no session")}});
}

void add_origins(AuditRequest& request) {
  for (const std::string& target : request.targets) {
    const auto url = crawler::Url::parse(target);
    if (!url) continue;  // a local file
    std::string origin(url->page_key().origin());
    if (std::ranges::find(request.fetch.origins, origin) == request.fetch.origins.end())
      request.fetch.origins.push_back(std::move(origin));
  }
}

}  // namespace

AuditCall audit_call(const CommandLine& line) {
  Portal portal = portal_of(line.words);
  const std::vector<Given> given = merged(line.given, std::move(portal.given));
  Asked asked = read_all(kCommand, given);
  AuditRequest& request = asked.request;
  request.portal = std::move(portal.name);
  request.single_pages = portal.single_pages;
  request.targets = std::move(portal.targets);
  add_origins(request);
  bind_session(asked);
  request.rules = chosen_rules(asked.rule_names);
  request.options = telling(given);
  if (request.fetch.user_agent.empty()) request.fetch.user_agent = default_user_agent();
  if (request.history.path.empty() && !request.history.none)
    request.history.path = default_history_path();
  if (request.lang.empty()) request.lang = reports::Texts(reports::language_of_environment()).tag();
  return {std::move(request), std::move(portal.notes)};
}

std::string default_user_agent() { return "Vigie/" + std::string(version()); }

std::string default_history_path() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  if (std::string path = variable("VIGIE_HISTORY"); !path.empty()) return path;
  // A relative path in XDG variables is invalid and to be ignored (XDG Base Directory).
  if (const std::string state = variable("XDG_STATE_HOME"); state.starts_with('/'))
    return state + "/vigie/history.db";
  if (const std::string home = variable("HOME"); home.starts_with('/'))
    return home + "/.local/state/vigie/history.db";
  throw StartError({.place = "vigie",
                    .what = {N_("no place for the history: VIGIE_HISTORY, XDG_STATE_HOME and HOME "
                                "are not set")},
                    .mend = {N_("add --history FILE, or --no-history to an audit")}});
}

}  // namespace vigie::cli
