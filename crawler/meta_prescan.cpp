#include "crawler/meta_prescan.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/encoding.h"

namespace vigie::crawler {
namespace {

constexpr std::string_view kSpace = "\t\n\f\r ";

bool is_space(char c) { return kSpace.contains(c); }
bool is_alpha(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return equal_ignoring_case(text.substr(0, prefix.size()), prefix);
}

// What a page's own statement of UTF-16 or x-user-defined means: it could be read, so it is not so.
const Encoding* as_declared(const Encoding* encoding) {
  if (encoding == nullptr) return nullptr;
  if (encoding->kind == Encoding::Kind::utf16) return &utf8_encoding();
  if (encoding->kind == Encoding::Kind::user_defined) return &windows_1252_encoding();
  return encoding;
}

struct Attribute {
  std::string name, value;  // lower case
};

// The bytes not yet read. Once they end within something, the scan is over: `ended`.
class Scan {
 public:
  explicit Scan(std::string_view bytes) : rest_(bytes) {}

  const Encoding* run();

 private:
  void skip(std::size_t count) { rest_.remove_prefix(std::min(count, rest_.size())); }
  void skip_past(std::string_view text);
  void skip_spaces_and(std::string_view others);
  const Encoding* read_meta();
  void read_tag();
  std::optional<Attribute> read_attribute();
  std::string read_attribute_name();
  std::string read_attribute_value();
  std::string read_quoted_value(char quote);

  std::string_view rest_;
};

const Encoding* Scan::run() {
  while (!rest_.empty()) {
    // Only '<' begins anything.
    skip(std::min(rest_.find('<'), rest_.size()));
    const char next = rest_.size() > 1 ? rest_[1] : '\0';
    const char after = rest_.size() > 2 ? rest_[2] : '\0';
    if (rest_.starts_with("<!--")) {
      skip(2);  // "<!-->" is a whole comment
      skip_past("-->");
    } else if (starts_with_ignoring_case(rest_, "<meta") && rest_.size() > 5 &&
               (is_space(rest_[5]) || rest_[5] == '/')) {
      skip(6);
      if (const Encoding* encoding = read_meta()) return encoding;
    } else if (is_alpha(next) || (next == '/' && is_alpha(after))) {
      read_tag();
    } else if (next == '!' || next == '/' || next == '?') {
      skip_past(">");
    } else {
      skip(1);
    }
  }
  return nullptr;
}

void Scan::skip_past(std::string_view text) {
  const std::size_t at = rest_.find(text);
  skip(at == std::string_view::npos ? rest_.size() : at + text.size());
}

void Scan::skip_spaces_and(std::string_view others) {
  while (!rest_.empty() && (is_space(rest_.front()) || others.contains(rest_.front()))) skip(1);
}

void Scan::read_tag() {
  skip(std::min(rest_.find_first_of("\t\n\f\r >"), rest_.size()));
  while (read_attribute()) {
  }
  skip(1);  // the '>'
}

const Encoding* Scan::read_meta() {
  bool got_pragma = false;
  std::optional<bool> need_pragma;
  const Encoding* encoding = nullptr;
  std::vector<std::string> seen;
  while (const auto attribute = read_attribute()) {
    const auto& [name, value] = *attribute;
    if (std::ranges::find(seen, name) != seen.end()) continue;
    if (name == "http-equiv") {
      got_pragma = value == "content-type";
    } else if (name == "content" && encoding == nullptr) {
      encoding = find_encoding(charset_in_meta_content(value));
      if (encoding != nullptr) need_pragma = true;
    } else if (name == "charset") {
      encoding = find_encoding(value);
      need_pragma = false;
    }
    // Only these three matter, so the list stays short however many attributes there are.
    if (name == "http-equiv" || name == "content" || name == "charset") seen.push_back(name);
  }
  if (rest_.empty()) return nullptr;  // cut off before its '>'
  if (!need_pragma || (*need_pragma && !got_pragma)) return nullptr;
  return as_declared(encoding);
}

// Nothing at the '>' that ends the tag, or where the bytes end.
std::optional<Attribute> Scan::read_attribute() {
  skip_spaces_and("/");
  if (rest_.empty() || rest_.front() == '>') return std::nullopt;
  Attribute attribute;
  attribute.name = read_attribute_name();
  skip_spaces_and("");
  if (!rest_.starts_with('=')) return attribute;
  skip(1);
  skip_spaces_and("");
  attribute.value = read_attribute_value();
  return attribute;
}

std::string Scan::read_attribute_name() {
  std::string name;
  while (!rest_.empty()) {
    const char c = rest_.front();
    if (is_space(c) || c == '/' || c == '>' || (c == '=' && !name.empty())) break;
    name += lower(c);
    skip(1);
  }
  return name;
}

std::string Scan::read_attribute_value() {
  if (rest_.starts_with('"') || rest_.starts_with('\'')) return read_quoted_value(rest_.front());
  std::string value;
  while (!rest_.empty() && !is_space(rest_.front()) && rest_.front() != '>') {
    value += lower(rest_.front());
    skip(1);
  }
  return value;
}

std::string Scan::read_quoted_value(char quote) {
  const std::size_t end = rest_.find(quote, 1);
  std::string value = lower_case(rest_.substr(1, end == std::string_view::npos ? end : end - 1));
  skip(end == std::string_view::npos ? rest_.size() : end + 1);
  return value;
}

// <?xml version="1.0" encoding="…"?>, which browsers heed when no <meta> speaks.
const Encoding* encoding_of_xml_declaration(std::string_view bytes) {
  const auto skip_blank = [&bytes] {
    while (!bytes.empty() && static_cast<unsigned char>(bytes.front()) <= 0x20)
      bytes.remove_prefix(1);
  };
  if (!bytes.starts_with("<?xml")) return nullptr;
  const std::size_t end = bytes.find('>');
  if (end == std::string_view::npos) return nullptr;
  bytes = bytes.substr(0, end);
  const std::size_t keyword = bytes.find("encoding");
  if (keyword == std::string_view::npos) return nullptr;
  bytes.remove_prefix(keyword + std::string_view("encoding").size());
  skip_blank();
  if (!bytes.starts_with('=')) return nullptr;
  bytes.remove_prefix(1);
  skip_blank();
  if (!bytes.starts_with('"') && !bytes.starts_with('\'')) return nullptr;
  const std::size_t close = bytes.find(bytes.front(), 1);
  if (close == std::string_view::npos) return nullptr;
  const std::string_view label = bytes.substr(1, close - 1);
  const bool has_blank =
      std::ranges::any_of(label, [](char c) { return static_cast<unsigned char>(c) <= 0x20; });
  return has_blank ? nullptr : as_declared(find_encoding(label));
}

}  // namespace

std::string_view charset_in_meta_content(std::string_view content) {
  constexpr std::string_view kCharset = "charset";
  const auto skip_spaces = [&content] {
    while (!content.empty() && is_space(content.front())) content.remove_prefix(1);
  };
  while (true) {
    const auto found = std::ranges::search(content, kCharset, {}, lower);
    if (found.empty()) return {};
    content = std::string_view(found.end(), content.end());
    skip_spaces();
    if (!content.starts_with('=')) continue;
    content.remove_prefix(1);
    skip_spaces();
    if (content.starts_with('"') || content.starts_with('\'')) {
      const std::size_t close = content.find(content.front(), 1);
      return close == std::string_view::npos ? std::string_view{} : content.substr(1, close - 1);
    }
    return content.substr(0, content.find_first_of("\t\n\f\r ;"));
  }
}

const Encoding* prescan_for_meta(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("<\0?\0x\0"sv)) return find_encoding("utf-16le");
  if (bytes.starts_with("\0<\0?\0x"sv)) return find_encoding("utf-16be");
  if (const Encoding* encoding = Scan(bytes).run()) return encoding;
  return encoding_of_xml_declaration(bytes);
}

}  // namespace vigie::crawler
