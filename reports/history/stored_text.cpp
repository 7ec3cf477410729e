#include "reports/history/stored_text.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "crawler/charset.h"
#include "crawler/utf8.h"
#include "reports/history/codec.h"

namespace vigie::reports::history {

namespace {

bool is_storable(std::string_view text) {
  return text.find('\0') == std::string_view::npos &&
         crawler::valid_utf8_prefix(text) == text.size();
}

}  // namespace

std::string stored_text(std::string_view bytes, std::size_t limit) {
  const std::string_view kept = clipped(bytes, limit);
  if (is_storable(kept)) return std::string(kept);
  std::string text = crawler::to_valid_utf8(kept);
  for (std::size_t at = text.find('\0'); at != std::string::npos; at = text.find('\0', at))
    text.replace(at, 1, crawler::kReplacementCharacter);
  return text;
}

void write_stored(Encoder& out, std::string_view bytes, std::size_t limit) {
  const std::string_view kept = clipped(bytes, limit);
  if (is_storable(kept)) return out.text(kept);
  out.text(stored_text(kept, limit));
}

}  // namespace vigie::reports::history
