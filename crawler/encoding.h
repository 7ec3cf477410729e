#ifndef VIGIE_CRAWLER_ENCODING_H
#define VIGIE_CRAWLER_ENCODING_H

#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::crawler {

// The encodings of the Encoding Standard (encoding.spec.whatwg.org). The table lives for ever, so
// pointers into it and its views never go stale.
struct Encoding {
  enum class Kind : std::uint8_t {
    utf8,
    single_byte,
    multi_byte,
    utf16,
    user_defined,
    replacement
  };

  std::string_view name;  // "windows-1252"
  Kind kind;
  const char* iconv;        // what iconv calls it; for encodings that differ, the nearest
  std::string_view labels;  // lower case, one space between
};

// By a label in any case, with white space around it; nullptr when there is none.
const Encoding* find_encoding(std::string_view label);

const Encoding& utf8_encoding();
const Encoding& windows_1252_encoding();

struct DecodedText {
  std::string text;
  bool had_errors = false;
};

// Bytes without BOM as UTF-8; what cannot be read becomes U+FFFD. Linear. Thread-safe.
DecodedText decode(std::string bytes, const Encoding& encoding);

}  // namespace vigie::crawler

#endif
