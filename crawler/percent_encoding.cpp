#include "crawler/percent_encoding.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace vigie::crawler {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

// For each byte the sets it belongs to, as bits.
constexpr std::array<std::uint8_t, 256> kSets = [] {
  std::array<std::uint8_t, 256> sets{};
  const auto add = [&sets](std::string_view bytes, std::initializer_list<EncodeSet> to) {
    for (const char byte : bytes)
      for (const EncodeSet set : to)
        sets[static_cast<unsigned char>(byte)] |= static_cast<std::uint8_t>(set);
  };
  using enum EncodeSet;
  for (std::size_t byte = 0; byte < sets.size(); ++byte)
    if (byte < 0x20 || byte > 0x7E) sets[byte] = 0xFF;
  add(" \"<>", {fragment, query, path, userinfo});
  add("`", {fragment, path, userinfo});
  add("#", {query, path, userinfo});
  add("'", {query});
  add("?^{}", {path, userinfo});
  add("/:;=@[\\]|", {userinfo});
  return sets;
}();

}  // namespace

bool must_encode(char c, EncodeSet set) {
  return (kSets[static_cast<unsigned char>(c)] & static_cast<std::uint8_t>(set)) != 0;
}

void append_percent_encoded(std::string& out, std::string_view text, EncodeSet set) {
  std::size_t plain = 0;  // where the run not yet copied begins
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!must_encode(text[i], set)) continue;
    const auto byte = static_cast<unsigned char>(text[i]);
    out.append(text, plain, i - plain);
    out += {'%', kHexDigits[byte >> 4], kHexDigits[byte & 0xF]};
    plain = i + 1;
  }
  out.append(text, plain);
}

std::string percent_decoded(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
                        hex_value(text[i + 2]) >= 0;
    if (escape) {
      bytes += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      bytes += text[i];
    }
  }
  return bytes;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace vigie::crawler
