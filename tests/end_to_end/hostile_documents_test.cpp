// `vigie audit` of pages whose content means no good: each is read within bounds and judged as far
// as it goes, beside good pages that are audited as if they were alone.
#include "tests/end_to_end/hostile_documents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tests/end_to_end/hostile_audit.h"
#include "tests/support/hostile_server.h"

namespace vigie::tests {
namespace {

using testing::IsEmpty;

std::ptrdiff_t asked(const HostileServer& server, std::string_view path) {
  return std::ranges::count_if(server.targets(),
                               [&](const std::string& target) { return target.starts_with(path); });
}

TEST(HostileDocuments, AreReadWithinBoundsAndCostOthersNothing) {
  HostileServer server, elsewhere;
  elsewhere.on("*", [](HostileServer::Client& client) { client.answer("secret"); });
  const std::vector<std::string> good = add_healthy_pages(server, 20);
  std::vector<std::string> links = good;
  const std::vector<HostileDocument> documents = hostile_documents(elsewhere.url("/"));
  for (const HostileDocument& document : documents) {
    server.on(document.path, document.script);
    links.push_back(document.path);
  }
  add_growing_parts(server);
  server.page("/", page_of_links("Portail", links));
  // The chain of frames is as long as it may be: a limit of pages ends it.
  const HostileAudit audit = audit_hostile(server, {"--max-pages", "200", "--timeout", "20"});

  EXPECT_EQ(audit.ran.exit_code, 1) << audit.ran.err;
  expect_audited(audit, good);
  for (const HostileDocument& document : documents)
    EXPECT_EQ(audit.handling(document.path), document.handling) << document.path;
  EXPECT_GT(audit.report.pages.at(server.url("/nested-million")).elements_dropped, 700'000);
  EXPECT_GT(audit.report.pages.at(server.url("/elements-300000")).elements_dropped, 40'000);

  EXPECT_EQ(elsewhere.accepted(), 0) << "nobody named that server";
  EXPECT_GT(asked(server, "/grow/frame"), 10);
  EXPECT_LE(asked(server, "/grow/frame"), 201);
  EXPECT_TRUE(audit.notes("frames"));
  EXPECT_GT(asked(server, "/grow/style?"), 5);
  EXPECT_LE(asked(server, "/grow/style?"), 20);
  EXPECT_EQ(asked(server, "/grow/image"), 300);
  EXPECT_THAT(injections(audit), IsEmpty());
  expect_bounded(audit, 400, std::chrono::seconds(150));
}

}  // namespace
}  // namespace vigie::tests
