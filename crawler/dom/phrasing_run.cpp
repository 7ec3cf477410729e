#include "crawler/dom/phrasing_run.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "crawler/dom/tag.h"
#include "crawler/dom/tokenizer.h"

namespace vigie::dom {
namespace {

constexpr std::size_t kDeepest = 32;

}  // namespace

bool is_formatting(Tag tag) {
  switch (tag) {
    case Tag::a:
    case Tag::b:
    case Tag::big:
    case Tag::code:
    case Tag::em:
    case Tag::font:
    case Tag::i:
    case Tag::nobr:
    case Tag::s:
    case Tag::small:
    case Tag::strike:
    case Tag::strong:
    case Tag::tt:
    case Tag::u:
      return true;
    default:
      return false;
  }
}

bool is_void_phrasing(Tag tag) { return tag == Tag::br || tag == Tag::img || tag == Tag::wbr; }

bool is_phrasing(Tag tag) {
  switch (tag) {
    case Tag::abbr:
    case Tag::acronym:
    case Tag::bdi:
    case Tag::bdo:
    case Tag::cite:
    case Tag::data:
    case Tag::del:
    case Tag::dfn:
    case Tag::ins:
    case Tag::kbd:
    case Tag::label:
    case Tag::mark:
    case Tag::output:
    case Tag::q:
    case Tag::samp:
    case Tag::span:
    case Tag::sub:
    case Tag::sup:
    case Tag::time:
    case Tag::var:
      return true;
    case Tag::font:  // SVG has one too
    case Tag::nobr:  // closes an earlier one
      return false;
    default:
      return is_formatting(tag);
  }
}

bool PhrasingRuns::is_known_as_unclosed(std::size_t at) const {
  return std::ranges::binary_search(unclosed_, at);
}

bool PhrasingRuns::open(const Token& token) {
  if (!is_phrasing(token.tag) || open_.size() == kDeepest) return false;
  if (is_formatting(token.tag)) {
    const auto same = [&](const Open& each) { return each.tag == token.tag; };
    if (maybe_listed_[static_cast<std::size_t>(token.tag)] || std::ranges::any_of(open_, same))
      return false;
  }
  if (is_known_as_unclosed(token.begin)) return false;
  open_.push_back({token.tag, token.begin});
  return true;
}

bool PhrasingRuns::close(const Token& token) {
  if (open_.empty() || open_.back().tag != token.tag) return false;
  open_.pop_back();
  return true;
}

std::size_t PhrasingRuns::end(const Token& first, Tokenizer after) {
  open_.clear();
  std::size_t end = first.begin;
  Token token = first;
  do {
    bool goes_on = true;
    if (token.kind == TokenKind::start_tag)
      goes_on = is_void_phrasing(token.tag) || open(token);
    else if (token.kind == TokenKind::end_tag)
      goes_on = close(token);
    else
      goes_on = token.kind == TokenKind::text;
    if (!goes_on) break;
    if (open_.empty()) end = token.end;
  } while (after.next(token));
  for (const Open& each : open_) unclosed_.push_back(each.at);
  return end;
}

}  // namespace vigie::dom
