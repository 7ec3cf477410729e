#include "crawler/dom/nesting_guard.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/tag.h"

namespace vigie::dom {
namespace {

using crawler::lower;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

struct TagToken {
  bool end = false;
  bool self_closing = false;
  std::size_t begin = 0, past = 0;  // of "<…>" in the source
  std::string_view name;            // as written
  Tag tag = Tag::unknown;
};

// Start and end tags of a page in order; comments, declarations and raw text are stepped over.
class Tags {
 public:
  explicit Tags(std::string_view source) : source_(source) {}

  std::optional<TagToken> next() {
    while ((at_ = source_.find('<', at_)) != std::string_view::npos) {
      const std::string_view rest = source_.substr(at_);
      if (rest.size() > 1 && is_letter(rest[1])) return tag(1);
      if (rest.size() > 2 && rest[1] == '/' && is_letter(rest[2])) return tag(2);
      if (rest.starts_with("<!--"))
        skip_past(source_.find("-->", at_ + 2), 3);
      else if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?' || rest[1] == '/'))
        skip_past(source_.find('>', at_), 1);
      else
        ++at_;
    }
    at_ = source_.size();
    return std::nullopt;
  }

 private:
  void skip_past(std::size_t found, std::size_t length) {
    at_ = found == std::string_view::npos ? source_.size() : found + length;
  }

  std::optional<TagToken> tag(std::size_t name_at) {
    TagToken token{.end = name_at == 2, .begin = at_};
    std::size_t at = at_ + name_at;
    const std::size_t name_begin = at;
    while (at < source_.size() && !is_space(source_[at]) && source_[at] != '/' &&
           source_[at] != '>')
      ++at;
    token.name = source_.substr(name_begin, at - name_begin);
    token.tag = tag_of(lowered(token.name));
    at = past_attributes(at, token);
    if (at == std::string_view::npos) {  // an unfinished tag is dropped by the tokenizer, with all
                                         // that follows
      at_ = source_.size();
      return std::nullopt;
    }
    token.past = at_ = at;
    if (!token.end) skip_raw_text(token);
    return token;
  }

  // HTML Standard §13.2.5.32 and following: quotes hide '>'.
  std::size_t past_attributes(std::size_t at, TagToken& token) const {
    bool expects_value = false;
    for (; at < source_.size(); ++at) {
      const char c = source_[at];
      if (c == '>') {
        token.self_closing = source_[at - 1] == '/' && !expects_value;
        return at + 1;
      }
      if (expects_value && (c == '"' || c == '\'')) {
        at = source_.find(c, at + 1);
        if (at == std::string_view::npos) return at;
        expects_value = false;
      } else if (c == '=') {
        expects_value = true;
      } else if (expects_value && !is_space(c)) {  // an unquoted value
        while (at + 1 < source_.size() && !is_space(source_[at + 1]) && source_[at + 1] != '>')
          ++at;
        expects_value = false;
      }
    }
    return std::string_view::npos;
  }

  void skip_raw_text(const TagToken& token) {
    switch (token.tag) {
      case Tag::plaintext:
        at_ = source_.size();
        return;
      case Tag::script:
      case Tag::style:
      case Tag::textarea:
      case Tag::title:
      case Tag::xmp:
      case Tag::iframe:
      case Tag::noembed:
      case Tag::noframes:
        break;
      default:
        return;
    }
    for (std::size_t at = at_; (at = source_.find("</", at)) != std::string_view::npos; at += 2) {
      const std::string_view name = source_.substr(at + 2, token.name.size());
      const std::size_t after = at + 2 + token.name.size();
      if (!std::ranges::equal(name, token.name, {}, lower, lower) || after >= source_.size())
        continue;
      if (!is_space(source_[after]) && source_[after] != '/' && source_[after] != '>') continue;
      at_ = at;
      return;
    }
    at_ = source_.size();
  }

  std::string_view lowered(std::string_view name) {
    name_.assign(name);
    std::ranges::transform(name_, name_.begin(), lower);
    return name_;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::string name_;
};

bool is_one_of(Tag tag, std::initializer_list<Tag> tags) {
  return std::ranges::find(tags, tag) != tags.end();
}

bool is_void(Tag tag) {
  return is_one_of(tag, {Tag::area, Tag::base, Tag::basefont, Tag::bgsound, Tag::br, Tag::col,
                         Tag::embed, Tag::frame, Tag::hr, Tag::img, Tag::input, Tag::keygen,
                         Tag::link, Tag::meta, Tag::param, Tag::source, Tag::track, Tag::wbr});
}

bool closes_paragraph(Tag tag) {
  return is_one_of(
      tag, {Tag::address,  Tag::article,    Tag::aside,  Tag::blockquote, Tag::center, Tag::details,
            Tag::dialog,   Tag::dir,        Tag::div,    Tag::dl,         Tag::dd,     Tag::dt,
            Tag::fieldset, Tag::figcaption, Tag::figure, Tag::footer,     Tag::form,   Tag::h1,
            Tag::h2,       Tag::h3,         Tag::h4,     Tag::h5,         Tag::h6,     Tag::header,
            Tag::hgroup,   Tag::hr,         Tag::li,     Tag::listing,    Tag::main,   Tag::menu,
            Tag::nav,      Tag::ol,         Tag::p,      Tag::plaintext,  Tag::pre,    Tag::search,
            Tag::section,  Tag::summary,    Tag::table,  Tag::ul,         Tag::xmp});
}

// The elements open at some point of the page, as far as tags tell.
class OpenElements {
 public:
  std::size_t depth() const { return open_.size(); }
  Tag top() const { return open_.empty() ? Tag::unknown : open_.back(); }

  void start(Tag tag) {
    imply_ends(tag);
    open_.push_back(tag);
  }

  // False when nothing it could close is open.
  bool end(Tag tag) {
    constexpr std::size_t kLookBack = 600;  // keeps a flood of stray end tags linear
    for (std::size_t at = open_.size(), steps = 0; at-- > 0 && steps < kLookBack; ++steps) {
      if (open_[at] != tag) continue;
      open_.resize(at);
      return true;
    }
    return false;
  }

  void imply_ends(Tag tag) {
    switch (tag) {
      case Tag::li:
        close(Tag::li, {Tag::ul, Tag::ol, Tag::menu});
        break;
      case Tag::dt:
      case Tag::dd:
        close_any({Tag::dt, Tag::dd}, {Tag::dl});
        break;
      case Tag::option:
        close(Tag::option, {Tag::select, Tag::optgroup});
        break;
      case Tag::optgroup:
        close_any({Tag::option, Tag::optgroup}, {Tag::select});
        break;
      case Tag::td:
      case Tag::th:
        close_any({Tag::td, Tag::th}, {Tag::tr, Tag::table});
        break;
      case Tag::tr:
        close(Tag::tr, {Tag::table});
        break;
      case Tag::tbody:
      case Tag::thead:
      case Tag::tfoot:
        close_any({Tag::tbody, Tag::thead, Tag::tfoot}, {Tag::table});
        break;
      case Tag::a:
        close(Tag::a, {Tag::table, Tag::td, Tag::th, Tag::button});
        break;
      case Tag::button:
        close(Tag::button, {Tag::table});
        break;
      case Tag::rt:
      case Tag::rp:
        close_any({Tag::rt, Tag::rp}, {Tag::ruby});
        break;
      case Tag::body:
      case Tag::head:
        close(Tag::head, {});
        break;
      default:
        break;
    }
    if (closes_paragraph(tag))
      close(Tag::p,
            {Tag::table, Tag::td, Tag::th, Tag::caption, Tag::button, Tag::object, Tag::template_});
  }

 private:
  void close(Tag tag, std::initializer_list<Tag> scope) { close_any({tag}, scope); }

  void close_any(std::initializer_list<Tag> tags, std::initializer_list<Tag> scope) {
    constexpr std::size_t kLookBack = 64;  // implied ends reach no further in real pages
    for (std::size_t at = open_.size(), steps = 0; at-- > 0 && steps < kLookBack; ++steps) {
      if (is_one_of(open_[at], tags)) return open_.resize(at);
      if (is_one_of(open_[at], scope)) return;
    }
  }

  std::vector<Tag> open_;
};

struct Extent {
  std::size_t elements = 0, depth = 0;
  std::size_t cut = std::string_view::npos;  // where the first start tag past the bound begins
};

Extent measure(std::string_view source, std::size_t max_elements) {
  Extent extent;
  OpenElements open;
  Tags tags(source);
  while (const auto token = tags.next()) {
    if (token->end) {
      open.end(token->tag);
      continue;
    }
    if (extent.elements++ == max_elements) extent.cut = token->begin;
    if (extent.elements > max_elements || is_void(token->tag)) continue;
    if (token->self_closing && token->tag == Tag::unknown) continue;  // svg's and math's
    open.start(token->tag);
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
    while (const auto token = tags.next()) {
      if (token->end)
        end(*token);
      else if (!is_void(token->tag))
        start(*token);
    }
    copy_to(source_.size());
    return std::move(result_);
  }

 private:
  struct Early {
    Tag tag;
    std::string name;
  };

  void copy_to(std::size_t at) {
    result_.append(source_.substr(copied_, at - copied_));
    copied_ = at;
  }

  void start(const TagToken& token) {
    if (token.self_closing && token.tag == Tag::unknown) return;
    if (open_.depth() < kMaxOpenElements) return open_.start(token.tag);
    copy_to(token.begin);
    if (top_is_open_) result_.append("</").append(early_.back().name).append(">");
    early_.push_back({token.tag, std::string(token.name)});
    top_is_open_ = true;
  }

  void end(const TagToken& token) {
    if (early_.empty()) {
      open_.end(token.tag);
      return;
    }
    if (early_.back().tag != token.tag) return;
    copy_to(token.begin);
    if (!top_is_open_) copied_ = token.past;  // closed already
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
  Guarded guarded{.source = std::move(source)};
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
