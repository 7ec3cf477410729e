#ifndef VIGIE_REPORTS_FORMATS_TEXT_LAYOUT_H
#define VIGIE_REPORTS_FORMATS_TEXT_LAYOUT_H

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "reports/formats/sink.h"

namespace vigie::reports {

enum class Style : std::uint8_t { plain, bold, dim, red, yellow, green };

struct Styled {
  std::string text;
  Style style = Style::plain;
};

// Lines of a terminal of a given width. Texts are escaped here (terminal_text), so that nothing
// hostile can get past; the only escape sequences that come out are those of Style.
class TextLayout {
 public:
  TextLayout(Sink& sink, std::size_t width, bool colour)
      : sink_(sink), width_(width), colour_(colour) {}

  void heading(std::string_view text);  // an empty line before it
  void empty_line();
  // Wrapped at spaces that may break. A word longer than the line (a URL, a selector) stays whole,
  // so that it can be copied.
  void paragraph(std::size_t indent, std::string_view text, Style style = Style::plain);
  // A mark ("✗", "critical") of so many columns, then the text, wrapped beside it.
  void item(std::size_t indent, const Styled& mark, std::size_t mark_columns, std::string_view text,
            Style style = Style::plain);
  // One line, cut where the terminal ends.
  void cut_line(std::size_t indent, std::string_view text, Style style = Style::plain);
  // One line of cells, each padded to its width: to the left the first, to the right the others.
  void row(std::size_t indent, std::initializer_list<std::string_view> cells,
           std::initializer_list<std::size_t> columns);

 private:
  std::string styled(std::string_view text, Style style) const;
  std::size_t room(std::size_t indent) const;  // columns left for text, never too few for a word
  void wrapped(std::size_t indent, std::string first_line, std::string_view text, Style style);

  Sink& sink_;
  std::size_t width_;
  bool colour_;
};

// The text, escaped, with spaces to so many columns before or after it.
std::string padded_left(std::string_view text, std::size_t columns);
std::string padded_right(std::string_view text, std::size_t columns);

}  // namespace vigie::reports

#endif
