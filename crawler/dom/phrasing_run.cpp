#include "crawler/dom/phrasing_run.h"

#include <algorithm>
#include <cstddef>

#include "crawler/dom/tag.h"
#include "crawler/dom/tag_set.h"
#include "crawler/dom/tokenizer.h"

namespace vigie::dom {
namespace {

constexpr std::size_t kDeepest = 32;

constexpr TagSet kVoidPhrasing{Tag::br, Tag::img, Tag::wbr};

constexpr TagSet kFormatting{Tag::a,      Tag::b,      Tag::big,  Tag::code, Tag::em,
                             Tag::font,   Tag::i,      Tag::nobr, Tag::s,    Tag::small,
                             Tag::strike, Tag::strong, Tag::tt,   Tag::u};

// Not <font>, which SVG has too, and not <nobr>, which closes an earlier one.
constexpr TagSet kPhrasing{
    Tag::a,      Tag::abbr,   Tag::acronym, Tag::b,   Tag::bdi,  Tag::bdo,  Tag::big,   Tag::cite,
    Tag::code,   Tag::data,   Tag::del,     Tag::dfn, Tag::em,   Tag::i,    Tag::ins,   Tag::kbd,
    Tag::label,  Tag::mark,   Tag::output,  Tag::q,   Tag::s,    Tag::samp, Tag::small, Tag::span,
    Tag::strike, Tag::strong, Tag::sub,     Tag::sup, Tag::time, Tag::tt,   Tag::u,     Tag::var};

}  // namespace

bool is_formatting(Tag tag) { return kFormatting.contains(tag); }
bool is_void_phrasing(Tag tag) { return kVoidPhrasing.contains(tag); }
bool is_phrasing(Tag tag) { return kPhrasing.contains(tag); }

bool PhrasingRuns::is_known_as_unclosed(std::size_t at) const {
  return std::binary_search(unclosed_.begin(), unclosed_.end(), at);
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
