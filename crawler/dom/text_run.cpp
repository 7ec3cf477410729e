#include "crawler/dom/text_run.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "crawler/dom/character_reference.h"
#include "crawler/dom/document_builder.h"
#include "crawler/dom/document_parts.h"

namespace vigie::dom {

TextRun::TextRun(std::string_view page, DocumentBuilder& builder)
    : page_(page),
      base_(static_cast<std::uint32_t>(page.data() - builder.source().data())),
      builder_(builder) {}

SourceRange TextRun::range(std::size_t begin, std::size_t end) const {
  return {base_ + static_cast<std::uint32_t>(begin),
          static_cast<std::uint32_t>(std::min(end, page_.size()) - begin)};
}

std::size_t TextRun::begin_of_text(std::size_t place) const {
  return place + (page_.substr(place, 2) == "\r\n" ? 1 : 0);
}

void TextRun::add(std::size_t begin, std::size_t end, Written as) {
  if (!open_) {
    open_ = true;
    begin_ = begin_of_text(begin);
    decoded_.clear();
    plain_ = {};
  }
  const std::string_view written = page_.substr(begin, end - begin);
  const bool follows = plain_.empty() || plain_.end() == written.begin();
  if (decoded_.empty() && follows && !needs_decoding(written, as)) {
    plain_ = plain_.empty() ? written : std::string_view(plain_.begin(), written.end());
    return;
  }
  if (decoded_.empty()) decoded_ = plain_;
  decode(written, as, decoded_);
}

void TextRun::finish(std::size_t at) {
  if (!open_) return;
  open_ = false;
  builder_.text(decoded_.empty() ? plain_ : decoded_, range(begin_, at));
}

}  // namespace vigie::dom
