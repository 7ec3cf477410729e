#include "reports/formats/json.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/charset.h"
#include "reports/formats/sink.h"
#include "reports/formats/terminal_text.h"
#include "reports/formats/utf8.h"
#include "reports/formats/writer.h"
#include "reports/locale/texts.h"
#include "reports/run.h"
#include "tests/reports/fake_run.h"
#include "tests/support/temp_folder.h"

namespace vigie::reports {
namespace {

std::string json_of(const Run& run, Language language = Language::english) {
  const Verdict verdict{.exit_code = 1,
                        .meaning = "a threshold, budget or baseline is violated",
                        .reasons = {{"{0} findings", {"72"}}}};
  StringSink sink;
  EXPECT_TRUE(write_json(
      Report{.run = run, .texts = Texts(language), .rule = town_rule, .verdict = verdict}, sink));
  return sink.text();
}

nlohmann::json parsed(const std::string& json) {
  nlohmann::json document = nlohmann::json::parse(json, nullptr, false);
  EXPECT_FALSE(document.is_discarded()) << json.substr(0, 200);
  return document;
}

std::string text(const nlohmann::json& value) { return value.get<std::string>(); }

// What validate_json.py says of the files: empty when all is well.
std::string complaints(const std::vector<std::string>& reports) {
  const tests::TempFolder folder;
  std::string command = VIGIE_SOURCE_DIR "/tests/support/validate_json.py " VIGIE_SOURCE_DIR
                                         "/docs/report.schema.json";
  for (std::size_t i = 0; i < reports.size(); ++i)
    command += " " + folder.write(std::to_string(i) + ".json", reports[i]);
  command += " > " + folder.file("complaints") + " 2>&1";
  const int status = std::system(command.c_str());
  return status == 0 ? "" : "failed: " + tests::read_text(folder.file("complaints"));
}

TEST(Json, FollowsItsSchema) {
  FakeRun repeated = town_run();
  repeated.pages.front().load->samples = 5;
  repeated.pages.front().load->ttfb_spread_ms = 12.5;
  EXPECT_EQ(complaints({json_of(town_run()), json_of(town_run(), Language::french),
                        json_of(unreached_run()), json_of(hostile_run("\xff\"\\\x1b")),
                        json_of(repeated)}),
            "");
}

TEST(Json, IsCompleteWithoutAnyPage) {
  const auto json = parsed(json_of(unreached_run()));
  EXPECT_EQ(text(json["run"]["state"]), "interrupted");
  EXPECT_TRUE(json["run"]["finished"].is_null());
  EXPECT_EQ(json["pages"].size(), 0U);
  EXPECT_EQ(text(json["hosts"][0]["error"]["kind"]), "dns");
  EXPECT_TRUE(json["change"].is_null());
}

TEST(Json, HoldsWhatTheRunHolds) {
  const FakeRun run = town_run();
  const auto json = parsed(json_of(run));
  EXPECT_EQ(json["schema"].get<int>(), 1);
  EXPECT_EQ(json["pages"].size(), run.pages.size());
  EXPECT_EQ(json["findings"].size(), run.findings.size());
  EXPECT_EQ(json["resources"].size(), run.resources.size());
  EXPECT_EQ(json["measures"].size(), run.measure_list.size());
  EXPECT_EQ(json["rules"].size(), run.rule_outcomes.size());
  EXPECT_EQ(json["not_measured"].size(), run.not_measured_list.size());
}

TEST(Json, GivesAFindingWithItsEvidence) {
  const auto json = parsed(json_of(town_run()));
  const auto& finding = json["findings"][1];
  EXPECT_EQ(text(finding["rule"]), "image-alt");
  EXPECT_EQ(text(finding["outcome"]), "failed");
  EXPECT_EQ(text(finding["severity"]), "critical");
  EXPECT_EQ(text(finding["selector"]), "main > article > img:nth-of-type(2)");
  EXPECT_EQ(finding["line"].get<int>(), 112);
  EXPECT_EQ(text(finding["wcag"][0]), "1.1.1");
  EXPECT_TRUE(finding["href"].is_null());
  EXPECT_TRUE(finding["new"].get<bool>());
}

TEST(Json, PutsValuesIntoTheMessageAndBesideIt) {
  const auto json = parsed(json_of(town_run()));
  const auto& finding = json["findings"][2];
  EXPECT_EQ(text(finding["message"]),
            "The link “Pièces à fournir” leads to "
            "https://www.bourg-sur-loire.example/documents/liste-pieces.pdf, which answers 404.");
  EXPECT_EQ(text(finding["values"][2]), "404");
}

TEST(Json, SpeaksFrenchInMessagesOnly) {
  const auto json = parsed(json_of(town_run(), Language::french));
  EXPECT_EQ(text(json["run"]["lang"]), "fr");
  EXPECT_EQ(text(json["verdict"]["message"]),
            "un seuil, un budget ou une référence n’est pas respecté");
  EXPECT_EQ(text(json["findings"][1]["outcome"]), "failed");
}

TEST(Json, SaysOfAPageWithoutAnAnswerThatNothingWasMeasured) {
  const auto json = parsed(json_of(town_run()));
  const auto& page = json["pages"][1];
  EXPECT_EQ(text(page["error"]["kind"]), "timeout");
  EXPECT_TRUE(page["timings"].is_null());
  EXPECT_TRUE(page["bytes"].is_null());
}

TEST(Json, GivesFingerprintsAsText) {
  FakeRun run = town_run();
  run.findings.front().fingerprint = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(text(parsed(json_of(run))["findings"][0]["fingerprint"]), "ffffffffffffffff");
}

TEST(Json, WritesNullWhereAFigureIsNoNumber) {
  FakeRun run = town_run();
  run.measure_list = {{"a", std::nan(""), probes::Unit::count},
                      {"b", std::numeric_limits<double>::infinity(), probes::Unit::count},
                      {"c", std::numeric_limits<double>::max(), probes::Unit::count}};
  const auto json = parsed(json_of(run));
  EXPECT_TRUE(json["measures"][0]["value"].is_null());
  EXPECT_TRUE(json["measures"][1]["value"].is_null());
  EXPECT_EQ(json["measures"][2]["value"].get<double>(), std::numeric_limits<double>::max());
}

TEST(Json, IsTheSameEachTime) { EXPECT_EQ(json_of(town_run()), json_of(town_run())); }

TEST(Json, StaysValidWhateverThePortalSends) {
  std::mt19937 random(3);
  for (int round = 0; round < 1'000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const auto json = parsed(json_of(hostile_run(bytes)));
    ASSERT_EQ(text(json["findings"][0]["snippet"]), crawler::to_valid_utf8(bytes));
  }
}

TEST(Json, HoldsNothingThatSteersATerminal) {
  const std::string json = json_of(hostile_run("\x1b[2J\u009b1m\x7f\u202e\U000e0041\a"));
  each_character(json, [&](char32_t character, std::string_view) {
    EXPECT_TRUE(character == '\n' || !steers(character)) << static_cast<unsigned>(character);
    return true;
  });
  EXPECT_EQ(text(parsed(json)["findings"][0]["snippet"]), "\x1b[2J\u009b1m\x7f\u202e\U000e0041\a");
}

TEST(Json, FailsOnAFullDisk) {
  const FakeRun run = town_run();
  FileSink sink("/dev/full");
  const auto written = write_json(
      Report{.run = run, .texts = Texts(Language::english), .rule = town_rule, .verdict = {}},
      sink);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().error, ENOSPC);
}

}  // namespace
}  // namespace vigie::reports
