#include "crawler/charset.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/ascii.h"
#include "crawler/encoding.h"
#include "crawler/meta_prescan.h"
#include "crawler/utf8.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kPrescanBytes = 1024;
// Authors put <meta charset> after long scripts and comments; the parser of a browser still obeys.
constexpr std::size_t kLatePrescanBytes = 65'536;

struct Choice {
  const Encoding* encoding;
  CharsetSource source;
  std::size_t bom_size = 0;
};

const Encoding* bom_encoding(std::string_view bytes, std::size_t& bom_size) {
  bom_size = 3;
  if (bytes.starts_with("\xEF\xBB\xBF")) return &utf8_encoding();
  bom_size = 2;
  if (bytes.starts_with("\xFE\xFF")) return find_encoding("utf-16be");
  if (bytes.starts_with("\xFF\xFE")) return find_encoding("utf-16le");
  return nullptr;
}

// The charset parameter of `text/html; charset="utf-8"`.
std::string_view charset_parameter(std::string_view content_type) {
  std::size_t semicolon = content_type.find(';');
  while (semicolon != std::string_view::npos) {
    content_type.remove_prefix(semicolon + 1);
    semicolon = content_type.find(';');
    const std::string_view parameter = content_type.substr(0, semicolon);
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos) continue;
    if (!equal_ignoring_case(strip_space(parameter.substr(0, equals)), "charset")) continue;
    std::string_view value = strip_space(parameter.substr(equals + 1));
    if (value.starts_with('"')) value = value.substr(1, value.find('"', 1) - 1);
    return value;
  }
  return {};
}

// Whether characters beyond ASCII show that the bytes are UTF-8. The last may be cut off.
bool shows_utf8(std::string_view bytes) {
  const std::size_t valid = valid_utf8_prefix(bytes);
  return ascii_prefix(bytes) < valid &&
         cut_off_utf8(bytes.substr(valid)).size() == bytes.size() - valid;
}

Choice choose(std::string_view bytes, std::string_view content_type) {
  std::size_t bom_size = 0;
  if (const Encoding* bom = bom_encoding(bytes, bom_size))
    return {bom, CharsetSource::bom, bom_size};
  if (const Encoding* header = find_encoding(charset_parameter(content_type)))
    return {header, CharsetSource::header};
  if (const Encoding* meta = prescan_for_meta(bytes.substr(0, kPrescanBytes)))
    return {meta, CharsetSource::meta};
  if (shows_utf8(bytes)) return {&utf8_encoding(), CharsetSource::guessed};
  if (const Encoding* late = prescan_for_meta(bytes.substr(0, kLatePrescanBytes)))
    return {late, CharsetSource::meta};
  const bool is_ascii = ascii_prefix(bytes) == bytes.size();
  return {is_ascii ? &utf8_encoding() : &windows_1252_encoding(), CharsetSource::guessed};
}

}  // namespace

std::string_view prescan_meta_charset(std::string_view bytes) {
  const Encoding* const encoding = prescan_for_meta(bytes.substr(0, kPrescanBytes));
  return encoding == nullptr ? std::string_view{} : encoding->name;
}

Decoded decode_html(std::string bytes, std::string_view content_type) {
  const Choice choice = choose(bytes, content_type);
  bytes.erase(0, choice.bom_size);
  DecodedText decoded = decode(std::move(bytes), *choice.encoding);
  return {std::move(decoded.text), choice.encoding->name, choice.source, decoded.had_errors};
}

}  // namespace vigie::crawler
