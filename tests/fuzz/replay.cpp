// Runs a fuzz target over files without libFuzzer, so that every build checks every seed and every
// find. Arguments are files or folders; an argument that is missing or holds no file is an error,
// since a replay of nothing would look green.
#include <fmt/core.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <ios>
#include <iterator>
#include <span>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::vector<std::filesystem::path> files_of(const std::filesystem::path& place) {
  if (std::filesystem::is_regular_file(place)) return {place};
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_directory(place))
    for (const auto& entry : std::filesystem::recursive_directory_iterator(place))
      if (entry.is_regular_file()) files.push_back(entry.path());
  return files;
}

bool replay(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    fmt::print(stderr, "{}: cannot be read\n", file.string());
    return false;
  }
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  // A copy of the exact size: sanitizers then see a read past the end.
  const std::vector<std::uint8_t> input(bytes.begin(), bytes.end());
  // Written before the run, unbuffered: after a crash the last line names the input.
  fmt::print(stderr, "{}\n", file.string());
  LLVMFuzzerTestOneInput(input.data(), input.size());
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t count = 0;
  bool whole = argc > 1;
  for (const char* const place : std::span(argv, static_cast<std::size_t>(argc)).subspan(1)) {
    const auto files = files_of(place);
    if (files.empty()) {
      fmt::print(stderr, "{}: no seed there\n", place);
      whole = false;
    }
    for (const auto& file : files) whole = replay(file) && whole;
    count += files.size();
  }
  fmt::print("{} inputs replayed\n", count);
  return whole ? 0 : 1;
}
