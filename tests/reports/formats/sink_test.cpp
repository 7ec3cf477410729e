#include "reports/formats/sink.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string>

#include "tests/support/temp_folder.h"

namespace vigie::reports {
namespace {

using tests::read_text;
using tests::TempFolder;

std::size_t files_in(const TempFolder& folder) {
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path()))
    ++files;
  return files;
}

TEST(FileSink, WritesAFile) {
  const TempFolder folder;
  FileSink sink(folder.file("report.json"));
  sink.write("{");
  sink.write("}");
  ASSERT_TRUE(sink.finish());
  EXPECT_EQ(read_text(folder.path() / "report.json"), "{}");
  EXPECT_EQ(files_in(folder), 1U);
}

TEST(FileSink, LeavesTheFormerReportUntilItIsFinished) {
  const TempFolder folder;
  const std::string path = folder.write("report.json", "former");
  {
    FileSink sink(path);
    sink.write("half a rep");
  }
  EXPECT_EQ(read_text(path), "former");
  EXPECT_EQ(files_in(folder), 1U);
}

TEST(FileSink, ReplacesTheFormerReport) {
  const TempFolder folder;
  const std::string path = folder.write("report.json", "a former and longer report");
  FileSink sink(path);
  sink.write("new");
  ASSERT_TRUE(sink.finish());
  EXPECT_EQ(read_text(path), "new");
}

TEST(FileSink, KeepsTheModeOfTheFormerReport) {
  const TempFolder folder;
  const std::string path = folder.write("report.json", "former");
  ASSERT_EQ(chmod(path.c_str(), 0640), 0);
  FileSink sink(path);
  ASSERT_TRUE(sink.finish());
  struct stat found{};
  ASSERT_EQ(stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0640U);
}

TEST(FileSink, WritesThroughASymbolicLink) {
  const TempFolder folder;
  const std::string target = folder.write("target.json", "former");
  std::filesystem::create_symlink("target.json", folder.file("link.json"));
  FileSink sink(folder.file("link.json"));
  sink.write("new");
  ASSERT_TRUE(sink.finish());
  EXPECT_TRUE(std::filesystem::is_symlink(folder.file("link.json")));
  EXPECT_EQ(read_text(target), "new");
}

TEST(FileSink, SaysThatTheDiskIsFull) {
  FileSink sink("/dev/full");
  sink.write("{}");
  const auto written = sink.finish();
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().path, "/dev/full");
  EXPECT_EQ(written.error().error, ENOSPC);
}

TEST(FileSink, SaysThatTheFolderIsMissing) {
  const TempFolder folder;
  FileSink sink(folder.file("none/report.json"));
  sink.write("{}");
  const auto written = sink.finish();
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().error, ENOENT);
}

TEST(FileSink, SaysThatThePathIsAFolder) {
  const TempFolder folder;
  FileSink sink(folder.path().string());
  const auto written = sink.finish();
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().error, EISDIR);
}

TEST(FileSink, LeavesAnOpenStreamOpen) {
  std::FILE* stream = std::tmpfile();
  ASSERT_NE(stream, nullptr);
  {
    FileSink sink(stream, "standard output");
    sink.write("one");
    ASSERT_TRUE(sink.finish());
  }
  EXPECT_EQ(std::fputs("two", stream) < 0, false);
  std::fclose(stream);
}

}  // namespace
}  // namespace vigie::reports
