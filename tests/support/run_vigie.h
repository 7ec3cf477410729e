#ifndef VIGIE_TESTS_SUPPORT_RUN_VIGIE_H
#define VIGIE_TESTS_SUPPORT_RUN_VIGIE_H

#include <sys/types.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::tests {

using Arguments = std::vector<std::string>;  // without the program's name

struct RunOptions {
  // Added to the test's own environment, from which LANGUAGE, LC_*, LANG, NO_COLOR, VIGIE_* and
  // XDG_* are taken away: without a word here vigie speaks English and keeps its history in a
  // folder of this test program.
  std::map<std::string, std::string> environment = {};
  std::string folder = {};       // to run in; empty: the test's own
  std::string program = {};      // instead of the build's vigie
  std::string input = {};        // on standard input
  std::string output_path = {};  // where standard output goes ("/dev/full") instead of into `out`
  bool terminal = false;  // standard output and error are a pseudo-terminal of 100 columns and 30
                          // rows; both come in `out`, as the terminal gets them ("\r\n")
  std::chrono::seconds timeout{120};  // then it is killed and `timed_out` is set
};

struct Ran {
  int exit_code = -1;  // -1 when a signal ended it
  int signal = 0;      // that ended it
  bool timed_out = false;
  long peak_memory_kib = 0;  // resident; that of this test program when it started it, if greater
  std::string out, err;
};

// A vigie that runs while the test does something else (kills it, starts another). Its process is
// killed and waited for when this goes away. Throws std::system_error when it cannot be started.
class RunningVigie {
 public:
  explicit RunningVigie(const Arguments& arguments, const RunOptions& options = {});
  ~RunningVigie();
  RunningVigie(RunningVigie&&) noexcept;
  RunningVigie& operator=(RunningVigie&&) noexcept;

  pid_t pid() const;
  void send(int signal);
  std::string out_so_far() const;
  std::string err_so_far() const;
  Ran wait();  // until it ends or its time is over; once

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Runs the build's vigie to its end.
Ran vigie(const Arguments& arguments, const RunOptions& options = {});

// The program's path, for what wants to start it otherwise.
std::string vigie_program();

// Where another program lies, or empty.
std::string program_named(std::string_view name);

}  // namespace vigie::tests

#endif
