#include "crawler/dom/plain_text.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace vigie::dom {
namespace {

// Bytes after which a closer look is due.
constexpr std::array<bool, 256> kSuspects = [] {
  std::array<bool, 256> suspects{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) suspects[byte] = true;
  for (const char space : {'\t', '\n', '\f', '\r'})
    suspects[static_cast<unsigned char>(space)] = false;
  for (const unsigned byte : {0x7FU, 0xC2U, 0xEFU, 0xF0U, 0xF1U, 0xF2U, 0xF3U, 0xF4U})
    suspects[byte] = true;
  return suspects;
}();

// Whether all of eight bytes are from 0x20 to 0x7E.
bool is_printable_ascii(const char* bytes) {
  constexpr std::uint64_t kEach = 0x0101010101010101, kHigh = 0x80 * kEach;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  const std::uint64_t below = (word - 0x20 * kEach) & ~word;
  const std::uint64_t above = (word + kEach) | word;
  return ((below | above) & kHigh) == 0;
}

unsigned at(std::string_view bytes, std::size_t index) {
  return index < bytes.size() ? static_cast<unsigned char>(bytes[index]) : 0;
}

// U+0080 to 9F, U+FDD0 to FDEF, and the last two of each plane; anything else that is no character.
bool is_unwelcome(std::string_view rest) {
  const unsigned lead = at(rest, 0), second = at(rest, 1), third = at(rest, 2);
  if (lead < 0x80) return true;
  if (lead == 0xC2) return second < 0xA0;
  if (lead == 0xEF)
    return (second == 0xB7 && third >= 0x90 && third < 0xB0) || (second == 0xBF && third >= 0xBE);
  return (second & 0xF) == 0xF && third == 0xBF && at(rest, 3) >= 0xBE;
}

}  // namespace

bool is_plain_text(std::string_view bytes) {
  for (std::size_t index = 0; index < bytes.size(); ++index) {
    while (index + 8 <= bytes.size() && is_printable_ascii(bytes.data() + index)) index += 8;
    if (index == bytes.size()) break;
    if (kSuspects[static_cast<unsigned char>(bytes[index])] && is_unwelcome(bytes.substr(index)))
      return false;
  }
  return true;
}

}  // namespace vigie::dom
