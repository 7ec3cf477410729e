#include "reports/history/stored_text.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "crawler/charset.h"
#include "crawler/utf8.h"
#include "reports/history/codec.h"

namespace vigie::reports::history {

std::string stored_text(std::string_view bytes, std::size_t limit) {
  const std::string_view kept = clipped(bytes, limit);
  std::string text = crawler::valid_utf8_prefix(kept) == kept.size() ? std::string(kept)
                                                                     : crawler::to_valid_utf8(kept);
  for (std::size_t at = text.find('\0'); at != std::string::npos; at = text.find('\0', at))
    text.replace(at, 1, crawler::kReplacementCharacter);
  return text;
}

}  // namespace vigie::reports::history
