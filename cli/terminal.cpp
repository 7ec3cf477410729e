#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "cli/audit_request.h"
#include "cli/message.h"
#include "reports/locale/texts.h"

namespace vigie::cli {
namespace {

constexpr std::size_t kUsualWidth = 80;

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : value;
}

}  // namespace

void Terminal::obey(const AuditRequest& request) {
  if (const auto language = reports::language_of(request.lang)) texts_ = reports::Texts(*language);
  colour_ = request.colour;
  quiet_ = request.quiet;
  verbose_ = request.verbose;
}

bool Terminal::out_is_terminal() const { return isatty(STDOUT_FILENO) != 0; }

bool Terminal::err_is_terminal() const { return isatty(STDERR_FILENO) != 0; }

bool Terminal::out_takes_colour() const { return takes_colour(out_is_terminal()); }

bool Terminal::err_takes_colour() const { return takes_colour(err_is_terminal()); }

bool Terminal::takes_colour(bool is_terminal) const {
  if (colour_ != Colour::automatic) return colour_ == Colour::always;
  return is_terminal && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
}

std::size_t Terminal::width() const {
  winsize size{};
  for (const int fd : {STDOUT_FILENO, STDERR_FILENO})
    // NOLINTNEXTLINE(misc-include-cleaner): sys/ioctl.h promises it, through a private header
    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kUsualWidth;
}

void Terminal::print(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!written) output_failed(errno);
}

void Terminal::output_failed(int error) {
  if (output_error_ == 0) output_error_ = error;
}

int Terminal::finish_output() {
  if (std::fflush(stdout) != 0) output_failed(errno);
  if (std::ferror(stdout) != 0) output_failed(EIO);
  return output_error_;
}

void Terminal::complain(const Message& message) { complain_plainly(in_words(message, texts_)); }

void Terminal::complain_plainly(std::string_view text) {
  // On a terminal both come in the order in which they were said.
  if (std::fflush(stdout) != 0) output_failed(errno);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void Terminal::note(const Message& message) {
  if (!quiet_) complain(message);
}

}  // namespace vigie::cli
