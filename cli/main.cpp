#include <cstdio>

#include "cli/exit_code.h"

int main() {
  std::fputs("vigie: commands arrive with the next commits\n", stderr);
  return static_cast<int>(vigie::cli::ExitCode::usage);
}
