#ifndef VIGIE_TESTS_SUPPORT_CHROMIUM_H
#define VIGIE_TESTS_SUPPORT_CHROMIUM_H

#include <string>

namespace vigie::tests {

// Headless Chromium, a new profile for each call. Run as root it has no sandbox, so only pages of
// this project may be opened. When it is not installed, call skip_without_chromium() first.
struct Shown {
  bool ended = false;   // by itself, in time, without an error
  std::string dom;      // as HTML, after scripts and styles
  std::string console;  // what Chromium said: console messages, refused requests
};
Shown show_in_chromium(const std::string& url, int width = 1280);

// A PNG of the window; false when there is none.
bool screenshot(const std::string& url, int width, int height, const std::string& file);

// Empty when Chromium is not on the path.
std::string chromium_program();

}  // namespace vigie::tests

// A named skip on a developer's machine, an error where CI=true.
#define VIGIE_NEEDS_CHROMIUM()                                              \
  if (vigie::tests::chromium_program().empty()) {                           \
    ASSERT_STRNE(std::getenv("CI"), "true") << "chromium is not installed"; \
    GTEST_SKIP() << "chromium is not installed";                            \
  }                                                                         \
  static_cast<void>(0)

#endif
