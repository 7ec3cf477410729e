#include "cli/init.h"

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <utility>

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/message.h"
#include "cli/options/asked.h"
#include "cli/options/given.h"
#include "cli/portal_look.h"
#include "cli/portal_template.h"
#include "cli/request.h"
#include "cli/system_error.h"
#include "cli/terminal.h"
#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/marked_text.h"
#include "crawler/url.h"
#include "reports/locale/error_text.h"
#include "reports/locale/texts.h"

namespace vigie::cli {
namespace {

constexpr const char* kPlace = "vigie init";

crawler::Url portal_url(const CommandLine& line) {
  Message message{.place = kPlace,
                  .what = {N_("which portal? Say one URL")},
                  .mend = {N_("as in: {0}"), {"vigie init https://www.ville.example"}}};
  if (line.words.size() != 1) throw StartError(std::move(message));
  const std::string& word = line.words.front();
  if (auto url = crawler::Url::parse(word)) return *std::move(url);
  message.what = {N_("{0} is not the URL of a web page"), {word}};
  if (const std::string guess = "https://" + word; crawler::Url::parse(guess))
    message.mend = {N_("did you mean {0}?"), {guess}};
  throw StartError(std::move(message));
}

StartError is_there_already(const std::string& path) {
  return StartError({.place = path,
                     .what = {N_("is there already, and vigie init never replaces a file")},
                     .mend = {N_("choose another name, or move it away")}});
}

// A new file or none: O_EXCL leaves no moment in which somebody else's file could be replaced.
int write_new_file(const std::string& path, std::string_view text) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (fd < 0) return errno;
  int error = 0;
  while (!text.empty() && error == 0) {
    const ssize_t written = write(fd, text.data(), text.size());
    if (written > 0)
      text.remove_prefix(static_cast<std::size_t>(written));
    else if (errno != EINTR)
      error = errno;
  }
  if (close(fd) != 0 && error == 0) error = errno;
  if (error != 0) unlink(path.c_str());
  return error;
}

Message not_reached(const crawler::Url& url, const crawler::Failure& failure,
                    const reports::Texts& texts) {
  const reports::ErrorText text = reports::error_text(failure.kind);
  return {.place = std::string(url.page_key().href()),
          .what = {N_("no portal file written: {0} ({1})"),
                   {std::string(texts.translate(text.meaning)),
                    std::string(crawler::name(failure.kind))}},
          .mend = {*text.advice == '\0' ? nullptr : text.advice}};
}

}  // namespace

ExitCode init(const CommandLine& line, Terminal& terminal) {
  Asked asked = read_all("init", merged(line.given, {}));
  terminal.obey(asked.request);
  const crawler::Url url = portal_url(line);
  const std::string& path = asked.output_path;
  if (!path.empty() && access(path.c_str(), F_OK) == 0) throw is_there_already(path);

  crawler::FetchOptions options = std::move(asked.request.fetch);
  options.origins = {std::string(url.page_key().origin())};
  if (options.user_agent.empty()) options.user_agent = default_user_agent();
  const auto look = look_at(url, options);
  if (!look) {
    terminal.complain(not_reached(url, look.error(), terminal.texts()));
    return ExitCode::not_audited;
  }
  const std::string file = portal_file_for(*look, terminal.texts());
  if (path.empty()) {
    terminal.print(file);
    return ExitCode::ok;
  }
  const int error = write_new_file(path, file);
  if (error == EEXIST) throw is_there_already(path);
  if (error != 0) {
    terminal.complain({.place = path, .what = {N_("not written: {0}"), {}, cause_of(error)}});
    return ExitCode::not_written;
  }
  terminal.note({.place = path,
                 .what = {N_("written; look through it, then audit the portal")},
                 .mend = {N_("as in: {0}"), {"vigie audit " + path}}});
  return ExitCode::ok;
}

}  // namespace vigie::cli
