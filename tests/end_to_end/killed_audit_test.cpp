// A history that survives SIGKILL at any moment, and a next run that carries on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/json_report.h"
#include "tests/support/nginx.h"
#include "tests/support/run_vigie.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

constexpr int kPages = 120;
constexpr std::size_t kMostInFlight = 6;

// How often the server was asked for each page.
std::map<std::string, std::size_t> asked(const std::vector<Nginx::Hit>& log) {
  std::map<std::string, std::size_t> times;
  for (const Nginx::Hit& hit : log)
    if (hit.target == "/" || hit.target.starts_with("/p")) ++times[hit.target];
  return times;
}

TEST(KilledAudit, CarriesOnAndAsksForNoPageTwiceButThoseUnderWay) {
  if (!has_nginx()) GTEST_SKIP() << "nginx is missing";
  const Nginx portal;
  std::string links;
  for (int i = 0; i < kPages; ++i) {
    const std::string name = "/p" + std::to_string(i) + ".html";
    links += "<a href=" + name + ">x</a>";
    portal.page(name, "<!doctype html><html lang=fr><title>" + name + "</title><img src=i.png>");
  }
  portal.page("/", "<!doctype html><html lang=fr><title>Accueil</title>" + links);

  for (int round = 0; round < 20; ++round) {
    const TempFolder folder;
    const Arguments audit{"audit",         portal.url("/"), "--history", folder.file("history.db"),
                          "--format",      "json",          "--delay",   "0.005",
                          "--no-resources"};
    const std::size_t before = portal.log().size();
    {
      RunningVigie running(audit);
      // Killed after a few requests, another number each round, some of them in the middle of a
      // commit.
      const std::size_t wanted = before + 3 + static_cast<std::size_t>(round) * 5;
      for (int i = 0; i < 4000 && portal.log().size() < wanted; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      running.send(SIGKILL);
      running.wait();
    }
    const Ran check = vigie({"history", "check", "--history", folder.file("history.db")});
    EXPECT_EQ(check.exit_code, 0) << check.out << check.err;
    const Ran list = vigie({"history", "list", "--history", folder.file("history.db")});
    EXPECT_THAT(list.out, testing::Not(testing::HasSubstr("finished")))
        << "a half run must not look whole";

    const Ran resumed = vigie(audit);
    const JsonReport report = JsonReport::parse(resumed.out);
    EXPECT_EQ(report.state, "finished");
    EXPECT_EQ(report.pages.size(), kPages + 1U) << "round " << round;
    auto log = portal.log();
    log.erase(log.begin(), log.begin() + static_cast<std::ptrdiff_t>(before));
    std::size_t twice = 0;
    for (const auto& [target, times] : asked(log)) {
      EXPECT_LE(times, 2U) << target;
      twice += times > 1 ? 1 : 0;
    }
    EXPECT_LE(twice, kMostInFlight) << "round " << round;
  }
}

}  // namespace
}  // namespace vigie::tests
