#ifndef VIGIE_CLI_SOURCE_LINES_H
#define VIGIE_CLI_SOURCE_LINES_H

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::cli {

struct SourcePoint {  // both from 1; a column is a character
  std::size_t line = 1, column = 1;
};

// A file that messages point into.
class SourceLines {
 public:
  SourceLines(std::string_view text, std::string path);

  std::string place(SourcePoint at) const;  // "portal.toml:12:13"
  std::string_view line(std::size_t number) const;
  // The characters from begin up to end, of the first line when there are several.
  std::string_view between(SourcePoint begin, SourcePoint end) const;
  // The line, escaped and with its number, and carets under what lies between.
  std::vector<std::string> excerpt(SourcePoint begin, SourcePoint end) const;

 private:
  std::string path_;
  std::vector<std::string_view> lines_;
};

}  // namespace vigie::cli

#endif
