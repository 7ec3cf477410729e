#ifndef VIGIE_CRAWLER_CHARSET_H
#define VIGIE_CRAWLER_CHARSET_H

#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::crawler {

enum class CharsetSource : std::uint8_t { bom, header, meta, guessed };

struct Decoded {
  std::string text;          // valid UTF-8, BOM removed, invalid sequences as U+FFFD
  std::string_view charset;  // the Encoding Standard's name, "UTF-8", "windows-1252"
  CharsetSource source;
  bool had_errors = false;  // something became U+FFFD
};

// The bytes of an HTML page as UTF-8. Order of the HTML Standard §13.2.3: BOM, Content-Type header,
// prescan of the first 1,024 bytes for meta; without any, UTF-8 when characters beyond ASCII show
// it, else a later meta, else UTF-8 for what is all ASCII and windows-1252 for the rest.
// `content_type` is the header's value, may be empty. Labels are the Encoding Standard's; decoding
// by iconv, corrected where Chromium differs. Linear; valid UTF-8 is moved, not copied.
// Thread-safe.
Decoded decode_html(std::string bytes, std::string_view content_type);

// The prescan alone: the encoding's name, or empty.
std::string_view prescan_meta_charset(std::string_view bytes);

// The Encoding Standard's name of a label (" UTF8 " → "UTF-8"), empty when unknown.
std::string_view encoding_of_label(std::string_view label);

// Any bytes as valid UTF-8: what is invalid becomes U+FFFD (WHATWG's maximal-subpart rule).
std::string to_valid_utf8(std::string_view bytes);

}  // namespace vigie::crawler

#endif
