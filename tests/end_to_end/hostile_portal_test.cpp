// `vigie audit` of a portal on which every fault of hostile_pages.h stands beside good pages: each
// ends in its kind in the report, and costs no other page anything.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "tests/end_to_end/hostile_audit.h"
#include "tests/support/hostile_pages.h"
#include "tests/support/hostile_server.h"
#include "tests/support/json_report.h"

namespace vigie::tests {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Pair;
using testing::StartsWith;

// By path: what HostileAudit::handling() says; with '|' where it depends on who comes first.
const std::map<std::string, std::string>& expected() {
  static const std::map<std::string, std::string> all{
      {"/reset", "reset"},
      {"/reset-in-head", "reset"},
      {"/reset-in-body", "reset"},
      {"/empty", "empty_reply"},
      {"/closed-in-status-line", "empty_reply"},
      {"/closed-in-head", "truncated"},
      {"/truncated", "truncated"},
      {"/truncated-huge", "truncated"},
      {"/truncated-chunk", "truncated"},
      {"/missing-last-chunk", "truncated"},
      {"/bad-chunk", "protocol"},
      {"/huge-chunk", "protocol"},
      {"/negative-chunk", "protocol"},
      {"/silent", "timeout"},
      {"/slow-first-byte", "read"},
      {"/drip-head", "timeout"},
      {"/drip-body", "timeout"},
      {"/stalls-after-head", "timeout"},
      {"/stalls-in-body", "timeout"},
      {"/steady-without-end", "timeout"},
      {"/endless-body", "too_large"},
      {"/endless-chunks", "too_large"},
      {"/endless-empty-lines", "too_large"},
      {"/endless-head", "too_large"},
      {"/endless-field", "too_large"},
      {"/endless-status-line", "too_large"},
      {"/endless-interim", "too_large"},
      {"/endless-trailers", "too_large"},
      {"/cookie-flood", "too_large"},
      {"/robots-1-gb", "read"},
      {"/bomb-gzip", "too_large"},
      {"/bomb-brotli", "too_large"},
      {"/bomb-zstd", "too_large"},
      {"/bomb-nested", "too_large"},
      {"/bomb-mixed", "too_large"},
      {"/garbage", "protocol"},
      {"/http-0.9", "protocol"},
      {"/other-protocol", "protocol"},
      {"/status-line-without-status", "protocol"},
      {"/status-not-a-number", "protocol"},
      {"/status-zero", "protocol"},
      {"/status-999", "http_status"},
      {"/http-9", "protocol"},
      {"/switching-protocols", "protocol"},
      {"/negative-length", "protocol"},
      {"/length-not-a-number", "protocol"},
      {"/length-overflow", "protocol"},
      {"/lengths-differ", "protocol"},
      {"/nul-in-head", "protocol"},
      {"/control-characters", "read"},
      {"/field-without-colon", "protocol"},
      {"/folded-field", "read"},
      {"/line-feeds-only", "read"},
      {"/interim-then-answer", "read"},
      {"/more-than-said", "read"},
      {"/closes-kept-connection", "read"},
      {"/no-content-with-body", "read"},
      {"/200-with-location", "read"},
      {"/not-gzip", "decode"},
      {"/not-brotli", "decode"},
      {"/not-zstd", "decode"},
      {"/unknown-encoding", "decode"},
      {"/too-many-encodings", "decode"},
      {"/half-of-gzip", "truncated"},
      {"/gzip-with-rubbish-behind", "read"},
      {"/redirect-to-itself", "redirect_loop"},
      {"/redirect-ping", "alias|redirect_loop"},
      {"/redirect-pong", "alias|redirect_loop"},
      {"/redirect-by-fragment", "redirect_loop"},
      {"/redirect-without-location", "protocol"},
      {"/redirect-empty", "protocol"},
      {"/redirect-invalid", "url_invalid"},
      {"/redirect-1-mb", "too_large"},
      {"/redirect-3-kb", "url_invalid"},
      {"/redirect-to-file", "redirect_blocked"},
      {"/redirect-to-javascript", "redirect_blocked"},
      {"/redirect-to-data", "redirect_blocked"},
      {"/redirect-to-gopher", "redirect_blocked"},
      {"/redirect-to-metadata", "alias"},
      {"/redirect-to-closed-port", "alias"},
      {"/redirect-with-endless-body", "alias"},
      {"/redirect-growing", "alias"},
      {"/redirect-and-count", "redirect_limit"},
      {"/redirect-once-for-cookie", "read"},
      {"/redirect-chain-1", "alias"},
      {"/redirect-chain-2", "alias"},
      {"/redirect-chain-3", "alias"},
      {"/redirect-chain-4", "alias"},
      {"/redirect-chain-5", "alias"},
      {"/redirect-chain-6", "alias"},
      {"/redirect-chain-7", "alias"},
      {"/redirect-chain-8", "alias"},
      {"/redirect-chain-9", "alias"},
      {"/redirect-chain-10", "alias"},
      {"/redirect-chain-11", "alias"},
  };
  return all;
}

// Spread, so that no stretch of the crawl is all good or all bad.
std::vector<std::string> mixed(const std::vector<std::string>& bad,
                               const std::vector<std::string>& good) {
  std::vector<std::string> all;
  const std::size_t each = bad.size() / good.size() + 1;
  for (std::size_t b = 0, g = 0; b < bad.size() || g < good.size();) {
    for (std::size_t i = 0; i < each && b < bad.size(); ++i) all.push_back(bad[b++]);
    if (g < good.size()) all.push_back(good[g++]);
  }
  return all;
}

bool is_among(const std::string& handling, const std::string& alternatives) {
  return ("|" + alternatives + "|").contains("|" + handling + "|");
}

std::vector<std::string> broken_links(const HostileAudit& audit) {
  std::vector<std::string> hrefs;
  for (const JsonReport::Finding& finding : audit.report.of("broken-link"))
    hrefs.push_back(finding.where);
  return hrefs;
}

// One audit serves all: it waits for the time limits of the slow pages.
TEST(HostilePortal, IsAuditedWithinBoundsAndEveryFaultEndsInItsKind) {
  HostileServer server;
  const std::vector<std::string> bad = add_hostile_pages(server);
  const std::vector<std::string> good = add_healthy_pages(server, 30);
  server.page("/", page_of_links("Portail", mixed(bad, good)));
  const HostileAudit audit =
      audit_hostile(server, {"--timeout", "8", "--max-body", "1M", "--fail-on", "critical"});

  EXPECT_EQ(audit.ran.exit_code, 1) << audit.ran.err;
  EXPECT_EQ(audit.report.state, "finished");
  expect_audited(audit, good);
  for (const std::string& path : bad) {
    const auto known = expected().find(path);
    ASSERT_NE(known, expected().end()) << path << " has no case";
    EXPECT_TRUE(is_among(audit.handling(path), known->second))
        << path << " is " << audit.handling(path) << ", not " << known->second;
  }
  EXPECT_THAT(audit.handling(),
              Contains(Pair(StartsWith("/redirect-growing?x=1"), "redirect_limit")))
      << "at the hop where the chain was given up";
  EXPECT_EQ((audit.handling("/redirect-ping") == "redirect_loop") +
                (audit.handling("/redirect-pong") == "redirect_loop"),
            1)
      << "the loop is said at one of the two, the other leads to it";
  EXPECT_THAT(broken_links(audit),
              IsSupersetOf({"/redirect-ping", "/redirect-pong", "/redirect-to-itself",
                            "/redirect-by-fragment", "/redirect-growing", "/redirect-and-count"}));
  EXPECT_THAT(injections(audit), IsEmpty());
  expect_bounded(audit, 256, std::chrono::seconds(120));
}

}  // namespace
}  // namespace vigie::tests
