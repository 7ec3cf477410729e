#include "crawler/dom/gumbo_tree.h"

#include <gumbo.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/character_reference.h"
#include "crawler/dom/document.h"
#include "crawler/dom/document_builder.h"
#include "crawler/dom/document_parts.h"
#include "crawler/dom/phrasing_run.h"
#include "crawler/dom/skeleton.h"
#include "crawler/dom/tag_attributes.h"
#include "crawler/dom/text_run.h"
#include "crawler/dom/tokenizer.h"

namespace vigie::dom {
namespace {

constexpr std::string_view kWhiteSpace = "\t\n\f\r ";

// Where the doctype token begins: Gumbo does not say. Before it only white space, comments and what
// the tokenizer takes for comments can stand.
std::optional<std::size_t> find_doctype(std::string_view page) {
  std::size_t at = 0;
  while ((at = page.find_first_not_of(kWhiteSpace, at)) != std::string_view::npos) {
    if (page[at] != '<') return std::nullopt;
    if (crawler::lower_case(page.substr(at, 9)) == "<!doctype") return at;
    const bool comment = page.substr(at, 4) == "<!--";
    const std::size_t close = page.find(comment ? "-->" : ">", comment ? at + 2 : at);
    if (close == std::string_view::npos) return std::nullopt;
    at = close + (comment ? 3 : 1);
  }
  return std::nullopt;
}

// Where what Gumbo read stands in the page. Nodes come in nearly the order of the page, so the last
// answer is the best guess for the next.
class Places {
 public:
  Places(std::string_view read, const Skeleton* skeleton) : read_(read), skeleton_(skeleton) {}

  std::optional<std::size_t> offset(const char* place) const {
    const std::less<> before;
    if (place == nullptr || before(place, read_.data()) ||
        before(read_.data() + read_.size(), place))
      return std::nullopt;
    return static_cast<std::size_t>(place - read_.data());
  }

  // The number of the piece that holds this offset of the skeleton; that of none at its end.
  std::size_t piece(std::size_t offset) {
    const std::vector<Piece>& pieces = skeleton_->pieces();
    if (offset >= read_.size()) return pieces.size();
    const auto holds = [&](std::size_t number) {
      return pieces[number].at <= offset &&
             (number + 1 == pieces.size() || pieces[number + 1].at > offset);
    };
    for (std::size_t step = 0; step < 4; ++step)
      if (last_ + step < pieces.size() && holds(last_ + step)) return last_ += step;
    const auto after =
        std::upper_bound(pieces.begin(), pieces.end(), offset,
                         [](std::size_t wanted, const Piece& each) { return wanted < each.at; });
    return last_ = static_cast<std::size_t>(after - pieces.begin()) - 1;
  }

 private:
  std::string_view read_;
  const Skeleton* skeleton_;
  std::size_t last_ = 0;
};

class Copy {
 public:
  Copy(std::string_view read, std::string_view page, const Skeleton* skeleton,
       DocumentBuilder& builder)
      : page_(page),
        read_(read),
        skeleton_(skeleton),
        base_(static_cast<std::uint32_t>(page.data() - builder.source().data())),
        places_(read_, skeleton),
        builder_(builder),
        text_run_(page, builder) {}

  bool document(const GumboDocument& document);

 private:
  struct Open {
    const GumboNode* node;
    unsigned next;
  };

  void enter(const GumboNode& node);
  void element(const GumboElement& element);
  void attribute(const GumboAttribute& attribute);
  void text(const GumboText& text);
  void comment(const GumboText& text);
  void put_doctype(const GumboDocument& document, std::size_t at);
  bool in_raw_text() const;
  std::string_view as_written(std::string_view text, std::size_t at) const;
  std::string_view tag_name(const GumboElement& element, SourceRange tag);
  void restore(std::size_t piece, const char* text);
  void restore_phrasing(const Piece& piece);
  bool is_form_end(const Piece& piece) const {
    return crawler::equal_ignoring_case(page_.substr(piece.begin, 6), "</form");
  }
  std::size_t end_of_text(std::size_t place);
  SourceRange range(const GumboStringPiece& piece);
  std::size_t past_empty_end_tags(std::size_t at) const;
  SourceRange range(std::size_t begin, std::size_t end) const {
    return text_run_.range(begin, end);
  }
  std::string_view written(SourceRange range) const {
    return builder_.source().substr(range.begin, range.length);
  }

  std::string_view page_, read_;
  const Skeleton* skeleton_;  // null when Gumbo read the page itself
  std::uint32_t base_;        // of the page in the source
  Places places_;
  DocumentBuilder& builder_;
  TagAttributes attributes_;
  std::vector<Open> open_;
  std::string name_;
  std::string text_;
  TextRun text_run_;
  bool fits_ = true;
};

// Gumbo takes "</>" for the beginning of the token after it.
std::size_t Copy::past_empty_end_tags(std::size_t at) const {
  constexpr std::string_view kEmptyEndTag = "</>";
  while (read_.substr(at).starts_with(kEmptyEndTag)) at += kEmptyEndTag.size();
  return at;
}

// Of a tag or comment.
SourceRange Copy::range(const GumboStringPiece& token) {
  const auto offset = places_.offset(token.data);
  if (!offset || token.length == 0) return {};
  if (skeleton_ == nullptr) return range(past_empty_end_tags(*offset), *offset + token.length);
  const std::size_t number = places_.piece(*offset);
  if (number == skeleton_->pieces().size()) return {};
  const Piece& piece = skeleton_->pieces()[number];
  return range(piece.begin, piece.end);
}

// Gumbo names what HTML knows; the rest is read from the tag as written.
std::string_view Copy::tag_name(const GumboElement& element, SourceRange tag) {
  const bool foreign = element.tag_namespace != GUMBO_NAMESPACE_HTML;
  if (tag.length < 2 || (!foreign && element.tag != GUMBO_TAG_UNKNOWN))
    return gumbo_normalized_tagname(element.tag);
  const std::string_view after = written(tag).substr(1);
  const std::string_view name = after.substr(0, after.find_first_of("\t\n\f\r />"));
  name_.clear();
  decode(name, Written::raw, name_);
  name_ = crawler::lower_case(name_);
  return adjusted_tag_name(name_,
                           element.tag_namespace == GUMBO_NAMESPACE_SVG ? Space::svg : Space::html);
}

void Copy::attribute(const GumboAttribute& attribute) {
  const SourceRange name = range(attribute.original_name);
  const SourceRange value = range(attribute.original_value);
  const char first = value.length > 0 ? builder_.source()[value.begin] : ' ';
  const std::uint32_t quote = first == '"' || first == '\'' ? 1 : 0;
  builder_.attribute(attribute.name, attribute.value, name.begin, value.begin + quote);
}

void Copy::element(const GumboElement& element) {
  static constexpr Space kSpaces[] = {Space::html, Space::svg, Space::mathml};
  const Space space = kSpaces[element.tag_namespace];
  const SourceRange tag = range(element.original_tag);
  builder_.open(tag_name(element, tag), space, tag);
  attributes_.give(written(tag), space, builder_);
  if (element.tag != GUMBO_TAG_HTML && element.tag != GUMBO_TAG_BODY) return;
  for (unsigned at = 0; at < element.attributes.length; ++at) {
    const auto& merged = *static_cast<const GumboAttribute*>(element.attributes.data[at]);
    const std::uint32_t place = range(merged.original_name).begin;
    const bool own = place >= tag.begin && place < tag.begin + tag.length;
    const bool named = *merged.name != '\0';  // of a NUL, which ends its strings, nothing is left
    if (!own && named && attributes_.is_new(merged.name)) attribute(merged);
  }
}

// Where what follows the text begins.
std::size_t Copy::end_of_text(std::size_t place) {
  const std::size_t number = places_.piece(place);
  if (number == skeleton_->pieces().size()) return skeleton_->pieces().back().end;
  return text_run_.begin_of_text(skeleton_->pieces()[number].begin);
}

void Copy::restore_phrasing(const Piece& piece) {
  Tokenizer tokens(page_.substr(0, piece.end));
  tokens.move_to(piece.begin);
  for (Token token; tokens.next(token);) {
    if (token.kind == TokenKind::text) {
      text_run_.add(token.begin, token.end, Written::text);
      continue;
    }
    text_run_.finish(token.begin);
    if (token.kind == TokenKind::start_tag) {
      const SourceRange tag = range(token.begin, token.end);
      builder_.open(token.tag, tag);
      attributes_.give(written(tag), Space::html, builder_);
    }
    if (token.kind == TokenKind::end_tag || is_void_phrasing(token.tag)) builder_.close();
  }
}

// What the pieces from this one on stand for, as far as Gumbo has them in this text.
void Copy::restore(std::size_t number, const char* text) {
  const std::vector<Piece>& pieces = skeleton_->pieces();
  bool after_phrasing = false;
  for (std::string_view rest = text; !rest.empty(); ++number) {
    char room[3];
    std::string_view stand_in;
    while (number < pieces.size() && stand_in.empty()) {
      stand_in = skeleton_->stand_in(number, room);
      if (!stand_in.empty()) break;
      // A tag that was ignored, but for </form>: Gumbo moves the words before it past the form.
      if (after_phrasing && pieces[number].kind == PieceKind::end_tag)
        fits_ = fits_ && !is_form_end(pieces[number]);
      ++number;
    }
    if (stand_in.empty() || !rest.starts_with(stand_in)) {
      fits_ = false;
      break;
    }
    rest.remove_prefix(stand_in.size());
    const Piece& piece = pieces[number];
    after_phrasing = after_phrasing || piece.kind == PieceKind::phrasing;
    if (piece.kind == PieceKind::phrasing)
      restore_phrasing(piece);
    else
      text_run_.add(piece.begin, piece.end, piece.raw ? Written::raw : Written::text);
  }
}

bool Copy::in_raw_text() const {
  const GumboElement& parent = open_.back().node->v.element;
  return parent.tag_namespace == GUMBO_NAMESPACE_HTML &&
         (parent.tag == GUMBO_TAG_SCRIPT || parent.tag == GUMBO_TAG_STYLE ||
          parent.tag == GUMBO_TAG_XMP || parent.tag == GUMBO_TAG_IFRAME ||
          parent.tag == GUMBO_TAG_NOEMBED || parent.tag == GUMBO_TAG_NOFRAMES ||
          parent.tag == GUMBO_TAG_PLAINTEXT);
}

// The page's own bytes where the text reads as it is written.
std::string_view Copy::as_written(std::string_view text, std::size_t at) const {
  if (at > read_.size() || read_.substr(at, text.size()) != text) return text;
  return page_.substr(at, text.size());
}

void Copy::text(const GumboText& text) {
  const auto offset = places_.offset(text.original_text.data);
  if (!offset) {
    fits_ = fits_ && skeleton_ == nullptr;
    return builder_.text(text.text, {});
  }
  const std::size_t place = *offset + text.original_text.length;
  if (skeleton_ == nullptr) {
    const std::size_t begin = std::min(past_empty_end_tags(*offset), place);
    const SourceRange where = range(begin, place);
    if (read_.data() == page_.data() || !in_raw_text())
      return builder_.text(as_written(text.text, begin), where);
    text_.clear();
    decode(written(where), Written::raw, text_);  // no reference was meant there
    return builder_.text(text_, where);
  }
  restore(places_.piece(*offset), text.text);
  text_run_.finish(end_of_text(place));
}

void Copy::comment(const GumboText& text) {
  const SourceRange where = range(text.original_text);
  constexpr std::string_view kBegin = "<!--";
  if (skeleton_ == nullptr &&
      written(where).starts_with(kBegin))  // there are several ways to end one
    return builder_.comment(as_written(text.text, where.begin - base_ + kBegin.size()), where);
  const std::string_view content = comment_content(written(where));
  if (!needs_decoding(content, Written::raw)) return builder_.comment(content, where);
  text_.clear();
  decode(content, Written::raw, text_);
  builder_.comment(text_, where);
}

void Copy::enter(const GumboNode& node) {
  switch (node.type) {
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      element(node.v.element);
      open_.push_back({&node, 0});
      break;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
      text(node.v.text);
      break;
    case GUMBO_NODE_COMMENT:
      comment(node.v.text);
      break;
    case GUMBO_NODE_DOCUMENT:
      break;
  }
}

// Gumbo leaves the mode of a fragment unset, which no enumeration may be read as.
bool is_quirks(const GumboDocument& document) {
  std::underlying_type_t<GumboQuirksModeEnum> mode{};
  std::memcpy(&mode, &document.doc_type_quirks_mode, sizeof mode);
  return mode == GUMBO_DOCTYPE_QUIRKS;
}

void Copy::put_doctype(const GumboDocument& document, std::size_t at) {
  const std::size_t close = page_.find('>', at);
  builder_.doctype(document.name, range(at, close == std::string_view::npos ? close : close + 1));
}

bool Copy::document(const GumboDocument& document) {
  bool doctype_due = document.has_doctype;
  const std::size_t doctype_at = doctype_due ? find_doctype(page_).value_or(0) : 0;
  builder_.set_quirks(is_quirks(document));
  for (unsigned at = 0; at < document.children.length; ++at) {
    const auto& child = *static_cast<const GumboNode*>(document.children.data[at]);
    const bool comment_before = child.type == GUMBO_NODE_COMMENT &&
                                range(child.v.text.original_text).begin < base_ + doctype_at;
    if (doctype_due && !comment_before) {
      put_doctype(document, doctype_at);
      doctype_due = false;
    }
    enter(child);
    while (!open_.empty()) {
      Open& top = open_.back();
      const GumboVector& children = top.node->v.element.children;
      if (top.next < children.length) {
        enter(*static_cast<const GumboNode*>(children.data[top.next++]));
      } else {
        open_.pop_back();
        builder_.close();
      }
    }
  }
  if (doctype_due) put_doctype(document, doctype_at);
  return fits_;
}

}  // namespace

std::string_view adjusted_tag_name(std::string_view lower, Space space) {
  if (space != Space::svg) return lower;
  const GumboStringPiece piece{lower.data(), lower.size()};
  const char* const adjusted = gumbo_normalize_svg_tagname(&piece);
  return adjusted == nullptr ? lower : adjusted;
}

void copy_tree(const GumboOutput& tree, std::string_view read, std::string_view page,
               DocumentBuilder& builder) {
  Copy(read, page, nullptr, builder).document(tree.document->v.document);
}

bool copy_tree(const GumboOutput& tree, std::string_view read, const Skeleton& skeleton,
               std::string_view page, DocumentBuilder& builder) {
  return Copy(read, page, &skeleton, builder).document(tree.document->v.document);
}

}  // namespace vigie::dom
