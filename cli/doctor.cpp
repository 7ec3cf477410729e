#include "cli/doctor.h"

#include <curl/curl.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/message.h"
#include "cli/options/given.h"
#include "cli/request.h"
#include "cli/terminal.h"
#include "cli/wrapped_text.h"
#include "crawler/marked_text.h"
#include "crawler/url.h"
#include "reports/formats/terminal_text.h"
#include "reports/locale/texts.h"

namespace vigie::cli {
namespace {

constexpr std::size_t kWidth = 79;
constexpr std::size_t kFindingAt = 18;

struct Finding {
  const char* about;  // msgid
  bool fine;
  std::string seen;            // a path, a version; hostile
  const char* mend = nullptr;  // msgid, where it is not fine
};

Finding certificates() {
  const curl_version_info_data* curl = curl_version_info(CURLVERSION_NOW);
  for (const char* place : {curl->cainfo, curl->capath})
    if (place != nullptr && access(place, R_OK) == 0)
      return {.about = N_("Certificates"), .fine = true, .seen = place};
  return {.about = N_("Certificates"),
          .fine = false,
          .seen = curl->cainfo == nullptr ? "" : curl->cainfo,
          .mend = N_("no https page can be read; install the package ca-certificates")};
}

Finding http2() {
  const curl_version_info_data* curl = curl_version_info(CURLVERSION_NOW);
  const bool fine = (curl->features & CURL_VERSION_HTTP2) != 0;
  return {.about = N_("HTTP/2"),
          .fine = fine,
          .seen = std::string("libcurl ") + curl->version,
          .mend = N_("pages are measured over HTTP/1.1; install a libcurl with nghttp2")};
}

// gouv.fr is itself a public suffix: an old or missing list says otherwise.
Finding public_suffixes() {
  return {.about = N_("Public suffixes"),
          .fine = crawler::registrable_domain("www.impots.gouv.fr") == "impots.gouv.fr",
          .seen = "gouv.fr",
          .mend = N_("own and third parties may be mistaken; install the package publicsuffix")};
}

// Whether a file can be written or made there.
bool can_be_written(std::filesystem::path path) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored))
    return !std::filesystem::is_directory(path, ignored) && access(path.c_str(), R_OK | W_OK) == 0;
  do {
    path = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  } while (!std::filesystem::exists(path, ignored) && path.has_relative_path());
  return std::filesystem::is_directory(path, ignored) && access(path.c_str(), W_OK | X_OK) == 0;
}

Finding history_place() try {
  const std::string path = default_history_path();
  return {.about = N_("History"),
          .fine = can_be_written(path),
          .seen = path,
          .mend = N_("it cannot be written there; name another place in VIGIE_HISTORY")};
} catch (const StartError&) {
  return {.about = N_("History"),
          .fine = false,
          .seen = "",
          .mend = N_("no place for it; name one in VIGIE_HISTORY")};
}

Finding terminal_charset() {
  std::string_view locale;
  for (const char* name : {"LANG", "LC_CTYPE", "LC_ALL"})  // the last that is set wins
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') locale = value;
  const bool fine = locale.find("UTF-8") != locale.npos || locale.find("utf8") != locale.npos;
  return {.about = N_("Characters"),
          .fine = fine,
          .seen = std::string(locale),
          .mend = N_("accents may be shown wrongly; set LANG to a UTF-8 locale, as in: C.UTF-8")};
}

std::string in_words(const Finding& finding, const reports::Texts& texts) {
  std::string text(texts.translate(finding.fine ? N_("fine") : N_("LACKING")));
  if (!finding.seen.empty()) text += " (" + reports::terminal_text(finding.seen) + ')';
  if (!finding.fine) text = texts.format(N_("{0}: {1}"), {text, texts.translate(finding.mend)});
  return two_columns(texts.translate(finding.about), text, 0, kFindingAt, kWidth);
}

}  // namespace

ExitCode doctor(const CommandLine& line, Terminal& terminal) {
  terminal.obey(read_all("doctor", merged(line.given, {})).request);
  ExitCode code = ExitCode::ok;
  for (const Finding& finding :
       {certificates(), http2(), public_suffixes(), history_place(), terminal_charset()}) {
    terminal.print(in_words(finding, terminal.texts()));
    if (!finding.fine) code = ExitCode::usage;
  }
  return code;
}

}  // namespace vigie::cli
