// `vigie audit` of portals whose robots.txt or sitemaps mean no good: what they say wrong is
// bounded and told, and the pages are audited as robots.txt allows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/end_to_end/hostile_audit.h"
#include "tests/support/bombs.h"
#include "tests/support/hostile_server.h"

namespace vigie::tests {
namespace {

using testing::IsEmpty;
using Client = HostileServer::Client;
using Script = HostileServer::Script;

Script plain(std::string body) {
  return [body = std::move(body)](Client& client) {
    client.answer(body, "200 OK", "Content-Type: text/plain\r\n");
  };
}

// Writes `begin`, then `again` until the other side has enough.
Script endless(std::string begin, std::string again) {
  return [begin = std::move(begin), again = std::move(again)](Client& client) {
    for (bool goes_on = client.send(begin); goes_on;) goes_on = client.send(again);
  };
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

struct Case {
  std::string name;
  Script robots;
  int exit_code;          // 3: robots.txt cannot be read, so nothing may be
  std::string handling;   // of the front page
  std::string note = {};  // among what was not measured
  std::function<void(HostileServer&)> more = {};
};
void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

// The analyzer loses sight of a std::function that is copied out of a list.
// NOLINTBEGIN(clang-analyzer-cplusplus.NewDeleteLeaks)
std::vector<Case> robots_cases() {
  return {
      {"OfOneGigabyte",
       endless(kOk + "Content-Length: 1073741824\r\n\r\nUser-agent: *\nDisallow: /prive\n",
               repeated("# nothing more to say\n", 3000)),
       1, "read"},
      {"WithoutEnd", endless(kOk + "\r\nUser-agent: *\n", repeated("Disallow: /x\n", 5000)), 1,
       "read"},
      {"OfOneEndlessLine", endless(kOk + "\r\nUser-agent: ", std::string(60'000, 'a')), 1, "read"},
      {"ThatIsAGzipBomb",
       [](Client& client) {
         const GzipBomb bomb = gzip_bomb();
         endless(kOk + "Content-Encoding: gzip\r\n\r\n" + bomb.begin, bomb.block)(client);
       },
       1, "read"},
      {"OfCostlyPatterns",
       plain("User-agent: *\n" +
             repeated("Disallow: /" + repeated("*a", 500) + "$\nAllow: /*b*b*b*b*b$\n", 300)),
       1, "read"},
      {"OfBinary", plain(std::string("\x00\x01\xff\xfe\x1b[2J\r\n", 10) + "User-agent: *\n"), 1,
       "read"},
      {"ThatRedirectsToItself", [](Client& client) { client.redirect("/robots.txt"); }, 1, "read"},
      {"ThatRedirectsToAFile", [](Client& client) { client.redirect("file:///etc/passwd"); }, 1,
       "read"},
      {"ThatIsAHugeDelay", plain("User-agent: *\nCrawl-delay: 99999999999999999\n"), 1, "read"},
      {"ThatIsNoDelay", plain("User-agent: *\nCrawl-delay: -nan\nCrawl-delay: 1e999\n"), 1, "read"},
      {"ThatDripsForEver",
       [](Client& client) {
         client.send(kOk + "\r\n");
         client.drip(std::string(100'000, 'x'), std::chrono::milliseconds(200));
       },
       3, "robots_unavailable"},
      {"ThatIsSilent", [](Client& client) { client.wait_for_end(); }, 3, "robots_unavailable"},
      {"ThatIsReset", [](Client& client) { client.reset(); }, 3, "robots_unavailable"},
      {"ThatIsTruncated",
       [](Client& client) { client.send(kOk + "Content-Length: 1000\r\n\r\nUser-agent: *\n"); }, 3,
       "robots_unavailable"},
      {"ThatIsRefusedForEver",
       [](Client& client) { client.answer("", "429 Too Many Requests", "Retry-After: 0\r\n"); }, 3,
       "robots_unavailable"},
      {"WithAHeaderWithoutEnd", endless("HTTP/1.1 200 OK\r\n", "X-More: of the same\r\n"), 3,
       "robots_unavailable"},
  };
}

// A robots.txt that names these sitemaps.
Script naming(const std::vector<std::string>& sitemaps) {
  std::string text = "User-agent: *\nDisallow:\n";
  for (const std::string& sitemap : sitemaps) text += "Sitemap: " + sitemap + "\n";
  return plain(text);
}

Case sitemap(std::string name, Script script, std::string note = "the sitemap could not be read") {
  return {std::move(name),
          naming({"/plan.xml"}),
          1,
          "read",
          std::move(note),
          [script = std::move(script)](HostileServer& server) { server.on("/plan.xml", script); }};
}

const std::string kUrlset = "<?xml version='1.0'?><urlset>";

std::vector<Case> sitemap_cases() {
  std::vector<std::string> thousand;
  thousand.reserve(1000);
  for (int i = 0; i < 1000; ++i) thousand.push_back("/silent-" + std::to_string(i) + ".xml");
  std::vector<std::string> wrong{"http://[::bad", "javascript:alert(1)", "\x1b[2J", "file:///etc"};
  return {
      sitemap("SitemapWithoutEnd", endless(kOk + "\r\n" + kUrlset, std::string(65'536, ' '))),
      sitemap("SitemapThatIsABomb",
              [](Client& client) {
                const GzipBomb bomb = gzip_bomb();
                endless(kOk + "\r\n" + bomb.begin, bomb.block)(client);
              }),
      sitemap("SitemapEncodedAsABomb",
              [](Client& client) {
                const GzipBomb bomb = gzip_bomb();
                endless(kOk + "Content-Encoding: gzip\r\n\r\n" + bomb.begin, bomb.block)(client);
              }),
      sitemap("SitemapOfBillionLaughs",
              plain("<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'lol'><!ENTITY b "
                    "'&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>"
                    "<urlset><url><loc>&c;</loc></url></urlset>"),
              "the sitemap has a DOCTYPE, which no sitemap needs"),
      sitemap("SitemapThatReadsFiles",
              plain("<!DOCTYPE u [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>/&f;"
                    "</loc></url></urlset>"),
              "the sitemap has a DOCTYPE, which no sitemap needs"),
      sitemap("SitemapOfDeepXml", plain(kUrlset + repeated("<url>", 500'000)), ""),
      sitemap(
          "SitemapOfTooManyUrls",
          [](Client& client) {
            std::string text = kUrlset;
            for (int i = 0; i < 60'000; ++i)
              text += "<url><loc>http://ailleurs.invalid/" + std::to_string(i) + "</loc></url>";
            client.answer(text + "</urlset>", "200 OK", "Content-Type: text/xml\r\n");
          },
          "longer than the standard allows"),
      sitemap("SitemapIndexOfItself",
              plain("<sitemapindex><sitemap><loc>/plan.xml</loc></sitemap></sitemapindex>"), ""),
      sitemap(
          "SitemapIndexWithoutEnd",
          [](Client& client) {
            std::string text = "<sitemapindex>";
            for (int i = 0; i < 2000; ++i)
              text += "<sitemap><loc>/plan.xml?" + client.query() + std::to_string(i) +
                      "</loc></sitemap>";
            client.answer(text + "</sitemapindex>", "200 OK", "Content-Type: text/xml\r\n");
          },
          ""),
      sitemap("SitemapInCircles", [](Client& client) { client.redirect("/plan.xml"); }),
      sitemap("SitemapOfControlCharacters",
              plain("\x1b]0;owned\x07\x1b[2J</script><script>alert(1)</script>"),
              "the sitemap is neither XML nor a list of URLs"),
      {"ThousandSilentSitemaps", naming(thousand), 1, "read",
       "10 sitemaps in a row could not be read",
       [](HostileServer& server) {
         server.on("/silent-*", [](Client& client) { client.answer("", "500 Broken"); });
       }},
      {"SitemapsThatAreNoUrls", naming(wrong), 1, "read", "robots.txt names a sitemap"},
  };
}

// NOLINTEND(clang-analyzer-cplusplus.NewDeleteLeaks)

class RobotsTxt : public testing::TestWithParam<Case> {};

TEST_P(RobotsTxt, IsBoundedAndTold) {
  const Case& one = GetParam();
  HostileServer server;
  const std::vector<std::string> good = add_healthy_pages(server, 10);
  server.page("/", page_of_links("Portail", good));
  server.on("/robots.txt", one.robots);
  if (one.more) one.more(server);
  const HostileAudit audit = audit_hostile(server, {"--timeout", "10", "--delay", "0"});
  EXPECT_EQ(audit.ran.exit_code, one.exit_code) << audit.ran.out << audit.ran.err;
  EXPECT_EQ(audit.handling("/"), one.handling);
  if (one.exit_code != 3) expect_audited(audit, good);
  EXPECT_TRUE(one.note.empty() || audit.notes(one.note))
      << testing::PrintToString(audit.report.not_measured);
  EXPECT_LT(server.targets().size(), 600U);
  EXPECT_THAT(injections(audit), IsEmpty());
  expect_bounded(audit, 320, std::chrono::seconds(120));
}

std::string name_of(const testing::TestParamInfo<Case>& one) { return one.param.name; }
INSTANTIATE_TEST_SUITE_P(HostilePortal, RobotsTxt, testing::ValuesIn(robots_cases()), name_of);
INSTANTIATE_TEST_SUITE_P(HostilePortalSitemaps, RobotsTxt, testing::ValuesIn(sitemap_cases()),
                         name_of);

}  // namespace
}  // namespace vigie::tests
