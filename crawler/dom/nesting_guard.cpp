#include "crawler/dom/nesting_guard.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/dom/open_elements.h"
#include "crawler/dom/tag.h"
#include "crawler/dom/tokenizer.h"

namespace vigie::dom {
namespace {

// Start and end tags of a page in order; what stands between them and raw text are stepped over.
class Tags {
 public:
  explicit Tags(std::string_view source) : tokenizer_(source) {}

  bool next(Token& token) {
    while (tokenizer_.next(token)) {
      if (token.kind == TokenKind::end_tag) return true;
      if (token.kind != TokenKind::start_tag) continue;
      if (token.tag == Tag::plaintext) tokenizer_.move_to_end();
      if (has_raw_text(token.tag)) tokenizer_.raw_text(token);
      return true;
    }
    return false;
  }

 private:
  Tokenizer tokenizer_;
};

// Whether the element opened here stays open: SVG's and MathML's may close themselves.
bool stays_open(const Token& token) {
  return !is_void(token.tag) && !(token.self_closing && token.tag == Tag::unknown);
}

struct Extent {
  std::size_t elements = 0, depth = 0;
  std::size_t cut = std::string_view::npos;  // where the first start tag past the bound begins
};

Extent measure(std::string_view source, std::size_t max_elements) {
  Extent extent;
  OpenElements open;
  Tags tags(source);
  for (Token token; tags.next(token);) {
    if (token.kind == TokenKind::end_tag) {
      open.end(token.tag);
      continue;
    }
    if (extent.elements++ == max_elements) extent.cut = token.begin;
    if (extent.elements > max_elements || !stays_open(token)) continue;
    open.start(token.tag);
    extent.depth = std::max(extent.depth, open.depth());
  }
  return extent;
}

// At the limit each new element first closes the one before it; the end tags that belong to those
// closed early are dropped.
class Flattener {
 public:
  explicit Flattener(std::string_view source) : source_(source) {}

  std::string flattened() {
    Tags tags(source_);
    for (Token token; tags.next(token);) {
      if (token.kind == TokenKind::end_tag)
        end(token);
      else if (stays_open(token))
        start(token);
    }
    copy_to(source_.size());
    return std::move(result_);
  }

 private:
  struct Early {
    Tag tag;
    std::string name;
  };

  std::string_view name(const Token& token) const {
    return source_.substr(token.name_begin, token.name_end - token.name_begin);
  }

  void copy_to(std::size_t at) {
    result_.append(source_.substr(copied_, at - copied_));
    copied_ = at;
  }

  void start(const Token& token) {
    if (open_.depth() < kMaxOpenElements) return open_.start(token.tag);
    copy_to(token.begin);
    if (top_is_open_) result_.append("</").append(early_.back().name).append(">");
    early_.push_back({token.tag, std::string(name(token))});
    top_is_open_ = true;
  }

  void end(const Token& token) {
    if (early_.empty()) {
      open_.end(token.tag);
      return;
    }
    if (early_.back().tag != token.tag) return;
    copy_to(token.begin);
    if (!top_is_open_) copied_ = token.end;  // closed already
    early_.pop_back();
    top_is_open_ = false;
  }

  std::string_view source_;
  std::string result_;
  std::size_t copied_ = 0;
  OpenElements open_;
  std::vector<Early> early_;  // past the limit, innermost last
  bool top_is_open_ = false;  // only the innermost may be
};

}  // namespace

Guarded guard_nesting(std::string source, std::size_t max_elements) {
  const Extent extent = measure(source, max_elements);
  Guarded guarded{.source = std::move(source), .elements = std::min(extent.elements, max_elements)};
  if (extent.cut != std::string_view::npos) {
    guarded.source.resize(extent.cut);
    guarded.dropped = extent.elements - max_elements;
  }
  constexpr std::size_t kImplied = 3;  // html, head or body may be open without a tag
  if (extent.depth + kImplied > kMaxOpenElements)
    guarded.source = Flattener(guarded.source).flattened();
  return guarded;
}

}  // namespace vigie::dom
