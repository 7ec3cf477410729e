#include "crawler/ipv4.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crawler/percent_encoding.h"

namespace vigie::crawler {
namespace {

constexpr std::uint64_t kTooBig = std::uint64_t{1} << 32;

// Decimal, 0x hexadecimal or 0 octal; saturates at kTooBig.
std::optional<std::uint64_t> parse_number(std::string_view digits) {
  if (digits.empty()) return std::nullopt;
  unsigned base = 10;
  if (digits.starts_with("0x") || digits.starts_with("0X")) {
    base = 16;
    digits.remove_prefix(2);
  } else if (digits.size() > 1 && digits.starts_with('0')) {
    base = 8;
    digits.remove_prefix(1);
  }
  std::uint64_t value = 0;
  for (const char c : digits) {
    const int digit = hex_value(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= base) return std::nullopt;
    value = std::min(value * base + static_cast<unsigned>(digit), kTooBig);
  }
  return value;
}

std::string_view without_final_dot(std::string_view host) {
  if (host.size() > 1 && host.ends_with('.')) host.remove_suffix(1);
  return host;
}

}  // namespace

bool ends_in_a_number(std::string_view host) {
  host = without_final_dot(host);
  const auto dot = host.rfind('.');  // npos + 1 is 0: the whole host
  const std::string_view last = host.substr(dot + 1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (last.empty() || !is_digit(last.front())) return false;
  return std::ranges::all_of(last, is_digit) || parse_number(last).has_value();
}

std::optional<std::uint32_t> parse_ipv4(std::string_view host) {
  host = without_final_dot(host);
  std::uint64_t address = 0;
  for (unsigned part = 0; part < 4; ++part) {
    const auto dot = host.find('.');
    const auto number = parse_number(host.substr(0, dot));
    if (!number) return std::nullopt;
    const unsigned shift = 8 * (3 - part);
    if (dot == std::string_view::npos) {  // the last number fills the bytes that are left
      if (*number >= std::uint64_t{256} << shift) return std::nullopt;
      return static_cast<std::uint32_t>(address + *number);
    }
    if (*number > 255) return std::nullopt;
    address += *number << shift;
    host.remove_prefix(dot + 1);
  }
  return std::nullopt;
}

void append_ipv4(std::string& out, std::uint32_t address) {
  for (unsigned shift = 32; shift > 0; shift -= 8) {
    out += std::to_string(address >> (shift - 8) & 0xFF);
    if (shift > 8) out += '.';
  }
}

}  // namespace vigie::crawler
