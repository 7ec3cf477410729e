// The fixture tells the truth about the program it runs: shown with a shell in its place.
#include "tests/support/run_vigie.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <string>

namespace vigie::tests {
namespace {

using testing::HasSubstr;

RunOptions shell() { return {.program = "/bin/sh"}; }

TEST(RunVigie, TellsOutputErrorsAndExitCodeApart) {
  const Ran ran = vigie({"-c", "echo result; echo complaint >&2; exit 7"}, shell());
  EXPECT_EQ(ran.exit_code, 7);
  EXPECT_EQ(ran.out, "result\n");
  EXPECT_EQ(ran.err, "complaint\n");
}

TEST(RunVigie, GivesStandardInputAndEnvironment) {
  RunOptions options = shell();
  options.input = "asked";
  options.environment = {{"VIGIE_WORD", "answered"}};
  EXPECT_EQ(vigie({"-c", "cat; echo $VIGIE_WORD$NO_COLOR"}, options).out, "askedanswered\n");
}

TEST(RunVigie, KillsWhatRunsPastItsTime) {
  RunOptions options = shell();
  options.timeout = std::chrono::seconds(1);
  const Ran ran = vigie({"-c", "exec sleep 60"}, options);
  EXPECT_TRUE(ran.timed_out);
  EXPECT_EQ(ran.signal, SIGKILL);
}

TEST(RunVigie, SendsSignals) {
  RunningVigie running({"-c", "exec sleep 60"}, shell());
  running.send(SIGTERM);
  EXPECT_EQ(running.wait().signal, SIGTERM);
}

TEST(RunVigie, IsATerminalOnlyWhenAsked) {
  RunOptions options = shell();
  const std::string ask =
      "if test -t 1 && test -t 2; then stty size <&1; else echo no terminal; fi";
  EXPECT_EQ(vigie({"-c", ask}, options).out, "no terminal\n");
  options.terminal = true;
  EXPECT_EQ(vigie({"-c", ask}, options).out, "30 100\r\n");
}

TEST(RunVigie, WritesWhereItIsTold) {
  RunOptions options = shell();
  options.output_path = "/dev/full";
  EXPECT_THAT(vigie({"-c", "echo lost || exit 9"}, options).exit_code, 9);
}

}  // namespace
}  // namespace vigie::tests
