#ifndef VIGIE_REPORTS_FORMATS_TERMINAL_TEXT_H
#define VIGIE_REPORTS_FORMATS_TERMINAL_TEXT_H

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::reports {

// Whether a character steers a terminal or an editor rather than showing: C0, DEL, C1, the bidi
// controls and isolates (Unicode TR 36), line and paragraph separators, tag characters.
bool steers(char32_t character);

// Hostile text on one line of a terminal, a log or a page of text: always valid UTF-8; what steers
// is shown as \n, \t, \x1b, \u202e. Everything printed that came from the network passes here.
std::string terminal_text(std::string_view hostile);

// Columns that valid UTF-8 takes on a terminal: 2 for wide East Asian characters, 0 for combining
// marks (Unicode TR 11).
std::size_t columns(std::string_view text);

// Cut to so many columns, the last of them "…" where something was cut off.
std::string cut_to_columns(std::string_view text, std::size_t limit);

}  // namespace vigie::reports

#endif
