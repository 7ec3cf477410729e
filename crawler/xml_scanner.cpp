#include "crawler/xml_scanner.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "crawler/ascii.h"
#include "crawler/utf8.h"

namespace vigie::crawler {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::size_t kNone = std::string_view::npos;
constexpr char32_t kUnreadable = 0xFFFD;

// Where the '>' of a tag stands; one within quotes does not end it.
std::size_t end_of_tag(std::string_view text) {
  std::size_t at = 0;
  while (true) {
    at = text.find_first_of("\"'>", at);
    if (at == kNone || text[at] == '>') return at;
    at = text.find(text[at], at + 1);
    if (at == kNone) return kNone;
    ++at;
  }
}

char32_t scalar_value(std::string_view digits, int base) {
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  const bool valid = error == std::errc{} && end == digits.data() + digits.size() && value > 0 &&
                     value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  return valid ? value : kUnreadable;
}

// What "&name;" stands for, without '&' and ';'; nothing when it is no reference of ours.
std::optional<char32_t> referenced(std::string_view name) {
  if (name.starts_with("#x") || name.starts_with("#X")) return scalar_value(name.substr(2), 16);
  if (name.starts_with('#')) return scalar_value(name.substr(1), 10);
  struct Predefined {
    std::string_view name;
    char32_t character;
  };
  constexpr std::array<Predefined, 5> kPredefined{
      {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
  const auto* const found = std::ranges::find(kPredefined, name, &Predefined::name);
  if (found == kPredefined.end()) return std::nullopt;
  return found->character;
}

}  // namespace

XmlEvent XmlScanner::next() {
  while (!rest_.empty()) {
    if (rest_.front() != '<') {
      const std::string_view text = rest_.substr(0, rest_.find('<'));
      rest_.remove_prefix(text.size());
      return {.kind = XmlEvent::Kind::text, .text = text};
    }
    bool whole = true;
    if (rest_.starts_with("<!--"))
      whole = skip("<!--", "-->");
    else if (rest_.starts_with("<?"))
      whole = skip("<?", "?>");
    else
      return markup();
    if (!whole) return {.kind = XmlEvent::Kind::cut_off};
  }
  return {.kind = XmlEvent::Kind::finished};
}

bool XmlScanner::skip(std::string_view begin, std::string_view end) {
  const std::size_t at = rest_.find(end, begin.size());
  rest_.remove_prefix(at == kNone ? rest_.size() : at + end.size());
  return at != kNone;
}

XmlEvent XmlScanner::markup() {
  constexpr std::string_view kCdata = "<![CDATA[", kCdataEnd = "]]>";
  if (rest_.starts_with(kCdata)) {
    const std::string_view text = rest_.substr(kCdata.size());
    const std::size_t end = text.find(kCdataEnd);
    rest_ = end == kNone ? std::string_view{} : text.substr(end + kCdataEnd.size());
    if (end == kNone) return {.kind = XmlEvent::Kind::cut_off};
    return {.kind = XmlEvent::Kind::cdata, .text = text.substr(0, end)};
  }
  if (rest_.starts_with("<!")) {
    rest_.remove_prefix(2);
    return {.kind = XmlEvent::Kind::doctype, .text = rest_.substr(0, 32)};
  }
  return tag();
}

XmlEvent XmlScanner::tag() {
  const std::size_t end = end_of_tag(rest_);
  if (end == kNone) {
    rest_ = {};
    return {.kind = XmlEvent::Kind::cut_off};
  }
  std::string_view inside = rest_.substr(1, end - 1);
  rest_.remove_prefix(end + 1);
  XmlEvent event{.kind = XmlEvent::Kind::start};
  if (inside.starts_with('/')) {
    event.kind = XmlEvent::Kind::end;
    inside.remove_prefix(1);
  } else if (inside.ends_with('/')) {
    event.empty = true;
    inside.remove_suffix(1);
  }
  event.name = inside.substr(0, inside.find_first_of(kSpace));
  event.attributes = inside.substr(event.name.size());
  return event;
}

std::string xml_text(std::string_view raw) {
  constexpr std::size_t kLongestReference = 10;  // "#x0010FFFF"
  std::string text;
  text.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t ampersand = std::min(raw.find('&', at), raw.size());
    text.append(raw, at, ampersand - at);
    at = ampersand;
    if (at == raw.size()) break;
    const std::size_t length = raw.substr(at + 1, kLongestReference + 1).find(';');
    const auto character = length == kNone ? std::nullopt : referenced(raw.substr(at + 1, length));
    if (character)
      append_utf8(text, *character);
    else
      text += '&';
    at += character ? length + 2 : 1;
  }
  return text;
}

std::optional<std::string> xml_attribute(std::string_view attributes, std::string_view name) {
  while (true) {
    const std::size_t equals = attributes.find('=');
    if (equals == kNone) return std::nullopt;
    const std::string_view found = strip_space(attributes.substr(0, equals));
    const std::size_t quote = attributes.find_first_not_of(kSpace, equals + 1);
    if (quote == kNone || (attributes[quote] != '"' && attributes[quote] != '\''))
      return std::nullopt;
    const std::size_t close = attributes.find(attributes[quote], quote + 1);
    if (close == kNone) return std::nullopt;
    if (found == name) return xml_text(attributes.substr(quote + 1, close - quote - 1));
    attributes.remove_prefix(close + 1);
  }
}

XmlName split_xml_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == kNone) return {{}, name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

}  // namespace vigie::crawler
