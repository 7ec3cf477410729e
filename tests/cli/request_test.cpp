// What `vigie audit` is asked for, from its words, options and portal file together.
#include "cli/request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/audit_request.h"
#include "cli/command_line.h"
#include "cli/message.h"
#include "reports/locale/texts.h"
#include "rules/rule.h"
#include "tests/support/temp_folder.h"

namespace vigie::cli {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

class AuditCallTest : public testing::Test {
 protected:
  void SetUp() override {
    unsetenv("VIGIE_HISTORY");
    setenv("XDG_STATE_HOME", "/state", 1);
    setenv("LC_ALL", "C", 1);
    std::filesystem::current_path(folder_.path());
  }
  void TearDown() override { std::filesystem::current_path("/"); }

  AuditRequest asked(const std::vector<std::string>& words) {
    return audit_call(parse_command_line("audit", words)).request;
  }
  std::string complaint(const std::vector<std::string>& words) {
    try {
      asked(words);
      return "no complaint";
    } catch (const StartError& error) {
      return in_words(error.message(), reports::Texts(reports::Language::english));
    }
  }
  void portal_file(const std::string& rest) {
    folder_.write("portal.toml", "[portal]\nurl = \"https://www.ville.example\"\n" + rest);
  }

  tests::TempFolder folder_;
};

TEST_F(AuditCallTest, CrawlsTheOneUrlGiven) {
  const AuditRequest request = asked({"https://www.ville.example/accueil"});
  EXPECT_FALSE(request.single_pages);
  EXPECT_EQ(request.portal, "https://www.ville.example/accueil");
  EXPECT_THAT(request.targets, ElementsAre("https://www.ville.example/accueil"));
  EXPECT_THAT(request.fetch.origins, ElementsAre("https://www.ville.example"));
}

TEST_F(AuditCallTest, TakesSeveralUrlsOrAnyFileForSinglePages) {
  folder_.write("page.HTML", "");
  EXPECT_TRUE(asked({"https://a.example", "https://b.example/x"}).single_pages);
  EXPECT_TRUE(asked({"page.HTML"}).single_pages);
  EXPECT_THAT(asked({"page.HTML", "https://b.example"}).targets,
              ElementsAre("page.HTML", "https://b.example"));
}

TEST_F(AuditCallTest, HasTheDefaultsOfTheDesign) {
  const AuditRequest request = asked({"https://www.ville.example"});
  EXPECT_EQ(request.crawl.max_pages, 10'000U);
  EXPECT_EQ(request.crawl.max_depth, std::nullopt);
  EXPECT_EQ(request.crawl.max_body, 10U * 1024 * 1024);
  EXPECT_EQ(request.fetch.limits.total, std::chrono::seconds(30));
  EXPECT_EQ(request.fetch.limits.connect, std::chrono::seconds(10));
  EXPECT_EQ(request.fetch.limits.first_byte, std::chrono::seconds(15));
  EXPECT_EQ(request.fetch.connections_per_host, 6);
  EXPECT_EQ(request.fetch.delay_s, std::nullopt);
  EXPECT_EQ(request.fail_on, rules::Severity::serious);
  EXPECT_EQ(request.format, "text");
  EXPECT_EQ(request.history.path, "/state/vigie/history.db");
  EXPECT_EQ(request.history.resume, Resume::recent);
  EXPECT_EQ(request.lang, "en");
  EXPECT_THAT(request.fetch.user_agent, testing::StartsWith("Vigie/"));
  EXPECT_THAT(request.rules, Not(IsEmpty()));
  EXPECT_THAT(request.options, IsEmpty());
}

TEST_F(AuditCallTest, KeepsConnectingWithinTheTimeout) {
  const AuditRequest request = asked({"https://www.ville.example", "--timeout", "2.5"});
  EXPECT_EQ(request.fetch.limits.total, std::chrono::milliseconds(2500));
  EXPECT_EQ(request.fetch.limits.connect, std::chrono::milliseconds(2500));
  EXPECT_EQ(request.fetch.limits.first_byte, std::chrono::milliseconds(2500));
}

TEST_F(AuditCallTest, ReadsThePortalFileAndLetsTheCommandLineWin) {
  portal_file("name = \"Ville\"\nstart = [\"/services/\"]\n[crawl]\nmax_pages = 50\ndelay = 2\n");
  const AuditRequest request = asked({"portal.toml", "--max-pages", "7"});
  EXPECT_EQ(request.portal, "Ville");
  EXPECT_THAT(request.targets,
              ElementsAre("https://www.ville.example", "https://www.ville.example/services/"));
  EXPECT_FALSE(request.single_pages);
  EXPECT_EQ(request.crawl.max_pages, 7U);
  EXPECT_EQ(request.fetch.delay_s, 2.0);
}

TEST_F(AuditCallTest, AuditsThePortalFileOfThisFolderWithoutAWord) {
  portal_file("name = \"Ville\"\n");
  EXPECT_EQ(asked({}).portal, "Ville");
}

TEST_F(AuditCallTest, LetsTheCommandLineContradictThePortalFile) {
  portal_file("[report]\nno_history = true\n");
  const AuditRequest request = asked({"portal.toml", "--history", "mine.db"});
  EXPECT_FALSE(request.history.none);
  EXPECT_EQ(request.history.path, "mine.db");
}

TEST_F(AuditCallTest, ReplacesALongerListOfThePortalFile) {
  portal_file("[crawl]\nexclude = [\"/a\", \"/b\"]\n");
  EXPECT_THAT(asked({"portal.toml"}).crawl.exclude, ElementsAre("/a", "/b"));
  EXPECT_THAT(asked({"portal.toml", "--exclude", "/c"}).crawl.exclude, ElementsAre("/c"));
}

TEST_F(AuditCallTest, LooksUpPathsOfAPortalFileBesideIt) {
  folder_.write("town/cookies.txt", "");
  folder_.write("town/portal.toml",
                "[portal]\nurl = \"https://www.ville.example\"\n[session]\ncookie_file = "
                "\"cookies.txt\"\n[report]\noutput = [\"r.html\", \"/var/r.json\"]\n");
  const AuditRequest request = asked({"town/portal.toml"});
  EXPECT_EQ(request.fetch.session.cookie_file, "town/cookies.txt");
  ASSERT_EQ(request.outputs.size(), 2U);
  EXPECT_EQ(request.outputs[0].path, "town/r.html");
  EXPECT_EQ(request.outputs[1].path, "/var/r.json");
}

TEST_F(AuditCallTest, BindsTheSessionToTheStartPagesOriginWhenNoOtherIsNamed) {
  setenv("PORTAL_TOKEN", "s3cret", 1);
  const std::vector<std::string> words = {"https://www.ville.example/a", "--session-header",
                                          "Authorization: Bearer ${PORTAL_TOKEN}"};
  const AuditRequest request = asked(words);
  EXPECT_EQ(request.fetch.session.origin, "https://www.ville.example");
  EXPECT_THAT(request.fetch.session.headers, ElementsAre(Pair("Authorization", "Bearer s3cret")));
}

TEST_F(AuditCallTest, TellsNoSecretAmongItsOptions) {
  const AuditRequest request =
      asked({"https://user:hunter2@www.ville.example/", "--session-header", "X-Key: hunter3",
             "--header", "X-Other: hunter4", "--max-pages", "5"});
  EXPECT_THAT(request.options, ElementsAre(Pair("max-pages", "5"), Pair("header", "X-Other"),
                                           Pair("session-header", "X-Key")));
  EXPECT_EQ(request.portal, "https://www.ville.example/");
  EXPECT_THAT(request.fetch.origins, ElementsAre("https://www.ville.example"));
}

TEST_F(AuditCallTest, TellsOnlyOptionsThatDifferFromTheDefaultsAndShapeTheRun) {
  const AuditRequest request =
      asked({"https://www.ville.example", "--max-pages", "10000", "--external=false", "--quiet",
             "--lang", "fr", "--output", "r.html", "--no-resources", "--timeout", "5"});
  EXPECT_THAT(request.options, ElementsAre(Pair("no-resources", "true"), Pair("timeout", "5")));
}

TEST_F(AuditCallTest, ChoosesRulesByThemeAndIdInTheCataloguesOrder) {
  const AuditRequest request =
      asked({"https://www.ville.example", "--rules", "broken-link, image-alt"});
  EXPECT_THAT(request.rules, testing::UnorderedElementsAre("broken-link", "image-alt"));
  EXPECT_EQ(
      request.rules,
      asked({"https://www.ville.example", "--rules", "image-alt", "--rules", "broken-link"}).rules);
  EXPECT_THAT(asked({"https://www.ville.example", "--rules", "accessibility"}).rules,
              Contains("image-alt"));
}

TEST_F(AuditCallTest, TakesTheFormatOfAFileFromItsEndingElseFromFormat) {
  const AuditRequest request = asked(
      {"https://www.ville.example", "-o", "a.json", "--output", "results", "--format", "json"});
  ASSERT_EQ(request.outputs.size(), 2U);
  EXPECT_EQ(request.outputs[0].format, "json");
  EXPECT_EQ(request.outputs[1].format, "json");
  EXPECT_THAT(complaint({"https://www.ville.example", "-o", "results"}),
              HasSubstr("--output is \"results\", whose ending names no format\n"));
}

TEST_F(AuditCallTest, FailsNeverWhenTold) {
  EXPECT_EQ(asked({"https://www.ville.example", "--fail-on", "never"}).fail_on, std::nullopt);
}

TEST_F(AuditCallTest, SaysWhatWasProbablyMeant) {
  EXPECT_THAT(complaint({"www.ville.example"}),
              HasSubstr("did you mean https://www.ville.example?"));
  EXPECT_THAT(complaint({}), HasSubstr("there is no portal.toml here"));
  EXPECT_THAT(complaint({"https://"}), HasSubstr("https:// is not the URL of a web page"));
  EXPECT_THAT(complaint({"missing.html"}), testing::StartsWith("missing.html: cannot be read: "));
  EXPECT_THAT(complaint({"missing.toml"}), testing::StartsWith("missing.toml: cannot be read: "));
}

TEST_F(AuditCallTest, RefusesAPortalFileInCompany) {
  portal_file("");
  EXPECT_THAT(complaint({"portal.toml", "https://b.example"}),
              HasSubstr("portal.toml is a portal file: it goes alone"));
}

TEST_F(AuditCallTest, RefusesASessionThatSignsNobodyIn) {
  folder_.write("agent.key", "");
  EXPECT_THAT(complaint({"https://a.example", "--session-origin", "https://a.example"}),
              HasSubstr("nothing to sign in with"));
  EXPECT_THAT(complaint({"https://a.example", "--client-key", "agent.key"}),
              HasSubstr("a client key without its certificate"));
}

TEST_F(AuditCallTest, NamesTheVariableThatIsNotSet) {
  unsetenv("NO_SUCH_TOKEN");
  EXPECT_EQ(complaint({"https://a.example", "--session-header", "X: ${NO_SUCH_TOKEN}"}),
            "vigie audit: --session-header needs the environment variable NO_SUCH_TOKEN, which is "
            "not set\n  set it before you start vigie, as in: export NO_SUCH_TOKEN=…\n");
}

TEST_F(AuditCallTest, RefusesHeadersThatWouldSmuggle) {
  EXPECT_THAT(complaint({"https://a.example", "--header", "X: a\r\nY: b"}),
              HasSubstr("--header has a control character in its value"));
  EXPECT_THAT(complaint({"https://a.example", "--header", "X Y: b"}),
              HasSubstr("--header is not a header field"));
}

TEST_F(AuditCallTest, FindsThePlaceOfTheHistory) {
  setenv("VIGIE_HISTORY", "/elsewhere.db", 1);
  EXPECT_EQ(default_history_path(), "/elsewhere.db");
  unsetenv("VIGIE_HISTORY");
  setenv("XDG_STATE_HOME", "relative", 1);
  setenv("HOME", "/home/agent", 1);
  EXPECT_EQ(default_history_path(), "/home/agent/.local/state/vigie/history.db");
}

}  // namespace
}  // namespace vigie::cli
