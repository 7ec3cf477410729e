#include "crawler/dom/foreign_region.h"

#include <algorithm>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/dom/tag.h"
#include "crawler/dom/tokenizer.h"

namespace vigie::dom {
bool may_hold_html(std::string_view name) {
  constexpr std::string_view kNames[] = {
      "foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"};
  return std::ranges::any_of(
      kNames, [name](auto known) { return crawler::equal_ignoring_case(name, known); });
}

void ForeignRegion::reset() {
  state_ = State::html;
  open_.clear();
}

void ForeignRegion::start_tag(std::string_view name, const Token& tag) {
  if (state_ == State::unsure) return;
  if (state_ == State::html) {
    const bool enters = tag.tag == Tag::svg || crawler::equal_ignoring_case(name, "math");
    if (!enters || tag.self_closing) return;
    state_ = State::foreign;
  } else if (breaks_out_of_foreign_content(tag.tag) || may_hold_html(open_.back())) {
    return give_up();
  }
  if (!tag.self_closing) open_.push_back(name);
}

void ForeignRegion::end_tag(std::string_view name) {
  if (state_ != State::foreign) return;
  if (!crawler::equal_ignoring_case(open_.back(), name)) return give_up();
  open_.pop_back();
  if (open_.empty()) state_ = State::html;
}

bool breaks_out_of_foreign_content(Tag tag) {
  switch (tag) {
    case Tag::b:
    case Tag::big:
    case Tag::blockquote:
    case Tag::body:
    case Tag::br:
    case Tag::center:
    case Tag::code:
    case Tag::dd:
    case Tag::div:
    case Tag::dl:
    case Tag::dt:
    case Tag::em:
    case Tag::embed:
    case Tag::font:  // with some attributes
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
    case Tag::head:
    case Tag::hr:
    case Tag::i:
    case Tag::img:
    case Tag::li:
    case Tag::listing:
    case Tag::menu:
    case Tag::meta:
    case Tag::nobr:
    case Tag::ol:
    case Tag::p:
    case Tag::pre:
    case Tag::ruby:
    case Tag::s:
    case Tag::small:
    case Tag::span:
    case Tag::strong:
    case Tag::strike:
    case Tag::sub:
    case Tag::sup:
    case Tag::table:
    case Tag::tt:
    case Tag::u:
    case Tag::ul:
    case Tag::var:
      return true;
    default:
      return false;
  }
}

}  // namespace vigie::dom
