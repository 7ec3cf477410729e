#include "crawler/css_references.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/page_contents.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kMaxReferences = 200;

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void append_utf8(std::string& to, std::uint32_t code) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = 0xFFFD;
  const auto put = [&](std::uint32_t byte) { to.push_back(static_cast<char>(byte)); };
  if (code < 0x80) return put(code);
  if (code < 0x800) return put(0xC0 | code >> 6), put(0x80 | (code & 0x3F));
  if (code < 0x10000)
    return put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
  put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 0x3F)), put(0x80 | (code >> 6 & 0x3F));
  put(0x80 | (code & 0x3F));
}

// Just enough of a CSS tokenizer to find strings and url()s and not to be fooled by comments or by
// text inside strings.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<CssReference> references() {
    while (at_ < text_.size() && found_.size() < kMaxReferences) step();
    return std::move(found_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void step() {
    const char c = peek();
    if (c == '/' && peek(1) == '*') return skip_comment();
    if (c == '"' || c == '\'') {
      string();
      return;
    }
    if (c == '@') return at_rule();
    if (c == '{') ++depth_;
    if (c == '}') close();
    if (!is_name(c)) {
      ++at_;
      return;
    }
    word();
  }

  void close() {
    if (depth_ > 0) --depth_;
    if (depth_ < face_depth_) face_depth_ = 0;
  }

  void skip_comment() {
    const auto end = text_.find("*/", at_ + 2);
    at_ = end == std::string_view::npos ? text_.size() : end + 2;
  }

  void skip_space() {
    for (;;) {
      while (at_ < text_.size() && is_space(text_[at_])) ++at_;
      if (peek() != '/' || peek(1) != '*') return;
      skip_comment();
    }
  }

  std::string_view name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  void at_rule() {
    ++at_;
    const std::string_view rule = name();
    if (equal_ignoring_case(rule, "import")) return import_rule();
    if (equal_ignoring_case(rule, "font-face")) {
      face_depth_ = depth_ + 1;
      face_has_source_ = false;
    }
  }

  void import_rule() {
    skip_space();
    if (peek() == '"' || peek() == '\'') return add(string(), ResourceKind::style);
    if (equal_ignoring_case(name(), "url") && peek() == '(') add(url(), ResourceKind::style);
  }

  void word() {
    const std::string_view text = name();
    if (peek() != '(' || !equal_ignoring_case(text, "url")) return;
    std::string source = url();
    if (face_depth_ == 0 || depth_ < face_depth_ || face_has_source_) return;
    face_has_source_ = true;
    add(std::move(source), ResourceKind::font);
  }

  void add(std::string url, ResourceKind kind) {
    if (!url.empty()) found_.push_back({std::move(url), kind});
  }

  // At '\': CSS Syntax 3 §4.3.7.
  void escape(std::string& to) {
    ++at_;
    if (hex_digit(peek()) < 0) {
      if (peek() != '\n' && at_ < text_.size()) to.push_back(text_[at_]);
      at_ = std::min(at_ + 1, text_.size());
      return;
    }
    std::uint32_t code = 0;
    for (int digits = 0; digits < 6 && hex_digit(peek()) >= 0; ++digits, ++at_)
      code = code * 16 + static_cast<std::uint32_t>(hex_digit(peek()));
    if (is_space(peek())) ++at_;
    append_utf8(to, code);
  }

  std::string string() {
    const char quote = text_[at_++];
    std::string value;
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
      if (text_[at_] == '\\')
        escape(value);
      else
        value.push_back(text_[at_++]);
    }
    at_ = std::min(at_ + 1, text_.size());
    return value;
  }

  // At '(' after "url".
  std::string url() {
    ++at_;
    skip_space();
    std::string value;
    if (peek() == '"' || peek() == '\'') {
      value = string();
    } else {
      while (at_ < text_.size() && text_[at_] != ')' && !is_space(text_[at_])) {
        if (text_[at_] == '\\')
          escape(value);
        else
          value.push_back(text_[at_++]);
      }
    }
    const auto end = text_.find(')', at_);
    at_ = end == std::string_view::npos ? text_.size() : end + 1;
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int face_depth_ = 0;  // depth inside the current @font-face block, 0 outside
  bool face_has_source_ = false;
  std::vector<CssReference> found_;
};

}  // namespace

std::vector<CssReference> css_references(std::string_view sheet) {
  return Scanner(sheet).references();
}

}  // namespace vigie::crawler
