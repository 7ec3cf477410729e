#include "rules/noscript.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"

namespace vigie::rules {
namespace {

constexpr std::string_view kEndTag = "</noscript";

std::size_t find_end_tag(std::string_view source, std::size_t from) {
  for (std::size_t at = source.find("</", from); at != std::string_view::npos;
       at = source.find("</", at + 2))
    if (crawler::equal_ignoring_case(source.substr(at, kEndTag.size()), kEndTag)) return at;
  return std::string_view::npos;
}

}  // namespace

Noscript::Noscript(const dom::Document& page) : page_(page) {
  for (const dom::NodeId noscript : page.elements(dom::Tag::noscript)) {
    const std::size_t begin = offset(noscript);
    if (begin == std::string_view::npos) continue;
    if (!ranges_.empty() && begin < ranges_.back().end) continue;
    const std::size_t end = find_end_tag(page.source(), begin);
    if (end == std::string_view::npos) break;
    ranges_.push_back({begin, end});
    const dom::NodeId body = page.body();
    if (page.is(page.parent(noscript), dom::Tag::head) && body != dom::kNoNode &&
        page.line(body) == 0)
      breaks_head_ = true;
  }
}

bool Noscript::holds(dom::NodeId element) const {
  if (ranges_.empty()) return false;
  const std::size_t at = offset(element);
  if (at == std::string_view::npos) return false;
  const auto after =
      std::upper_bound(ranges_.begin(), ranges_.end(), at,
                       [](std::size_t offset, const Range& range) { return offset < range.begin; });
  return after != ranges_.begin() && at < std::prev(after)->end;
}

bool Noscript::is_in_head(dom::NodeId element) const {
  const dom::NodeId parent = page_.parent(element);
  return page_.is(parent, dom::Tag::head) || (breaks_head_ && parent == page_.body());
}

std::size_t Noscript::offset(dom::NodeId element) const {
  const std::string_view written = page_.source_of(element);
  return written.empty() ? std::string_view::npos
                         : static_cast<std::size_t>(written.data() - page_.source().data());
}

}  // namespace vigie::rules
