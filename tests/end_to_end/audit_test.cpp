// `vigie audit` against a real nginx: what it finds, says, keeps, and how it ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>

#include "tests/support/json_report.h"
#include "tests/support/nginx.h"
#include "tests/support/run_vigie.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

class Audit : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_nginx()) GTEST_SKIP() << "nginx is missing";
  }
  std::string history() const { return folder.file("history.db"); }
  Ran audit(const Nginx& portal, Arguments more = {}) const {
    Arguments arguments{"audit", portal.url("/"), "--history", history()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return vigie(arguments);
  }
  JsonReport json(const Nginx& portal, Arguments more = {}) const {
    more.insert(more.end(), {"--format", "json"});
    return JsonReport::parse(audit(portal, more).out);
  }
  TempFolder folder;
};

constexpr std::string_view kGood =
    "<!doctype html><html lang=fr><title>Mairie</title><h1>Mairie</h1>";

TEST_F(Audit, ReportsAnImageWithoutAlternativeAndExits1) {
  const Nginx portal;
  portal.page(
      "/",
      "<!doctype html><html lang=fr><title>Mairie</title><h1>Mairie</h1>\n<img src=/blason.png>");
  portal.page("/blason.png", "png");
  const Ran ran =
      audit(portal, {"--rules", "accessibility", "--format", "json", "--fail-on", "serious"});
  EXPECT_EQ(ran.exit_code, 1) << ran.err;
  const JsonReport report = JsonReport::parse(ran.out);
  ASSERT_EQ(report.of("image-alt").size(), 1U);
  EXPECT_EQ(report.of("image-alt")[0].selector, "html > body > img");
  EXPECT_EQ(report.of("image-alt")[0].line, 2U);
  EXPECT_EQ(portal.log().front().user_agent.substr(0, 6), "Vigie/");
}

TEST_F(Audit, Exits0WhenNothingSevereIsFound) {
  const Nginx portal;
  portal.page("/", kGood);
  EXPECT_EQ(audit(portal, {"--rules", "accessibility"}).exit_code, 0);
}

TEST_F(Audit, NamesABrokenLinkByPageHrefAndLine) {
  const Nginx portal;
  portal.page("/", std::string(kGood) + "\n<a href=/absent.html>x</a>");
  const JsonReport report = json(portal);
  ASSERT_EQ(report.of("broken-link").size(), 1U);
  EXPECT_EQ(report.of("broken-link")[0].where, "/absent.html");
  EXPECT_EQ(report.of("broken-link")[0].line, 2U);
  EXPECT_EQ(report.pages.at(portal.url("/absent.html")).error, "http_status");
}

TEST_F(Audit, TellsWhatIsNewInTheSecondRun) {
  const Nginx portal;
  portal.page("/", kGood);
  audit(portal);
  portal.page("/", std::string(kGood) + "<img src=x.png>");
  const Ran second = audit(portal, {"--format", "json"});
  EXPECT_THAT(second.out, testing::HasSubstr("\"new_findings\""));
  const Ran text = audit(portal);
  EXPECT_EQ(text.err, "");
}

TEST_F(Audit, ExitsWith3AndSaysWhyWhenNothingAnswers) {
  std::string gone;
  {
    gone = Nginx().url("/");
  }
  const Ran ran = vigie({"audit", gone, "--history", history()});
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_THAT(ran.err, testing::HasSubstr("connect_refused"));
}

TEST_F(Audit, ExitsWith3WhenRobotsForbidEverything) {
  const Nginx portal;
  portal.page("/", kGood);
  portal.page("/robots.txt", "User-agent: *\nDisallow: /\n");
  const Ran ran = audit(portal);
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_THAT(ran.err, testing::HasSubstr("blocked_by_robots"));
}

TEST_F(Audit, ExitsWith3WhenSignInIsAsked) {
  const Nginx portal({.server = "location / { return 401; }"});
  const Ran ran = audit(portal);
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_THAT(ran.err, testing::HasSubstr("auth_required"));
}

TEST_F(Audit, WritesEveryReportThatCanBeWritten) {
  const Nginx portal;
  portal.page("/", kGood);
  const Ran ran = audit(portal, {"--rules", "accessibility", "--output", "/dev/full:json",
                                 "--output", folder.file("r.json")});
  const Ran full =
      audit(portal, {"--rules", "accessibility", "--output", folder.file("no/such/folder/r.json"),
                     "--output", folder.file("s.json")});
  EXPECT_EQ(full.exit_code, 4) << full.err;
  EXPECT_EQ(JsonReport::parse(read_text(folder.file("s.json"))).state, "finished");
}

TEST_F(Audit, ExitsWith4WhenStandardOutputIsFull) {
  const Nginx portal;
  portal.page("/", kGood);
  for (const std::string format : {"text", "json"}) {
    const Ran ran = vigie({"audit", portal.url("/"), "--history", history(), "--format", format},
                          {.output_path = "/dev/full"});
    EXPECT_EQ(ran.exit_code, 4) << format << ran.err;
  }
}

TEST_F(Audit, ShowsProgressOnATerminalAndNeverInAPipe) {
  const Nginx portal(
      {.server = "location = /lent.html { default_type text/html; limit_rate 20; }"});
  portal.page("/", std::string(kGood) + "<a href=/lent.html>x</a>");
  portal.page("/lent.html", std::string(kGood));
  const Ran piped = audit(portal);
  EXPECT_EQ(piped.err, "");
  const Ran shown = vigie({"audit", portal.url("/"), "--history", history()}, {.terminal = true});
  EXPECT_THAT(shown.out, testing::HasSubstr("known pages"));
  EXPECT_THAT(
      vigie({"audit", portal.url("/"), "--history", history(), "--no-progress"}, {.terminal = true})
          .out,
      testing::Not(testing::HasSubstr("known pages")));
}

TEST_F(Audit, EscapesWhatPagesWouldDoToATerminal) {
  const Nginx portal;
  portal.page("/",
              "<!doctype html><html lang=fr><title>\x1b]0;x\x07 \xc2\x9b[2J "
              "\xe2\x80\xae</title><img src='\x1b[2J'>");
  const Ran ran = audit(portal);
  for (const char c : ran.out)
    EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n') << static_cast<int>(c);
  EXPECT_EQ(ran.out.find("\xe2\x80\xae"), std::string::npos);
}

TEST_F(Audit, JudgesSingleFilesWithoutAsking) {
  const std::string page =
      folder.write("page.html", "<!doctype html><title>x</title><img src=a.png>");
  const Ran ran = vigie({"audit", page, "--no-history", "--format", "json"});
  EXPECT_EQ(ran.exit_code, 1) << ran.err;
  const JsonReport report = JsonReport::parse(ran.out);
  ASSERT_EQ(report.of("image-alt").size(), 1U);
  EXPECT_EQ(report.of("image-alt")[0].page, page);
  EXPECT_EQ(report.of("page-language").size(), 1U);
  EXPECT_TRUE(report.of("hsts").empty());
}

// Faults of the history ---------------------------------------------------------------------------

TEST_F(Audit, RefusesAFileThatIsNoHistoryBeforeTheFirstRequest) {
  const Nginx portal;
  portal.page("/", kGood);
  const std::string other = folder.write("history.db",
                                         "this is no database, and it is longer than one hundred "
                                         "bytes, so that nobody takes it for an empty one ......");
  const Ran ran = audit(portal);
  EXPECT_EQ(ran.exit_code, 2) << ran.err;
  EXPECT_TRUE(portal.log().empty());
  EXPECT_TRUE(read_text(other).starts_with("this is no database"));
}

TEST_F(Audit, RefusesAFolderAsHistory) {
  const Nginx portal;
  portal.page("/", kGood);
  std::filesystem::create_directory(history());
  EXPECT_EQ(audit(portal).exit_code, 2);
}

TEST_F(Audit, GoesOnInATemporaryStoreWhenTheHistoryCannotBeWritten) {
  if (geteuid() == 0) {
    // Root writes anywhere; /proc is a place where not even root can make a file.
    const Nginx portal;
    portal.page("/", kGood);
    const Ran ran = vigie({"audit", portal.url("/"), "--history", "/proc/vigie/history.db",
                           "--rules", "accessibility", "--output", folder.file("r.json")});
    EXPECT_EQ(ran.exit_code, 4) << ran.err;
    EXPECT_EQ(JsonReport::parse(read_text(folder.file("r.json"))).pages.size(), 1U);
    return;
  }
  const Nginx portal;
  portal.page("/", kGood);
  std::filesystem::create_directory(folder.file("closed"));
  chmod(folder.file("closed").c_str(), 0500);
  const Ran ran = vigie({"audit", portal.url("/"), "--history", folder.file("closed/history.db"),
                         "--output", folder.file("r.json")});
  EXPECT_EQ(ran.exit_code, 4) << ran.err;
}

// Signals -----------------------------------------------------------------------------------------

struct SlowPortal {
  Nginx portal{{.server = "limit_rate 2000;"}};
  SlowPortal() {
    std::string links;
    for (int i = 0; i < 200; ++i) {
      links += "<a href=/p" + std::to_string(i) + ".html>x</a>";
      portal.page("/p" + std::to_string(i) + ".html", std::string(kGood) + std::string(3000, 'x'));
    }
    portal.page("/", std::string(kGood) + links);
  }
};

TEST_F(Audit, EndsSoonWithWhatItHasWhenInterrupted) {
  const SlowPortal slow;
  for (const auto& [signal, code] : {std::pair{SIGINT, 130}, std::pair{SIGTERM, 143}}) {
    const std::size_t wanted = slow.portal.log().size() + 4;  // in the middle of the work
    RunningVigie running(
        {"audit", slow.portal.url("/"), "--history", history(), "--format", "json", "--no-resume"});
    for (int i = 0; i < 500 && slow.portal.log().size() < wanted; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    const auto asked = std::chrono::steady_clock::now();
    running.send(signal);
    const Ran ran = running.wait();
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(5));
    EXPECT_EQ(ran.exit_code, code) << ran.err;
    EXPECT_EQ(JsonReport::parse(ran.out).state, "interrupted");
  }
}

}  // namespace
}  // namespace vigie::tests
