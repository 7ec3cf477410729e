// The decoders of the Encoding Standard, §5 and on, by iconv; where iconv differs, by correction.
#include <iconv.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/charset.h"
#include "crawler/encoding.h"
#include "crawler/utf8.h"

namespace vigie::crawler {
namespace {

constexpr char32_t kUnreadable = 0xFFFD;

class Converter {
 public:
  explicit Converter(const char* from) : handle_(iconv_open("UTF-8", from)) {}
  ~Converter() {
    if (usable()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool usable() const { return std::bit_cast<std::intptr_t>(handle_) != -1; }

  // Reads what it can from the front of `bytes`, taken off it. What stopped it: 0 (all is read),
  // EILSEQ (what comes next is wrong) or EINVAL (it is cut off).
  int read(std::string_view& bytes, std::string& out) {
    char* from = const_cast<char*>(bytes.data());  // iconv only reads it
    std::size_t from_left = bytes.size();
    int stopped = E2BIG;
    while (stopped == E2BIG) {
      char* to = chunk_.data();
      std::size_t to_left = chunk_.size();
      const bool done = iconv(handle_, &from, &from_left, &to, &to_left) != kFailed;
      stopped = done ? 0 : errno;
      out.append(chunk_.data(), chunk_.size() - to_left);
    }
    bytes = bytes.substr(bytes.size() - from_left);
    return stopped;
  }

  // Ends the text: what the converter still holds is written, and it can read another.
  void finish(std::string& out) {
    char* to = chunk_.data();
    std::size_t to_left = chunk_.size();
    iconv(handle_, nullptr, nullptr, &to, &to_left);
    out.append(chunk_.data(), chunk_.size() - to_left);
  }

 private:
  static constexpr auto kFailed = static_cast<std::size_t>(-1);
  iconv_t handle_;
  std::array<char, 8192> chunk_;
};

// Bytes that the standard reads and iconv does not, or otherwise.
struct Correction {
  std::string_view encoding;
  unsigned char byte;
  char32_t code_point;
};
constexpr std::array kCorrections{
    Correction{"KOI8-U", 0xAE, 0x45E},       Correction{"KOI8-U", 0xBE, 0x40E},
    Correction{"macintosh", 0xC6, 0x2206},   Correction{"macintosh", 0xF0, 0xF8FF},
    Correction{"windows-1255", 0xCA, 0x5BA}, Correction{"x-mac-cyrillic", 0xFF, 0x20AC},
    Correction{"GBK", 0x80, 0x20AC},         Correction{"Shift_JIS", 0x80, 0x80},
};

const Correction* find_correction(const Encoding& encoding, unsigned char byte) {
  const auto found = std::ranges::find_if(kCorrections, [&](const Correction& correction) {
    return correction.encoding == encoding.name && correction.byte == byte;
  });
  return found == kCorrections.end() ? nullptr : &*found;
}

using HighBytes = std::array<std::string, 128>;  // what 0x80 to 0xFF mean, as UTF-8; empty: nothing

HighBytes high_bytes_of(const Encoding& encoding) {
  HighBytes table;
  Converter converter(encoding.iconv);
  for (unsigned byte = 0x80; byte <= 0xFF; ++byte) {
    std::string& text = table[byte - 0x80];
    if (const Correction* correction =
            find_correction(encoding, static_cast<unsigned char>(byte))) {
      append_utf8(text, correction->code_point);
      continue;
    }
    const char raw = static_cast<char>(byte);
    std::string_view input(&raw, 1);
    if (converter.usable()) {
      converter.read(input, text);
      converter.finish(text);
    }
    // The standard reads the holes of code pages as C1 controls.
    if (text.empty() && byte < 0xA0) append_utf8(text, byte);
  }
  return table;
}

DecodedText decode_single_byte(std::string_view bytes, const Encoding& encoding) {
  const HighBytes table = high_bytes_of(encoding);
  DecodedText decoded;
  decoded.text.reserve(bytes.size() + bytes.size() / 8);
  while (!bytes.empty()) {
    const std::size_t plain = ascii_prefix(bytes);
    decoded.text.append(bytes, 0, plain);
    bytes.remove_prefix(plain);
    while (!bytes.empty() && static_cast<unsigned char>(bytes.front()) >= 0x80) {
      const std::string& text = table[static_cast<unsigned char>(bytes.front()) - 0x80U];
      decoded.text += text.empty() ? kReplacementCharacter : std::string_view(text);
      decoded.had_errors = decoded.had_errors || text.empty();
      bytes.remove_prefix(1);
    }
  }
  return decoded;
}

// How many bytes one U+FFFD stands for. An ASCII byte after a bad lead byte is text again: markup
// must not vanish into it.
std::size_t bad_length(std::string_view bytes, const Encoding& encoding) {
  const bool takes_two = encoding.kind == Encoding::Kind::utf16 ||
                         (bytes.size() > 1 && static_cast<unsigned char>(bytes[0]) > 0x80 &&
                          static_cast<unsigned char>(bytes[1]) >= 0x80);
  return std::min<std::size_t>(takes_two ? 2 : 1, bytes.size());
}

DecodedText decode_by_iconv(std::string_view bytes, const Encoding& encoding) {
  DecodedText decoded;
  Converter converter(encoding.iconv);
  if (!converter.usable()) return {to_valid_utf8(bytes), true};  // a system without this converter
  decoded.text.reserve(bytes.size() + bytes.size() / 2);
  while (converter.read(bytes, decoded.text) != 0) {
    const Correction* const correction =
        find_correction(encoding, static_cast<unsigned char>(bytes.front()));
    append_utf8(decoded.text, correction == nullptr ? kUnreadable : correction->code_point);
    decoded.had_errors = decoded.had_errors || correction == nullptr;
    bytes.remove_prefix(correction == nullptr ? bad_length(bytes, encoding) : 1);
  }
  converter.finish(decoded.text);
  return decoded;
}

DecodedText decode_user_defined(std::string_view bytes) {
  DecodedText decoded;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(decoded.text, byte < 0x80 ? byte : 0xF780U + byte - 0x80U);
  }
  return decoded;
}

}  // namespace

DecodedText decode(std::string bytes, const Encoding& encoding) {
  switch (encoding.kind) {
    case Encoding::Kind::utf8:
      if (valid_utf8_prefix(bytes) == bytes.size()) return {std::move(bytes), false};
      return {to_valid_utf8(bytes), true};
    case Encoding::Kind::single_byte:
      return decode_single_byte(bytes, encoding);
    case Encoding::Kind::multi_byte:
    case Encoding::Kind::utf16:
      return decode_by_iconv(bytes, encoding);
    case Encoding::Kind::user_defined:
      return decode_user_defined(bytes);
    case Encoding::Kind::replacement:
      break;
  }
  // Encodings that hide markup from filters: the standard shows nothing of them.
  return {std::string(bytes.empty() ? std::string_view{} : kReplacementCharacter), !bytes.empty()};
}

}  // namespace vigie::crawler
