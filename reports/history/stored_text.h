#ifndef VIGIE_REPORTS_HISTORY_STORED_TEXT_H
#define VIGIE_REPORTS_HISTORY_STORED_TEXT_H

#include <cstddef>
#include <string>
#include <string_view>

#include "reports/history/codec.h"

namespace vigie::reports::history {

inline constexpr std::size_t kMaxDetail = 512;  // notes of libraries, header values shown in lists

// A text from outside as the history keeps it, so that every reader finds valid UTF-8: invalid
// sequences and NUL become U+FFFD, and at most `limit` bytes are kept.
std::string stored_text(std::string_view bytes, std::size_t limit);
// The same text, written: nearly always as it came, without a copy.
void write_stored(Encoder& out, std::string_view bytes, std::size_t limit);

}  // namespace vigie::reports::history

#endif
