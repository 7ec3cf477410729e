// What a run costs in memory must not depend on how many pages it has.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <utility>

#include "crawler/crawl_store.h"
#include "reports/conclude/kept_run.h"
#include "reports/history/history.h"
#include "reports/history/run_store.h"
#include "reports/run.h"
#include "tests/reports/history/child_process.h"
#include "tests/reports/history/crawled.h"
#include "tests/support/temp_folder.h"

namespace vigie::reports::testing {
namespace {

// Sanitizers keep what was freed: their builds only look whether everything is there.
#if defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

// Written one page a commit, as a crawl does, then read as conclusions and reports do. False when
// something is missing.
bool write_and_read(History& history, int pages) {
  const auto store = history.begin_run(request());
  for (int number = 0; number < pages; ++number) {
    crawler::CrawlBatch made =
        batch({{.path = fmt::format("/rubrique-{}/page-{}", number % 20, number),
                .faults = {{.line = 3}, {.rule = "page-title", .fingerprint = 2}},
                .links = {"/", fmt::format("/rubrique-{}/page-{}", number % 20, number + 1)},
                .title = fmt::format("Page {}", number)}});
    made.discovered.push_back({.url = kPortal + fmt::format("agenda/{}", number)});
    store->commit(std::move(made));
  }
  int read = 0, findings = 0;
  store->each_page([&](const KeptPage& page) { read += page.contents != nullptr ? 1 : 0; });
  store->finish(RunState::finished);
  const auto run = history.run(store->id());
  run->each_page([&](const PageEntry&) { ++read; });
  run->each_finding([&](const FindingEntry&) { ++findings; });
  return read == 2 * pages && findings == 2 * pages;
}

TEST(LargeRun, IsWrittenAndReadInTheMemoryOfASmallOne) {
  constexpr int kSmall = 8'000, kLarge = 20'000, kIncomplete = 255;
  const tests::TempFolder folder;
  ChildProcess child([&] {
    History history = open_or_die(folder.file("history.db"));
    if (!write_and_read(history, kSmall)) return kIncomplete;
    const long before = peak_kilobytes();
    if (!write_and_read(history, kLarge)) return kIncomplete;
    return static_cast<int>(std::min((peak_kilobytes() - before) / 1024, 200L));
  });
  EXPECT_LE(child.wait(), kSanitized ? kIncomplete - 1 : 4)
      << "MB more for 12,000 pages more (255: pages are missing)";
}

}  // namespace
}  // namespace vigie::reports::testing
