#ifndef VIGIE_CLI_TERMINAL_H
#define VIGIE_CLI_TERMINAL_H

#include <cstddef>
#include <string_view>

#include "cli/audit_request.h"
#include "cli/message.h"
#include "reports/locale/texts.h"

namespace vigie::cli {

// Where a command speaks: results to standard output, all else to standard error. One thread.
class Terminal {
 public:
  explicit Terminal(reports::Texts texts) : texts_(texts) {}

  // What the options say about speaking.
  void obey(const AuditRequest& request);

  const reports::Texts& texts() const { return texts_; }
  bool out_is_terminal() const;
  bool err_is_terminal() const;
  bool out_takes_colour() const;  // --color, NO_COLOR, TERM=dumb
  bool err_takes_colour() const;
  bool quiet() const { return quiet_; }
  bool verbose() const { return verbose_; }
  std::size_t width() const;  // columns of the terminal, 80 where there is none

  // Results. Whoever prints what came from the network has escaped it (terminal_text.h).
  void print(std::string_view text);
  // Of whoever writes to stdout by other ways: its errno, for main() to report.
  void output_failed(int error);
  // The errno of the first write to standard output that failed, 0 when all is written. At the end.
  int finish_output();
  void complain(const Message& message);         // always
  void complain_plainly(std::string_view text);  // the same, in words already
  void note(const Message& message);             // not with --quiet

 private:
  bool takes_colour(bool is_terminal) const;

  reports::Texts texts_;
  Colour colour_ = Colour::automatic;
  bool quiet_ = false, verbose_ = false;
  int output_error_ = 0;
};

}  // namespace vigie::cli

#endif
