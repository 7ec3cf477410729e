// How the program starts and ends, whatever the command.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/run_vigie.h"

namespace vigie::tests {
namespace {

TEST(Start, WithoutACommandShowsTheHelpAsAnErrorAndExits2) {
  const Ran ran = vigie({});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, testing::HasSubstr("vigie"));
  EXPECT_EQ(ran.out, "");
}

}  // namespace
}  // namespace vigie::tests
