#include "crawler/dom/tokenizer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/dom/tag.h"

namespace vigie::dom {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

bool ends_name(char byte) { return is_html_space(byte) || byte == '/' || byte == '>'; }

// Whether "<" followed by this begins something else than text.
bool opens_markup(std::string_view after) {
  if (after.empty()) return false;
  if (is_letter(after[0]) || after[0] == '!' || after[0] == '?') return true;
  return after[0] == '/' && after.size() > 1;
}

}  // namespace

bool has_raw_text(Tag tag) {
  switch (tag) {
    case Tag::iframe:
    case Tag::noembed:
    case Tag::noframes:
    case Tag::script:
    case Tag::style:
    case Tag::textarea:
    case Tag::title:
    case Tag::xmp:
      return true;
    default:
      return false;
  }
}

std::string_view comment_content(std::string_view written) {
  constexpr std::string_view kBegin = "<!--", kEnd = "-->";
  if (written.starts_with(kBegin)) {
    written.remove_prefix(kBegin.size());
    written.remove_suffix(std::min(written.size(), kEnd.size()));
    return written;
  }
  written.remove_prefix(written.starts_with("<?") ? 1 : 2);
  if (written.ends_with('>')) written.remove_suffix(1);
  return written;
}

bool AttributeReader::finish(std::size_t end, bool self_closing) {
  end_ = end;
  self_closing_ = self_closing;
  return false;
}

bool AttributeReader::next(WrittenAttribute& attribute) {
  const std::size_t size = page_.size();
  while (at_ < size && (is_html_space(page_[at_]) || page_[at_] == '/')) {
    if (page_[at_] == '/' && at_ + 1 < size && page_[at_ + 1] == '>') return finish(at_ + 2, true);
    ++at_;
  }
  if (at_ >= size) return finish(kNone, false);
  if (page_[at_] == '>') return finish(at_ + 1, false);
  const std::size_t name = at_++;  // "=" may begin a name
  while (at_ < size && !ends_name(page_[at_]) && page_[at_] != '=') ++at_;
  attribute.name = page_.substr(name, at_ - name);
  attribute.value = page_.substr(at_, 0);
  std::size_t equals = at_;
  while (equals < size && is_html_space(page_[equals])) ++equals;
  if (equals < size && page_[equals] == '=') {
    at_ = equals + 1;
    attribute.value = read_value();
  }
  if (at_ < size) return true;
  return finish(kNone, false);
}

std::string_view AttributeReader::read_value() {
  const std::size_t size = page_.size();
  while (at_ < size && is_html_space(page_[at_])) ++at_;
  if (at_ >= size) return {};
  if (page_[at_] == '"' || page_[at_] == '\'') {
    const std::size_t begin = at_ + 1;
    const std::size_t close = page_.find(page_[at_], begin);
    at_ = close == kNone ? size : close + 1;
    return page_.substr(begin, std::min(close, size) - begin);
  }
  const std::size_t begin = at_;
  while (at_ < size && !is_html_space(page_[at_]) && page_[at_] != '>') ++at_;
  return page_.substr(begin, at_ - begin);
}

bool Tokenizer::next(Token& token) {
  if (at_ >= page_.size()) return false;
  token = Token{};
  token.begin = at_;
  const std::string_view after = page_.substr(at_ + 1);
  if (page_[at_] != '<' || !opens_markup(after)) {
    read_text(token);
  } else if (is_letter(after[0])) {
    token.kind = TokenKind::start_tag;
    read_tag(token, at_ + 1);
  } else if (after.starts_with("!--")) {
    read_comment(token);
  } else if (after[0] != '/') {
    const bool doctype = crawler::equal_ignoring_case(after.substr(0, 8), "!doctype");
    token.odd = after.starts_with("![CDATA[");
    read_bogus(token, doctype ? TokenKind::doctype : TokenKind::bogus_comment);
  } else if (is_letter(after[1])) {
    token.kind = TokenKind::end_tag;
    read_tag(token, at_ + 2);
  } else if (after[1] == '>') {
    token.end = at_ + 3;
  } else {
    read_bogus(token, TokenKind::bogus_comment);
  }
  at_ = token.end;
  return true;
}

void Tokenizer::read_text(Token& token) {
  token.kind = TokenKind::text;
  std::size_t at = at_ + 1;
  while ((at = page_.find('<', at)) != kNone && !opens_markup(page_.substr(at + 1))) ++at;
  token.end = std::min(at, page_.size());
}

void Tokenizer::read_tag(Token& token, std::size_t name_begin) {
  std::size_t at = name_begin;
  while (at < page_.size() && !ends_name(page_[at])) ++at;
  token.name_begin = name_begin;
  token.name_end = at;
  constexpr std::size_t kLongestName = 10;  // blockquote, figcaption
  if (at - name_begin <= kLongestName) {
    std::array<char, kLongestName> lower{};
    const auto name = page_.substr(name_begin, at - name_begin);
    std::ranges::transform(name, lower.begin(), crawler::lower);
    token.tag = tag_of({lower.data(), name.size()});
  }
  AttributeReader attributes(page_, at);
  for (WrittenAttribute attribute; attributes.next(attribute);) {
  }
  token.self_closing = attributes.self_closing();
  token.end = attributes.end();
  if (token.end != kNone) return;
  token.kind = TokenKind::nothing;
  token.end = page_.size();
}

void Tokenizer::read_comment(Token& token) {
  token.kind = TokenKind::comment;
  const std::size_t content = at_ + 4;
  for (const std::string_view end : {">", "->"}) {
    if (!page_.substr(content).starts_with(end)) continue;
    token.odd = true;
    token.end = content + end.size();
    return;
  }
  for (std::size_t at = content; (at = page_.find("--", at)) != kNone; ++at) {
    const std::string_view after = page_.substr(at + 2);
    token.odd = after.starts_with("!>");
    if (!token.odd && !after.starts_with(">")) continue;
    token.end = at + (token.odd ? 4 : 3);
    return;
  }
  token.odd = true;
  token.end = page_.size();
}

void Tokenizer::read_bogus(Token& token, TokenKind kind) {
  token.kind = kind;
  const std::size_t close = page_.find('>', at_ + 2);
  token.odd = token.odd || close == kNone;
  token.end = close == kNone ? page_.size() : close + 1;
}

std::string_view Tokenizer::raw_text(const Token& start_tag) {
  const std::string_view name =
      page_.substr(start_tag.name_begin, start_tag.name_end - start_tag.name_begin);
  const std::size_t begin = at_;
  for (std::size_t at = begin; (at = page_.find("</", at)) != kNone; at += 2) {
    const std::size_t after = at + 2 + name.size();
    if (after >= page_.size() || !ends_name(page_[after])) continue;
    if (!crawler::equal_ignoring_case(page_.substr(at + 2, name.size()), name)) continue;
    at_ = at;
    return page_.substr(begin, at - begin);
  }
  at_ = page_.size();
  return page_.substr(begin);
}

}  // namespace vigie::dom
