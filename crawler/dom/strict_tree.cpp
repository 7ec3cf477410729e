#include "crawler/dom/strict_tree.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/dom/character_reference.h"
#include "crawler/dom/document.h"
#include "crawler/dom/document_builder.h"
#include "crawler/dom/document_parts.h"
#include "crawler/dom/gumbo_tree.h"
#include "crawler/dom/nesting_guard.h"
#include "crawler/dom/plain_text.h"
#include "crawler/dom/strict_tree_builder.h"
#include "crawler/dom/tag.h"
#include "crawler/dom/tag_set.h"
#include "crawler/dom/tokenizer.h"

namespace vigie::dom {
namespace {

constexpr TagSet kEmptyInHead{Tag::base, Tag::basefont, Tag::bgsound, Tag::link, Tag::meta};
constexpr TagSet kRawInHead{Tag::noframes, Tag::script, Tag::style, Tag::title};
constexpr TagSet kInHeadNoscript{Tag::basefont, Tag::bgsound, Tag::link, Tag::meta};
constexpr TagSet kOnce{Tag::frameset, Tag::head, Tag::html, Tag::template_};

// Doctypes of pages that are not shown as those of the nineties were (§13.2.6.4.1); of the others
// whole parsers know more.
bool is_modern(std::string_view doctype) {
  constexpr std::string_view kKnown[] = {"", "public \"-//w3c//dtd xhtml 1.0 strict//en\"",
                                         "public \"-//w3c//dtd xhtml 1.0 transitional//en\"",
                                         "public \"-//w3c//dtd xhtml 1.1//en\""};
  constexpr std::string_view kSystem = " \"http://www.w3.org/tr/";
  return std::ranges::any_of(kKnown, [&](std::string_view known) {
    if (known.empty()) return doctype.empty();
    if (!doctype.starts_with(known)) return false;
    const std::string_view rest = doctype.substr(known.size());
    return rest.starts_with(kSystem) && rest.ends_with('"') &&
           rest.substr(2, rest.size() - 3).find_first_of("\"'<>") == std::string_view::npos;
  });
}

}  // namespace

StrictTreeBuilder::StrictTreeBuilder(std::string_view page, std::size_t max_elements,
                                     DocumentBuilder& builder)
    : page_(page),
      elements_left_(max_elements),
      builder_(builder),
      tokenizer_(page),
      text_(page, builder) {
  open_.reserve(64);
}

std::string_view StrictTreeBuilder::name(const Token& token) const {
  return page_.substr(token.name_begin, token.name_end - token.name_begin);
}

std::string_view StrictTreeBuilder::written(const Token& token) const {
  return page_.substr(token.begin, token.end - token.begin);
}

std::size_t StrictTreeBuilder::past_space(std::size_t begin, std::size_t end) const {
  while (begin < end && is_html_space(page_[begin])) ++begin;
  return begin;
}

bool StrictTreeBuilder::open(const Token& token, Space space) {
  constexpr std::size_t kImplied = 4;
  if (elements_left_ == 0 || open_.size() + kImplied > kMaxOpenElements) return false;
  --elements_left_;
  const SourceRange where = text_.range(token.begin, token.end);
  open_.push_back({token.tag, space, name(token)});
  if (space == Space::html && token.tag != Tag::unknown) {
    ++counts_[static_cast<std::size_t>(token.tag)];
    builder_.open(token.tag, where);
  } else {
    buffer_ = crawler::lower_case(name(token));
    builder_.open(adjusted_tag_name(buffer_, space), space, where);
  }
  attributes_.give(written(token), space, builder_);
  return true;
}

bool StrictTreeBuilder::open_empty(const Token& token) {
  if (!open(token)) return false;
  close();
  return true;
}

void StrictTreeBuilder::open_implied(Tag tag) {
  open_.push_back({.tag = tag, .name = {}});
  ++counts_[static_cast<std::size_t>(tag)];
  builder_.open(tag, SourceRange{});
}

void StrictTreeBuilder::close() {
  const Open& top = open_.back();
  if (top.space == Space::html && top.tag != Tag::unknown)
    --counts_[static_cast<std::size_t>(top.tag)];
  open_.pop_back();
  builder_.close();
}

bool StrictTreeBuilder::doctype(const Token& token) {
  if (phase_ != Phase::initial || token.odd) return false;
  constexpr std::string_view kBegin = "<!doctype ";
  std::string_view rest = written(token);
  buffer_ = crawler::collapse_space(rest.substr(0, rest.size() - 1));
  buffer_ = crawler::lower_case(buffer_);
  rest = buffer_;
  if (!rest.starts_with(kBegin)) return false;
  rest.remove_prefix(kBegin.size());
  if (!rest.starts_with("html")) return false;
  rest.remove_prefix(4);
  if (rest.starts_with(' '))
    rest.remove_prefix(1);
  else if (!rest.empty())
    return false;
  if (!is_modern(rest)) return false;
  builder_.doctype("html", text_.range(token.begin, token.end));
  phase_ = Phase::before_html;
  return true;
}

bool StrictTreeBuilder::comment(const Token& token) {
  if (token.odd) return false;
  text_.finish(token.begin);
  if (phase_ == Phase::after_body && !left_body_) {
    left_body_ = true;
    close();
  }
  if (phase_ == Phase::after_after_body && !left_html_) {
    left_html_ = true;
    while (!open_.empty()) close();
  }
  const std::string_view content = comment_content(written(token));
  const SourceRange where = text_.range(token.begin, token.end);
  if (!needs_decoding(content, Written::raw)) {
    builder_.comment(content, where);
    return true;
  }
  buffer_.clear();
  decode(content, Written::raw, buffer_);
  builder_.comment(buffer_, where);
  return true;
}

void StrictTreeBuilder::imply(Tag tag, Phase next) {
  open_implied(tag);
  phase_ = next;
}

// White space and words of a text part ways before the body.
bool StrictTreeBuilder::early_text(std::size_t& begin, std::size_t end) {
  const std::size_t words = past_space(begin, end);
  if (phase_ >= Phase::in_head && words > begin) text_.add(begin, words, Written::text);
  begin = words;
  if (words == end) return true;
  if (begins_with_white_reference(page_.substr(words, end - words))) return false;
  text_.finish(words);
  switch (phase_) {
    case Phase::initial:
      builder_.set_quirks(quirks_ = true);
      phase_ = Phase::before_html;
      return true;
    case Phase::before_html:
      imply(Tag::html, Phase::before_head);
      return true;
    case Phase::before_head:
      imply(Tag::head, Phase::in_head);
      return true;
    case Phase::in_head:
      close();
      phase_ = Phase::after_head;
      return true;
    case Phase::after_head:
      imply(Tag::body, Phase::in_body);
      return true;
    default:
      return false;
  }
}

bool StrictTreeBuilder::text(std::size_t begin, std::size_t end) {
  while (begin < end) {
    if (phase_ == Phase::in_body) return body_text(begin, end);
    if (phase_ > Phase::in_body) {
      const bool stays = phase_ == Phase::after_body ? !left_body_ : !left_body_ && !left_html_;
      if (!stays || past_space(begin, end) != end) return false;
      text_.add(begin, end, Written::text);
      return true;
    }
    if (!early_text(begin, end)) return false;
  }
  return true;
}

bool StrictTreeBuilder::head_start(const Token& token) {
  if (kEmptyInHead.contains(token.tag)) return open_empty(token);
  if (kRawInHead.contains(token.tag)) return raw(token);
  if (token.tag == Tag::noscript) {
    phase_ = Phase::in_head_noscript;
    return open(token);
  }
  if (kOnce.contains(token.tag)) return false;
  close();
  phase_ = Phase::after_head;
  return start(token);
}

bool StrictTreeBuilder::start(const Token& token) {
  text_.finish(token.begin);
  switch (phase_) {
    case Phase::initial:
      builder_.set_quirks(quirks_ = true);
      phase_ = Phase::before_html;
      return start(token);
    case Phase::before_html:
      if (token.tag != Tag::html) {
        imply(Tag::html, Phase::before_head);
        return start(token);
      }
      phase_ = Phase::before_head;
      return open(token);
    case Phase::before_head:
      if (token.tag == Tag::html) return false;
      if (token.tag != Tag::head) {
        imply(Tag::head, Phase::in_head);
        return start(token);
      }
      phase_ = Phase::in_head;
      return open(token);
    case Phase::in_head:
      return head_start(token);
    case Phase::in_head_noscript:
      if (kInHeadNoscript.contains(token.tag)) return open_empty(token);
      return (token.tag == Tag::style || token.tag == Tag::noframes) && raw(token);
    case Phase::after_head:
      if (kOnce.contains(token.tag) || kEmptyInHead.contains(token.tag) ||
          kRawInHead.contains(token.tag))
        return false;
      if (token.tag != Tag::body) {
        imply(Tag::body, Phase::in_body);
        return start(token);
      }
      phase_ = Phase::in_body;
      return open(token);
    case Phase::in_body:
      return body_start(token);
    case Phase::after_body:
    case Phase::after_after_body:
      return false;
  }
  return false;
}

// The end tags of <body> and <html> close nothing yet: white space after them belongs inside.
bool StrictTreeBuilder::end(const Token& token) {
  const bool of_body = token.tag == Tag::body, of_html = token.tag == Tag::html;
  switch (phase_) {
    case Phase::in_body:
      if (!of_body && !of_html) return body_end(token);
      if (!top_is(Tag::body)) return false;
      phase_ = of_body ? Phase::after_body : Phase::after_after_body;
      return true;
    case Phase::after_body:
      phase_ = Phase::after_after_body;
      return of_html;
    case Phase::in_head:
    case Phase::in_head_noscript:
      if (!top_is(token.tag)) return false;
      text_.finish(token.begin);
      phase_ = phase_ == Phase::in_head ? Phase::after_head : Phase::in_head;
      close();
      return true;
    default:
      return false;
  }
}

bool StrictTreeBuilder::take(const Token& token) {
  const bool newline_goes = newline_goes_;
  bool in_order = false;
  switch (token.kind) {
    case TokenKind::text:
      in_order = text(token.begin, token.end);
      break;
    case TokenKind::start_tag:
      newline_goes_ = false;
      return start(token);
    case TokenKind::end_tag:
      in_order = end(token);
      break;
    case TokenKind::comment:
    case TokenKind::bogus_comment:
      in_order = comment(token);
      break;
    case TokenKind::doctype:
      in_order = doctype(token);
      break;
    case TokenKind::nothing:
      break;
  }
  if (newline_goes) newline_goes_ = false;
  return in_order;
}

bool StrictTreeBuilder::finish() {
  if (phase_ < Phase::in_body) return false;
  text_.finish(page_.size());
  while (!open_.empty()) close();
  return true;
}

bool StrictTreeBuilder::build() {
  if (!is_plain_text(page_)) return false;
  for (Token token; tokenizer_.next(token);)
    if (!take(token)) return false;
  return finish();
}

bool build_strict_tree(std::string_view page, std::size_t max_elements, DocumentBuilder& builder) {
  return StrictTreeBuilder(page, max_elements, builder).build();
}

}  // namespace vigie::dom
