#include "cli/source_lines.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/formats/terminal_text.h"
#include "reports/formats/utf8.h"

namespace vigie::cli {
namespace {

constexpr std::size_t kMaxColumns = 79;  // of a line shown

// The offset of the character in that column.
std::size_t offset_of(std::string_view line, std::size_t column) {
  std::size_t offset = 0;
  reports::each_character(line, [&](char32_t, std::string_view bytes) {
    if (column <= 1) return false;
    --column;
    offset += bytes.size();
    return true;
  });
  return offset;
}

}  // namespace

SourceLines::SourceLines(std::string_view text, std::string path) : path_(std::move(path)) {
  while (true) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines_.push_back(line);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

std::string SourceLines::place(SourcePoint at) const {
  return path_ + ':' + std::to_string(at.line) + ':' + std::to_string(at.column);
}

std::string_view SourceLines::line(std::size_t number) const {
  return number >= 1 && number <= lines_.size() ? lines_[number - 1] : std::string_view{};
}

std::string_view SourceLines::between(SourcePoint begin, SourcePoint end) const {
  const std::string_view text = line(begin.line);
  const std::size_t from = offset_of(text, begin.column);
  const std::size_t to = end.line == begin.line ? offset_of(text, end.column) : text.size();
  return text.substr(from, std::max(from, to) - from);
}

std::vector<std::string> SourceLines::excerpt(SourcePoint begin, SourcePoint end) const {
  const std::string_view text = line(begin.line);
  const std::string number = std::to_string(begin.line);
  const std::string before = reports::terminal_text(text.substr(0, offset_of(text, begin.column)));
  const std::size_t marked = reports::columns(reports::terminal_text(between(begin, end)));
  const std::size_t room = kMaxColumns - number.size() - 5;
  const std::size_t indent = reports::columns(before);
  if (indent >= room) return {};  // the place says it; a caret would point at nothing seen
  return {number + " | " + reports::cut_to_columns(reports::terminal_text(text), room),
          std::string(number.size(), ' ') + " | " + std::string(indent, ' ') +
              std::string(std::clamp<std::size_t>(marked, 1, room - indent), '^')};
}

}  // namespace vigie::cli
