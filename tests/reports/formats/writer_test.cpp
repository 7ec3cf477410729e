#include "reports/formats/writer.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/reports/fake_run.h"

namespace vigie::reports {
namespace {

TEST(Formats, AreFoundByNameAndByExtension) {
  for (const Format& format : formats()) {
    EXPECT_EQ(find_format(format.name), &format);
    EXPECT_EQ(format_of_file("rapport" + std::string(format.extension)), &format);
  }
}

TEST(Formats, AreFoundByAnExtensionInCapitals) {
  ASSERT_NE(format_of_file("RAPPORT.JSON"), nullptr);
  EXPECT_EQ(format_of_file("RAPPORT.JSON")->name, "json");
}

TEST(Formats, AreNotGuessed) {
  EXPECT_EQ(find_format("pdf"), nullptr);
  EXPECT_EQ(format_of_file("rapport.pdf"), nullptr);
  EXPECT_EQ(format_of_file("json"), nullptr);
  EXPECT_EQ(format_of_file(".json"), nullptr);
  EXPECT_EQ(format_of_file(""), nullptr);
}

TEST(Formats, AllWriteARunWithoutPages) {
  const FakeRun run = unreached_run();
  for (const Format& format : formats()) {
    StringSink sink;
    EXPECT_TRUE(format.write(
        {.run = run, .texts = Texts(Language::french), .rule = town_rule, .verdict = {}}, sink));
    EXPECT_FALSE(sink.text().empty()) << format.name;
  }
}

}  // namespace
}  // namespace vigie::reports
