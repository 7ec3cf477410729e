#include <cstddef>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/dom/character_reference.h"
#include "crawler/dom/document.h"
#include "crawler/dom/strict_tags.h"
#include "crawler/dom/strict_tree_builder.h"
#include "crawler/dom/tag.h"
#include "crawler/dom/tag_set.h"
#include "crawler/dom/tokenizer.h"

namespace vigie::dom {
namespace {

constexpr TagSet kHeadings{Tag::h1, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6};

// What a start tag that closes a paragraph does not reach past (§13.2.4.2, button scope).
constexpr TagSet kBoundsParagraphs{Tag::applet,    Tag::button, Tag::caption, Tag::html,
                                   Tag::marquee,   Tag::object, Tag::table,   Tag::td,
                                   Tag::template_, Tag::th};

// Items are closed through these alone.
constexpr TagSet kItemsReachPast{Tag::address, Tag::div, Tag::p};

// Names that HTML has for something else, and those that no parser takes for a name alike.
bool is_simple_unknown(std::string_view name) {
  for (const char byte : name) {
    const char lower = crawler::lower(byte);
    const bool letter_or_digit = (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9');
    if (!letter_or_digit && byte != '-' && byte != '_') return false;
  }
  return !crawler::equal_ignoring_case(name, "image");
}

}  // namespace

bool StrictTreeBuilder::body_text(std::size_t begin, std::size_t end) {
  const Open& top = open_.back();
  if (top.space == Space::html && kTableStructure.contains(top.tag) &&
      past_space(begin, end) != end)
    return false;  // words move out of the table
  if (newline_goes_ && begins_with_white_reference(page_.substr(begin, end - begin))) return false;
  if (newline_goes_ && (page_[begin] == '\n' || page_[begin] == '\r'))
    begin += page_.substr(begin).starts_with("\r\n") ? 2 : 1;
  if (begin < end) text_.add(begin, end, Written::text);
  return true;
}

// A paragraph that is open further out than the innermost element would be closed with what is in
// it.
bool StrictTreeBuilder::close_paragraph() {
  if (!is_open(Tag::p)) return true;
  if (top_is(Tag::p)) {
    close();
    return true;
  }
  for (std::size_t at = open_.size(); at-- > 0;) {
    if (open_[at].space != Space::html) return false;
    if (open_[at].tag == Tag::p) return false;
    if (kBoundsParagraphs.contains(open_[at].tag)) return true;
  }
  return true;
}

void StrictTreeBuilder::close_implied(Tag but_for) {
  while (open_.back().space == Space::html && kImpliedEnds.contains(open_.back().tag) &&
         open_.back().tag != but_for)
    close();
}

bool StrictTreeBuilder::formatting(const Token& token) {
  if (token.tag == Tag::a && is_open(Tag::a)) return false;
  return open(token);
}

bool StrictTreeBuilder::heading(const Token& token) {
  return close_paragraph() && !kHeadings.contains(open_.back().tag) && open(token);
}

bool StrictTreeBuilder::item(const Token& token) {
  const auto is_alike = [&](Tag tag) {
    return token.tag == Tag::li ? tag == Tag::li : tag == Tag::dd || tag == Tag::dt;
  };
  for (std::size_t at = open_.size(); at-- > 0;) {
    const Tag tag = open_[at].tag;
    if (is_alike(tag)) {
      if (at + 1 < open_.size() && !(at + 2 == open_.size() && top_is(Tag::p))) return false;
      while (open_.size() > at) close();
      break;
    }
    const BodyTag kind = body_tag(tag);
    const bool special =
        kind != BodyTag::ordinary && kind != BodyTag::formatting && kind != BodyTag::option;
    if (special && !kItemsReachPast.contains(tag)) break;
  }
  return close_paragraph() && open(token);
}

bool StrictTreeBuilder::raw(const Token& token) {
  if (!open(token)) return false;
  const std::string_view content = tokenizer_.raw_text(token);
  const bool references = token.tag == Tag::textarea || token.tag == Tag::title;
  const std::size_t escape = content.find("<!--");
  if (token.tag == Tag::script && escape != std::string_view::npos &&
      crawler::contains_ignoring_case(content.substr(escape), "<script"))
    return false;
  if (token.tag == Tag::textarea && begins_with_white_reference(content)) return false;
  auto begin = static_cast<std::size_t>(content.data() - page_.data());
  const std::size_t end = begin + content.size();
  if (token.tag == Tag::textarea && (content.starts_with('\n') || content.starts_with('\r')))
    begin += content.starts_with("\r\n") ? 2 : 1;
  Token closing;
  if (!tokenizer_.next(closing) || closing.kind != TokenKind::end_tag) return false;
  if (begin < end) text_.add(begin, end, references ? Written::text : Written::raw);
  text_.finish(end);
  close();
  return true;
}

bool StrictTreeBuilder::option(const Token& token) {
  if (top_is(Tag::option)) close();
  return open(token);
}

bool StrictTreeBuilder::body_start(const Token& token) {
  const Open& top = open_.back();
  if (top.space != Space::html) return foreign_start(token);
  if (is_open(Tag::select)) return select_start(token);
  if (kTableStructure.contains(top.tag)) return table_start(token);
  switch (body_tag(token.tag)) {
    case BodyTag::doubtful:
      return false;
    case BodyTag::ordinary:
      if (token.tag != Tag::unknown) return open(token);
      if (crawler::equal_ignoring_case(name(token), "math")) return foreign(token, Space::mathml);
      return is_simple_unknown(name(token)) && open(token);
    case BodyTag::formatting:
      return formatting(token);
    case BodyTag::block:
      return close_paragraph() && open(token);
    case BodyTag::heading:
      return heading(token);
    case BodyTag::item:
      return item(token);
    case BodyTag::empty:
      return open_empty(token);
    case BodyTag::rule:
      return close_paragraph() && open_empty(token);
    case BodyTag::preformatted:
      newline_goes_ = true;
      return close_paragraph() && open(token);
    case BodyTag::form:
      return !is_open(Tag::form) && close_paragraph() && open(token);
    case BodyTag::button:
      return !is_open(Tag::button) && open(token);
    case BodyTag::raw:
      return raw(token);
    case BodyTag::select:
      return open(token);
    case BodyTag::option:
      return option(token);
    case BodyTag::table:
      return (quirks_ || close_paragraph()) && open(token);
    case BodyTag::table_part:
      return table_part(token);
    case BodyTag::svg:
      return foreign(token, Space::svg);
  }
  return false;
}

// Gumbo puts the words that stand last in a form after it.
bool StrictTreeBuilder::form_end(const Token& token) {
  if (top_is(Tag::form)) {
    close();
    return true;
  }
  text_.finish(token.begin);
  close_implied();
  if (!top_is(Tag::form)) return false;
  close();
  return true;
}

bool StrictTreeBuilder::ordinary_end(const Token& token) {
  while (top_is(Tag::option) || top_is(Tag::optgroup)) close();
  const Open& top = open_.back();
  const bool same =
      top.tag == token.tag && top.space == Space::html &&
      (token.tag != Tag::unknown || crawler::equal_ignoring_case(top.name, name(token)));
  if (!same) return false;
  close();
  return true;
}

bool StrictTreeBuilder::body_end(const Token& token) {
  if (open_.back().space != Space::html) {
    text_.finish(token.begin);
    return foreign_end(token);
  }
  if (token.tag == Tag::form && !is_open(Tag::select)) return form_end(token);
  text_.finish(token.begin);
  if (is_open(Tag::select)) return select_end(token.tag);
  switch (body_tag(token.tag)) {
    case BodyTag::ordinary:
      if (token.tag == Tag::applet || token.tag == Tag::marquee || token.tag == Tag::object)
        close_implied();
      return ordinary_end(token);
    case BodyTag::formatting:
    case BodyTag::option:
      if (!top_is(token.tag)) return false;
      close();
      return true;
    case BodyTag::block:
    case BodyTag::heading:
    case BodyTag::item:
    case BodyTag::preformatted:
    case BodyTag::button:
      close_implied(token.tag);
      if (!top_is(token.tag)) return false;
      close();
      return true;
    case BodyTag::table:
    case BodyTag::table_part:
      return table_end(token);
    default:
      return false;
  }
}

}  // namespace vigie::dom
