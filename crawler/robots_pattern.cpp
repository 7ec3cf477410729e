#include "crawler/robots_pattern.h"

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

#include "crawler/percent_encoding.h"

namespace vigie::crawler {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

bool is_reserved(char c) { return std::string_view(":/?#[]@!$&'()*+,;=").contains(c); }

void append_encoded(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  out += {'%', kHexDigits[byte >> 4], kHexDigits[byte & 0xF]};
}

// What is not the start of an escape. A '%' of its own becomes %25, so that no new escape arises.
void append_literal(std::string& out, char c) {
  const bool stays = is_unreserved(c) || (is_reserved(c) && c != '*' && c != '$');
  if (stays)
    out += c;
  else
    append_encoded(out, c);
}

// Appends the escape at `at`, if there is one: how many characters it has, or 0.
std::size_t append_escape(std::string& out, std::string_view text, std::size_t at) {
  if (text[at] != '%' || at + 2 >= text.size()) return 0;
  const int high = hex_value(text[at + 1]), low = hex_value(text[at + 2]);
  if (high < 0 || low < 0) return 0;
  const char byte = static_cast<char>(high * 16 + low);
  if (is_unreserved(byte))
    out += byte;
  else
    append_encoded(out, byte);
  return 3;
}

std::string normalised(std::string_view text, bool with_wildcards) {
  std::string out;
  out.reserve(text.size() + 8);
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t escape = append_escape(out, text, at)) {
      at += escape;
      continue;
    }
    if (with_wildcards && text[at] == '*')
      out += '*';
    else
      append_literal(out, text[at]);
    ++at;
  }
  return out;
}

// glibc's memmem is linear whatever the bytes; string_view::find is not.
const char* find(const char* from, const char* end, std::string_view wanted) {
  return static_cast<const char*>(
      // NOLINTNEXTLINE(misc-include-cleaner): a GNU addition to <cstring>
      memmem(from, static_cast<std::size_t>(end - from), wanted.data(), wanted.size()));
}

}  // namespace

std::string normalised_robots_path(std::string_view path_and_query) {
  return normalised(path_and_query, false);
}

std::string normalised_robots_pattern(std::string_view pattern) {
  const bool anchored = pattern.ends_with('$');
  if (anchored) pattern.remove_suffix(1);
  return normalised(pattern, true) + (anchored ? "$" : "");
}

// The pieces between the asterisks are looked for one after the other, each as far left as it can
// be: if that fails, no other choice would do.
bool robots_pattern_matches(std::string_view pattern, std::string_view path) {
  const bool anchored = pattern.ends_with('$');
  if (anchored) pattern.remove_suffix(1);
  std::size_t star = pattern.find('*');
  const std::string_view first = pattern.substr(0, star);
  if (!path.starts_with(first)) return false;
  if (star == std::string_view::npos) return !anchored || path.size() == first.size();
  const char* at = path.data() + first.size();
  const char* const end = path.data() + path.size();
  while (true) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    const std::string_view piece = pattern.substr(0, star);
    if (star == std::string_view::npos && anchored)
      return static_cast<std::size_t>(end - at) >= piece.size() && path.ends_with(piece);
    if (!piece.empty()) {
      at = find(at, end, piece);
      if (at == nullptr) return false;
      at += piece.size();
    }
    if (star == std::string_view::npos) return true;
  }
}

}  // namespace vigie::crawler
