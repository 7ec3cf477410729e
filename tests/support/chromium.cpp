#include "tests/support/chromium.h"

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "tests/support/run_vigie.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

Ran run_chromium(Arguments arguments, int width, int height) {
  const TempFolder profile;
  Arguments all = {"--headless",
                   "--disable-gpu",
                   "--disable-quic",
                   "--no-first-run",
                   "--disable-background-networking",
                   "--disable-component-update",
                   "--disable-sync",
                   "--hide-scrollbars",
                   "--enable-logging=stderr",
                   "--user-data-dir=" + profile.path().string(),
                   "--window-size=" + std::to_string(width) + "," + std::to_string(height)};
  if (geteuid() == 0) all.emplace_back("--no-sandbox");
  for (std::string& argument : arguments) all.push_back(std::move(argument));
  return vigie(all, {.program = chromium_program(), .timeout = std::chrono::seconds(120)});
}

}  // namespace

std::string chromium_program() {
  const char* path = std::getenv("PATH");
  for (std::string_view rest = path != nullptr ? path : ""; !rest.empty();) {
    const std::size_t end = rest.find(':');
    const std::string program = std::string(rest.substr(0, end)) + "/chromium";
    if (access(program.c_str(), X_OK) == 0) return program;
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return {};
}

Shown show_in_chromium(const std::string& url, int width) {
  Ran ran = run_chromium({"--dump-dom", url}, width, 900);
  return {.ended = ran.exit_code == 0 && !ran.timed_out,
          .dom = std::move(ran.out),
          .console = std::move(ran.err)};
}

bool screenshot(const std::string& url, int width, int height, const std::string& file) {
  run_chromium({"--screenshot=" + file, url}, width, height);
  return std::filesystem::exists(file) && std::filesystem::file_size(file) > 0;
}

}  // namespace vigie::tests
