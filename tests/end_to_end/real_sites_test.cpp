// Sites nobody here wrote: `vigie audit` reaches the pages that `wget --mirror` reaches.
#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "tests/support/json_report.h"
#include "tests/support/nginx.h"
#include "tests/support/real_site.h"
#include "tests/support/run_vigie.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

// HTML pages by path and query, with the status they answered.
using Pages = std::map<std::string, int>;

// These servers tell types by the file's name alone; "/" is index.html.
bool is_html(std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  return path.ends_with('/') || path.ends_with(".html") || path.ends_with(".htm");
}

constexpr std::chrono::seconds kLongest{240};  // under sanitizers, on a busy machine

Pages pages_of_vigie(const Nginx& server) {
  const TempFolder folder;
  const Ran ran = vigie({"audit", server.url("/"), "--format", "json", "--history",
                         folder.file("history.db"), "--no-resources", "--delay", "0"},
                        {.timeout = kLongest});
  EXPECT_FALSE(ran.timed_out);
  EXPECT_EQ(ran.err, "");
  const JsonReport report = JsonReport::parse(ran.out);
  EXPECT_EQ(report.state, "finished");
  const std::size_t origin = server.url("").size();
  Pages pages;
  for (const auto& [url, page] : report.pages)
    if (const std::string target = url.substr(origin); is_html(target))
      pages.emplace(target, page.status);
  return pages;
}

// What wget asked for, as the server has it. All that wget follows: links, and what pages embed.
Pages pages_of_wget(const Nginx& server) {
  const TempFolder folder;
  const Ran ran = vigie({"--mirror", "--no-config", "--no-proxy", "--no-hsts", "--quiet",
                         "--directory-prefix", folder.path().string(), server.url("/")},
                        {.program = program_named("wget"), .timeout = kLongest});
  constexpr int kSomeAnsweredWithAnError = 8;
  EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == kSomeAnsweredWithAnError) << ran.exit_code;
  Pages pages;
  for (const Nginx::Hit& hit : server.log()) {
    if (!hit.user_agent.starts_with("Wget/") || !is_html(hit.target)) continue;
    // To wget "/index.html" is the file that it has from "/", so it asks whether that changed.
    constexpr int kNotModified = 304;
    pages.emplace(hit.target, hit.status == kNotModified ? 200 : hit.status);
  }
  return pages;
}

// Every page, with its status: there is no difference to explain, so none is let pass.
void expect_the_pages_of_wget(const RealSite& site, std::size_t pages_at_least) {
  if (!has_nginx()) GTEST_SKIP() << "nginx is missing";
  if (program_named("wget").empty()) GTEST_SKIP() << "wget is missing";
  if (!site.is_installed()) GTEST_SKIP() << site.package << " is missing";
  const Nginx server(serving(site));
  const Pages ours = pages_of_vigie(server);
  const Pages theirs = pages_of_wget(server);
  EXPECT_GE(theirs.size(), pages_at_least);
  for (const auto& [target, status] : theirs) {
    const auto found = ours.find(target);
    if (found == ours.end())
      ADD_FAILURE() << "wget alone reaches " << target << " (" << status << ")";
    else
      EXPECT_EQ(found->second, status) << target;
  }
  for (const auto& [target, status] : ours)
    EXPECT_TRUE(theirs.contains(target))
        << "vigie alone reaches " << target << " (" << status << ")";
}

TEST(RealSites, FrenchDebianHandbookIsReachedAsByWget) { expect_the_pages_of_wget(kHandbook, 127); }

TEST(RealSites, PostgresManualIsReachedAsByWget) {
  expect_the_pages_of_wget(kPostgresManual, 1100);
}

TEST(RealSites, PythonManualIsReachedAsByWget) { expect_the_pages_of_wget(kPythonManual, 500); }

}  // namespace
}  // namespace vigie::tests
