#ifndef VIGIE_TESTS_SUPPORT_TEMP_FOLDER_H
#define VIGIE_TESTS_SUPPORT_TEMP_FOLDER_H

#include <filesystem>
#include <string>
#include <string_view>

namespace vigie::tests {

// A new folder that goes away with all it holds when the test ends.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string file(std::string_view name) const { return (path_ / name).string(); }
  // Writes a file (and the folders it lies in) and returns its path.
  std::string write(std::string_view name, std::string_view text) const;

 private:
  std::filesystem::path path_;
};

std::string read_text(const std::filesystem::path& file);  // throws when it cannot be read

}  // namespace vigie::tests

#endif
