// Broken links and missing resources: what Vigie finds against what linkchecker finds.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/url.h"
#include "tests/support/json_report.h"
#include "tests/support/nginx.h"
#include "tests/support/real_site.h"
#include "tests/support/run_vigie.h"
#include "tests/support/sample_portal.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

using Broken = std::map<std::string, std::set<std::string>>;  // URL → pages with a link to it

constexpr std::chrono::seconds kLongest{240};  // linkchecker sleeps between requests

std::string absolute(std::string_view href, std::string_view page) {
  const auto base = crawler::Url::parse(page);
  const auto url = crawler::Url::parse(href, base ? &*base : nullptr);
  return url ? std::string(url->page_key().href()) : "unreadable: " + std::string(href);
}

Broken found_by_vigie(const JsonReport& report, std::string_view outcome) {
  Broken broken;
  for (const char* rule : {"broken-link", "missing-resource"})
    for (const JsonReport::Finding& finding : report.of(rule, outcome))
      broken[absolute(finding.where, finding.page)].insert(finding.page);
  return broken;
}

// It names one page for each URL. Loopback alone: other sites are not checked.
Broken found_by_linkchecker(const std::string& url, const std::string& ca_file) {
  const TempFolder folder;
  const std::string configuration = folder.write("linkcheckerrc",
                                                 "[checking]\n"
                                                 "threads=2\n"
                                                 "maxrequestspersecond=1000\n"
                                                 "sslverify=" +
                                                     (ca_file.empty() ? "1" : ca_file) +
                                                     "\n"
                                                     "[filtering]\n"
                                                     "checkextern=0\n"
                                                     "[output]\n"
                                                     "log=csv\n"
                                                     "status=0\n"
                                                     "warnings=0\n"
                                                     "[csv]\n"
                                                     "parts=parentname,url\n");
  const Ran ran = vigie({"-f", configuration, url},
                        {.environment = {{"HOME", folder.path().string()}, {"no_proxy", "*"}},
                         .program = program_named("linkchecker"),
                         .timeout = kLongest});
  constexpr int kFoundBrokenLinks = 1;
  EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == kFoundBrokenLinks) << ran.exit_code << "\n"
                                                                        << ran.err;
  std::istringstream lines(ran.out);
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, "parentname;url");
  Broken broken;
  while (std::getline(lines, line)) {
    const std::size_t semicolon = line.find(';');
    if (semicolon == std::string::npos || line.contains('"')) {
      ADD_FAILURE() << "not as expected: " << line;
      continue;
    }
    broken[absolute(line.substr(semicolon + 1), url)].insert(line.substr(0, semicolon));
  }
  return broken;
}

class BrokenLinks : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_nginx()) GTEST_SKIP() << "nginx is missing";
    if (program_named("linkchecker").empty()) GTEST_SKIP() << "linkchecker is missing";
  }
};

// Where the two differ on the sample portal, and why.
struct Difference {
  std::string_view path;
  std::string_view vigie_says;  // "cantTell", or "nothing"
  std::string_view why;
};
constexpr std::array kDifferences = {
    Difference{"/images/modele-vide.png", "nothing",
               "in a <template>: no browser fetches it before a script copies it into the page"},
    Difference{"/espace-elus/", "cantTell",
               "401: whether the page is there is seen by those who may sign in"},
    Difference{"/archives-internes/", "cantTell",
               "403: it may be there for those who are let in, or for browsers"},
};

TEST_F(BrokenLinks, OfTheSamplePortalAreThoseOfLinkcheckerButForThoseExplained) {
  const SamplePortal portal;
  const TempFolder folder;
  Arguments arguments = portal.audit();
  for (const char* more : {"--format", "json", "--history"}) arguments.emplace_back(more);
  arguments.push_back(folder.file("history.db"));
  const JsonReport report = JsonReport::parse(vigie(arguments).out);
  const Broken failed = found_by_vigie(report, "failed");
  const Broken cant_tell = found_by_vigie(report, "cantTell");
  Broken theirs = found_by_linkchecker(portal.url(), portal.ca_file());
  EXPECT_EQ(cant_tell.size(), static_cast<std::size_t>(std::ranges::count(
                                  kDifferences, "cantTell", &Difference::vigie_says)));
  for (const Difference& difference : kDifferences) {
    const std::string url = absolute(difference.path, portal.url());
    EXPECT_EQ(theirs.erase(url), 1U) << url << ": no difference any more: " << difference.why;
    EXPECT_EQ(cant_tell.contains(url), difference.vigie_says == "cantTell") << url;
    EXPECT_FALSE(failed.contains(url)) << url << ": " << difference.why;
  }
  for (const auto& [url, pages] : theirs) {
    const auto found = failed.find(url);
    if (found == failed.end()) {
      ADD_FAILURE() << "missed: " << url;
      continue;
    }
    for (const std::string& page : pages)
      EXPECT_TRUE(found->second.contains(page)) << "missed: " << url << " on " << page;
  }
  for (const auto& [url, pages] : failed)
    EXPECT_TRUE(theirs.contains(url)) << "invented: " << url << " on " << *pages.begin();
}

TEST_F(BrokenLinks, OfTheFrenchDebianHandbookAreThoseOfLinkchecker) {
  if (!kHandbook.is_installed()) GTEST_SKIP() << kHandbook.package << " is missing";
  const Nginx server(serving(kHandbook));
  const TempFolder folder;
  const Ran ran = vigie({"audit", server.url("/"), "--format", "json", "--history",
                         folder.file("history.db"), "--delay", "0"},
                        {.timeout = kLongest});
  const JsonReport report = JsonReport::parse(ran.out);
  EXPECT_EQ(found_by_vigie(report, "failed"), found_by_linkchecker(server.url("/"), ""));
  EXPECT_EQ(found_by_vigie(report, "cantTell"), Broken{});
  // The sets are empty: both have looked.
  std::set<std::string> seen_by_vigie, seen_by_linkchecker;
  for (const Nginx::Hit& hit : server.log()) {
    if (hit.status != 200 || !hit.target.ends_with(".html")) continue;
    if (hit.user_agent.contains("LinkChecker")) seen_by_linkchecker.insert(hit.target);
    if (hit.user_agent.starts_with("Vigie/")) seen_by_vigie.insert(hit.target);
  }
  EXPECT_EQ(seen_by_vigie, seen_by_linkchecker);
  EXPECT_GE(seen_by_vigie.size(), 127U);
}

}  // namespace
}  // namespace vigie::tests
