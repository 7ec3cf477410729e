#ifndef VIGIE_CRAWLER_UTF8_H
#define VIGIE_CRAWLER_UTF8_H

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::crawler {

// How many bytes of `text` are ASCII before the first that is not; 32 bytes at a time.
std::size_t ascii_prefix(std::string_view text);

// How many bytes of `text` are valid UTF-8 before the first that are not.
std::size_t valid_utf8_prefix(std::string_view text);

// The incomplete sequence that `text` ends with ("\xE2\x82", cut off), or nothing.
std::string_view cut_off_utf8(std::string_view text);

// `code_point` must be a scalar value.
void append_utf8(std::string& out, char32_t code_point);

// U+FFFD, what stands for bytes that could not be read.
inline constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";

}  // namespace vigie::crawler

#endif
