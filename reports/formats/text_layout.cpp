#include "reports/formats/text_layout.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "reports/formats/terminal_text.h"

namespace vigie::reports {
namespace {

// However deep the indent and narrow the terminal, a line keeps room for a word.
constexpr std::size_t kNarrowest = 20;

// SGR sequences that every terminal knows (ECMA-48).
constexpr std::string_view kReset = "\x1b[0m";
std::string_view sequence(Style style) {
  switch (style) {
    case Style::bold:
      return "\x1b[1m";
    case Style::dim:
      return "\x1b[2m";
    case Style::red:
      return "\x1b[1;31m";
    case Style::yellow:
      return "\x1b[33m";
    case Style::green:
      return "\x1b[32m";
    case Style::plain:
      break;
  }
  return {};
}

}  // namespace

std::string TextLayout::styled(std::string_view text, Style style) const {
  if (!colour_ || style == Style::plain || text.empty()) return std::string(text);
  return std::string(sequence(style)).append(text).append(kReset);
}

std::size_t TextLayout::room(std::size_t indent) const {
  return width_ > indent + kNarrowest ? width_ - indent : kNarrowest;
}

void TextLayout::empty_line() { sink_.write("\n"); }

void TextLayout::heading(std::string_view text) {
  empty_line();
  sink_.write(styled(terminal_text(text), Style::bold) + "\n");
}

void TextLayout::wrapped(std::size_t indent, std::string first_line, std::string_view text,
                         Style style) {
  const std::string escaped = terminal_text(text);
  const std::size_t limit = room(indent);
  std::string start = std::move(first_line), line;
  std::size_t used = 0;
  const auto end_line = [&] {
    sink_.write(start + styled(line, style) + "\n");
    start = std::string(indent, ' ');
    line.clear();
    used = 0;
  };
  for (std::string_view rest = escaped; !rest.empty();) {
    const std::size_t space = rest.find(' ');
    const std::string_view word = rest.substr(0, space);
    rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
    const std::size_t size = columns(word);
    if (used > 0 && used + 1 + size > limit) end_line();
    if (used > 0) {
      line += ' ';
      ++used;
    }
    line += word;
    used += size;
  }
  end_line();
}

void TextLayout::paragraph(std::size_t indent, std::string_view text, Style style) {
  wrapped(indent, std::string(indent, ' '), text, style);
}

void TextLayout::item(std::size_t indent, const Styled& mark, std::size_t mark_columns,
                      std::string_view text, Style style) {
  const std::string escaped = terminal_text(mark.text);
  const std::size_t size = columns(escaped);
  const std::string gap(size < mark_columns ? mark_columns - size : 1, ' ');
  wrapped(indent + mark_columns, std::string(indent, ' ') + styled(escaped, mark.style) + gap, text,
          style);
}

void TextLayout::cut_line(std::size_t indent, std::string_view text, Style style) {
  const std::string cut = cut_to_columns(terminal_text(text), room(indent));
  sink_.write(std::string(indent, ' ') + styled(cut, style) + "\n");
}

void TextLayout::row(std::size_t indent, std::initializer_list<std::string_view> cells,
                     std::initializer_list<std::size_t> widths) {
  std::string line(indent, ' ');
  const auto* width = widths.begin();
  for (const auto* cell = cells.begin(); cell != cells.end(); ++cell, ++width)
    line += cell == cells.begin() ? padded_right(*cell, *width) : padded_left(*cell, *width);
  line.erase(line.find_last_not_of(' ') + 1);
  sink_.write(line + "\n");
}

std::string padded_left(std::string_view text, std::size_t width) {
  const std::string escaped = terminal_text(text);
  const std::size_t size = columns(escaped);
  return std::string(size < width ? width - size : 0, ' ') + escaped;
}

std::string padded_right(std::string_view text, std::size_t width) {
  const std::string escaped = terminal_text(text);
  const std::size_t size = columns(escaped);
  return escaped + std::string(size < width ? width - size : 0, ' ');
}

}  // namespace vigie::reports
