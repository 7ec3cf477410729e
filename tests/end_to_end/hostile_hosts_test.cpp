// `vigie audit` of hosts that mean no good as a whole: traps for crawlers, refusals without end,
// start pages that lead into the private network.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "tests/end_to_end/hostile_audit.h"
#include "tests/support/hostile_pages.h"
#include "tests/support/hostile_server.h"

namespace vigie::tests {
namespace {

using testing::IsEmpty;
using Client = HostileServer::Client;

TEST(PortalWithTraps, IsReadToItsLastHealthyPageAndTheTrapsAreNamed) {
  HostileServer server;
  const std::vector<std::string> healthy = add_portal_with_traps(server);
  const HostileAudit audit = audit_hostile(server, {"--max-pages", "4000"});
  for (const std::string& path : healthy) EXPECT_EQ(audit.handling(path), "read") << path;
  EXPECT_TRUE(audit.notes("the limit of 4000 pages was reached"));
  for (const char* trap :
       {"/a/a/a: suspected trap: its path repeats itself",
        "/*?mois: suspected trap: ", "/*?f#: suspected trap: ", "/*?sid: suspected trap: "})
    EXPECT_TRUE(audit.notes(trap)) << trap << testing::PrintToString(audit.report.not_measured);
  EXPECT_THAT(injections(audit), IsEmpty());
  expect_bounded(audit, 256, std::chrono::seconds(120));
}

// As slow as it is long: a host is given up after so many refusals at an ever slower pace.
TEST(RefusingHost, IsGivenUpAndItsPagesAreReported) {
  HostileServer server;
  const std::vector<std::string> good = add_healthy_pages(server, 10);
  std::vector<std::string> links = good, refused;
  for (int i = 0; i < 300; ++i) refused.push_back("/refus-" + std::to_string(i));
  links.insert(links.end(), refused.begin(), refused.end());
  server.page("/", page_of_links("Portail", links));
  server.on("/refus-*", [](Client& client) { client.answer("", "429 Too Many Requests"); });
  const HostileAudit audit = audit_hostile(server);
  EXPECT_EQ(audit.ran.exit_code, 1) << audit.ran.err;
  expect_audited(audit, good);
  for (const std::string& path : refused) EXPECT_EQ(audit.handling(path), "rate_limited") << path;
  EXPECT_LT(server.targets().size(), 100U);
  EXPECT_TRUE(audit.notes("the host was given up"));
  expect_bounded(audit, 256, std::chrono::seconds(240));
}

TEST(PortalOfResources, IsAuditedBesideAHostOfResourcesThatRefusesForEver) {
  HostileServer server, refusing;
  refusing.on("*", [](Client& client) { client.answer("", "503 Service Unavailable"); });
  const std::vector<std::string> good = add_healthy_pages(server, 10);
  std::string front = page_of_links("Portail", good);
  for (int i = 0; i < 40; ++i)
    front += "<img alt='' src='" + refusing.url("/" + std::to_string(i)) + ".png'>";
  server.page("/", front);
  const std::string host = "127.0.0.1:" + std::to_string(refusing.port());
  const HostileAudit audit = audit_hostile(server, {"--allow-private=" + host});
  expect_audited(audit, good);
  // Its robots.txt could not be read: nothing else of it may be asked for.
  for (const std::string& target : refusing.targets()) EXPECT_EQ(target, "/robots.txt");
  expect_bounded(audit, 256, std::chrono::seconds(100));
}

// Where a front page sends its visitor: `%` stands for the port of a server nobody named.
class StartPage : public testing::TestWithParam<std::string> {};

TEST_P(StartPage, LeadsNobodyIntoThePrivateNetwork) {
  HostileServer server, secret;
  secret.on("*", [](Client& client) { client.answer("<title>secret</title>"); });
  std::string location = GetParam();
  if (const auto mark = location.find('%'); mark != std::string::npos)
    location.replace(mark, 1, std::to_string(secret.port()));
  server.on("/", [location](Client& client) { client.redirect(location); });
  const HostileAudit audit = audit_hostile(server, {"--timeout", "5"});
  EXPECT_EQ(audit.ran.exit_code, 3) << audit.ran.out << audit.ran.err;
  EXPECT_EQ(secret.accepted(), 0);
  EXPECT_THAT(injections(audit), IsEmpty());
  expect_bounded(audit, 128, std::chrono::seconds(60));
}

INSTANTIATE_TEST_SUITE_P(HostilePortal, StartPage,
                         testing::Values("http://127.0.0.1:%/", "http://localhost:%/",
                                         "http://127.1:%/", "http://2130706433:%/",
                                         "http://0x7f000001:%/", "http://0:%/", "http://[::1]:%/",
                                         "http://[::ffff:127.0.0.1]:%/",
                                         "http://169.254.169.254/latest/meta-data/",
                                         "//127.0.0.2:%/", "http://127.0.0.1:1/",
                                         "file:///etc/passwd", "ftp://127.0.0.1:%/",
                                         "javascript:alert(1)", "data:text/html,<h1>x</h1>",
                                         "http://user:secret@127.0.0.1:%/"));

}  // namespace
}  // namespace vigie::tests
