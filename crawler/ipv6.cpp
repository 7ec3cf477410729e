#include "crawler/ipv6.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crawler/percent_encoding.h"

namespace vigie::crawler {
namespace {

// "192.0.2.1" at the end of an IPv6 address: four decimal numbers without leading zeros.
std::optional<std::uint32_t> parse_dotted_quad(std::string_view text) {
  std::uint32_t address = 0;
  for (int part = 0; part < 4; ++part) {
    const auto dot = text.find('.');
    const std::string_view digits = text.substr(0, dot);
    if ((dot == std::string_view::npos) != (part == 3)) return std::nullopt;
    if (digits.empty() || digits.size() > 3 || (digits.size() > 1 && digits.front() == '0'))
      return std::nullopt;
    std::uint32_t number = 0;
    for (const char c : digits) {
      if (c < '0' || c > '9') return std::nullopt;
      number = number * 10 + static_cast<std::uint32_t>(c - '0');
    }
    if (number > 255) return std::nullopt;
    address = address << 8 | number;
    text.remove_prefix(dot == std::string_view::npos ? text.size() : dot + 1);
  }
  return address;
}

// Up to four hex digits from the front of `text`, taken off it.
std::uint16_t take_piece(std::string_view& text) {
  unsigned value = 0;
  std::size_t length = 0;
  for (; length < 4 && length < text.size() && hex_value(text[length]) >= 0; ++length)
    value = value * 16 + static_cast<unsigned>(hex_value(text[length]));
  text.remove_prefix(length);
  return static_cast<std::uint16_t>(value);
}

struct ZeroRun {
  std::size_t start = 8, length = 0;
};

ZeroRun longest_zero_run(const Ipv6& address) {
  ZeroRun best, current;
  for (std::size_t i = 0; i < address.size(); ++i) {
    if (address[i] != 0) {
      current = {};
      continue;
    }
    if (current.length == 0) current.start = i;
    ++current.length;
    if (current.length > best.length) best = current;
  }
  return best.length > 1 ? best : ZeroRun{};
}

void append_hex(std::string& out, std::uint16_t piece) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  bool leading = true;
  for (int shift = 12; shift >= 0; shift -= 4) {
    const unsigned digit = piece >> shift & 0xF;
    leading = leading && digit == 0 && shift > 0;
    if (!leading) out += kDigits[digit];
  }
}

}  // namespace

std::optional<Ipv6> parse_ipv6(std::string_view text) {
  Ipv6 address{};
  std::size_t count = 0;                // pieces read
  std::optional<std::size_t> compress;  // how many of them stand before "::"
  if (text.starts_with(':')) {
    if (!text.starts_with("::")) return std::nullopt;
    text.remove_prefix(2);
    compress = 0;
  }
  while (!text.empty()) {
    if (count == address.size()) return std::nullopt;
    if (text.front() == ':') {
      if (compress) return std::nullopt;
      text.remove_prefix(1);
      compress = count;
      continue;
    }
    const std::string_view from_piece = text;
    address[count] = take_piece(text);
    if (text.starts_with('.')) {
      const auto quad = parse_dotted_quad(from_piece);
      if (!quad || count > 6) return std::nullopt;
      address[count++] = static_cast<std::uint16_t>(*quad >> 16);
      address[count++] = static_cast<std::uint16_t>(*quad & 0xFFFF);
      break;
    }
    ++count;
    if (text.empty()) break;
    if (text.front() != ':' || text.size() == 1) return std::nullopt;
    text.remove_prefix(1);
  }
  if (!compress) return count == address.size() ? std::optional(address) : std::nullopt;
  if (count == address.size()) return std::nullopt;
  // What stands after "::" belongs at the right end.
  std::rotate(address.begin() + static_cast<std::ptrdiff_t>(*compress),
              address.begin() + static_cast<std::ptrdiff_t>(count), address.end());
  return address;
}

void append_ipv6(std::string& out, const Ipv6& address) {
  const ZeroRun run = longest_zero_run(address);
  for (std::size_t i = 0; i < address.size(); ++i) {
    if (i == run.start) {
      out += i == 0 ? "::" : ":";
      i += run.length - 1;
      continue;
    }
    append_hex(out, address[i]);
    if (i + 1 < address.size()) out += ':';
  }
}

}  // namespace vigie::crawler
