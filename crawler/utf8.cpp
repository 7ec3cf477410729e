#include "crawler/utf8.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "crawler/charset.h"

namespace vigie::crawler {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080;

std::uint64_t eight_bytes(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  return word;
}

// Where the first byte that is not ASCII stands, from `at` on.
std::size_t end_of_ascii(std::string_view text, std::size_t at) {
  const char* const bytes = text.data();
  for (; at + 32 <= text.size(); at += 32) {
    const std::uint64_t all = eight_bytes(bytes + at) | eight_bytes(bytes + at + 8) |
                              eight_bytes(bytes + at + 16) | eight_bytes(bytes + at + 24);
    if ((all & kHighBits) != 0) break;
  }
  for (; at + 8 <= text.size(); at += 8) {
    const std::uint64_t high = eight_bytes(bytes + at) & kHighBits;
    if (high == 0) continue;
    if constexpr (std::endian::native == std::endian::little)
      return at + static_cast<std::size_t>(std::countr_zero(high)) / 8;
    else
      return at + static_cast<std::size_t>(std::countl_zero(high)) / 8;
  }
  while (at < text.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

enum class Sequence : std::uint8_t { valid, cut_off, invalid };

struct Read {
  Sequence kind;
  std::size_t length;  // of the sequence, or of its maximal subpart: what one U+FFFD replaces
};

// What each lead byte asks for (Unicode 15, table 3-7): the number of bytes and the range of the
// second, which rules out overlong forms, surrogates and what is past U+10FFFF.
struct Lead {
  std::uint8_t length, low, high;
};

Lead lead_of(unsigned char byte) {
  if (byte < 0xC2 || byte > 0xF4) return {0, 0, 0};
  if (byte < 0xE0) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte < 0xF0) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {4, 0x80, 0xBF};
}

Read read_sequence(std::string_view text, std::size_t at) {
  const Lead lead = lead_of(static_cast<unsigned char>(text[at]));
  if (lead.length == 0) return {Sequence::invalid, 1};
  for (std::size_t i = 1; i < lead.length; ++i) {
    if (at + i == text.size()) return {Sequence::cut_off, i};
    const auto byte = static_cast<unsigned char>(text[at + i]);
    const unsigned low = i == 1 ? lead.low : 0x80;
    const unsigned high = i == 1 ? lead.high : 0xBF;
    if (byte < low || byte > high) return {Sequence::invalid, i};
  }
  return {Sequence::valid, lead.length};
}

}  // namespace

std::size_t ascii_prefix(std::string_view text) { return end_of_ascii(text, 0); }

std::size_t valid_utf8_prefix(std::string_view text) {
  std::size_t at = end_of_ascii(text, 0);
  while (at < text.size()) {
    const Read read = read_sequence(text, at);
    if (read.kind != Sequence::valid) return at;
    at += read.length;
    if (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
      at = end_of_ascii(text, at);
  }
  return at;
}

std::string_view cut_off_utf8(std::string_view text) {
  const std::size_t valid = valid_utf8_prefix(text);
  if (valid == text.size() || read_sequence(text, valid).kind != Sequence::cut_off) return {};
  return text.substr(valid);
}

std::string to_valid_utf8(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t valid = valid_utf8_prefix(bytes);
    text.append(bytes, 0, valid);
    bytes.remove_prefix(valid);
    if (bytes.empty()) break;
    text += kReplacementCharacter;
    bytes.remove_prefix(read_sequence(bytes, 0).length);
  }
  return text;
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
  const auto tail = [&](int shift) { return byte(0x80 | (code_point >> shift & 0x3F)); };
  if (code_point < 0x80) {
    out += byte(code_point);
  } else if (code_point < 0x800) {
    out += {byte(0xC0 | code_point >> 6), tail(0)};
  } else if (code_point < 0x10000) {
    out += {byte(0xE0 | code_point >> 12), tail(6), tail(0)};
  } else {
    out += {byte(0xF0 | code_point >> 18), tail(12), tail(6), tail(0)};
  }
}

}  // namespace vigie::crawler
