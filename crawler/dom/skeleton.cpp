#include "crawler/dom/skeleton.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/character_reference.h"
#include "crawler/dom/foreign_region.h"
#include "crawler/dom/phrasing_run.h"
#include "crawler/dom/plain_text.h"
#include "crawler/dom/tag.h"
#include "crawler/dom/tokenizer.h"

namespace vigie::dom {
namespace {

// Past these, words that stand in a table move out of it.
bool opens_table_structure(Tag tag) {
  return tag == Tag::table || tag == Tag::tbody || tag == Tag::thead || tag == Tag::tfoot ||
         tag == Tag::tr || tag == Tag::col || tag == Tag::colgroup;
}

bool is_table_cell(Tag tag) { return tag == Tag::td || tag == Tag::th || tag == Tag::caption; }

constexpr std::string_view kFormEnd = "</form";

bool has_references(Tag tag) { return tag == Tag::textarea || tag == Tag::title; }

}  // namespace

class SkeletonWriter {
 public:
  SkeletonWriter(std::string_view page, Skeleton& into)
      : page_(page), tokenizer_(page), out_(into) {}

  void write();

 private:
  void write(const Token& token);
  bool write_phrasing(const Token& token);
  bool may_stand_in_for_phrasing(const Token& token) const;
  void start_tag(const Token& token);
  void end_tag(const Token& token);
  void write_attributes(const Token& token);
  void raw_text(const Token& token);
  void text(std::size_t begin, std::size_t end, bool raw);
  void doubt(const Token& token);
  void note_context(const Token& token);
  void note_table(const Token& token);
  void piece(PieceKind kind, std::size_t begin, std::size_t end, bool raw = false);
  void stand_in(PieceKind kind, std::size_t begin, std::size_t end, bool raw);
  std::string_view name(const Token& token) const;
  std::uint32_t number_of_attributes(const Token& token);

  std::string_view page_;
  Tokenizer tokenizer_;
  Skeleton& out_;
  ForeignRegion region_;
  PhrasingRuns runs_;
  std::size_t plain_until_ = 0;  // no runs before this
  bool newline_may_go_ = false;  // the token before was <pre>
  bool body_ = false, column_ = false, select_ = false, template_ = false;
  bool in_select_ = false;
  bool in_table_ = false;    // outside its cells
  bool lost_table_ = false;  // whether in_table_ still says so
  std::map<std::string, std::uint32_t, std::less<>> attribute_numbers_;
};

void SkeletonWriter::piece(PieceKind kind, std::size_t begin, std::size_t end, bool raw) {
  out_.pieces_.push_back({static_cast<std::uint32_t>(out_.text_.size()),
                          static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), kind,
                          raw});
}

void SkeletonWriter::stand_in(PieceKind kind, std::size_t begin, std::size_t end, bool raw) {
  piece(kind, begin, end, raw);
  char room[3];
  out_.text_ += out_.stand_in(out_.pieces_.size() - 1, room);
}

std::string_view SkeletonWriter::name(const Token& token) const {
  return page_.substr(token.name_begin, token.name_end - token.name_begin);
}

// Early in a page white space goes elsewhere than the words after it.
void SkeletonWriter::text(std::size_t begin, std::size_t end, bool raw) {
  if (newline_may_go_ && begin < end && (page_[begin] == '\n' || page_[begin] == '\r')) {
    const std::size_t past = begin + (page_.substr(begin).starts_with("\r\n") ? 2 : 1);
    stand_in(PieceKind::newline, begin, past, raw);
    begin = past;
  }
  std::size_t words = begin;
  while (words < end && is_html_space(page_[words])) ++words;
  const bool mixed = words > begin && words < end;
  if (words == end || (mixed && (!body_ || column_ || template_))) {
    if (words > begin) stand_in(PieceKind::space, begin, words, raw);
    begin = words;
  }
  if (begin == end) return;
  if (!raw && begins_with_white_reference(page_.substr(words, end - words))) out_.exact_ = false;
  stand_in(PieceKind::words, begin, end, raw);
}

void SkeletonWriter::doubt(const Token& token) {
  const bool odd = token.odd || token.kind == TokenKind::nothing;
  const bool rare =
      token.kind == TokenKind::start_tag &&
      (token.tag == Tag::plaintext || token.tag == Tag::frameset || token.tag == Tag::isindex);
  const bool unfinished = token.kind == TokenKind::nothing && token.end == page_.size();
  if ((odd && !unfinished) || rare) out_.exact_ = false;
}

void SkeletonWriter::note_context(const Token& token) {
  region_.start_tag(name(token), token);
  if (region_.state() == ForeignRegion::State::foreign && in_select_) region_.give_up();
  body_ = body_ || token.tag == Tag::body;
  column_ = column_ || token.tag == Tag::col || token.tag == Tag::colgroup;
  template_ = template_ || token.tag == Tag::template_;
  select_ = select_ || token.tag == Tag::select;
  in_select_ = in_select_ || token.tag == Tag::select;
  if (template_ && (select_ || column_)) out_.exact_ = false;
  note_table(token);
}

void SkeletonWriter::note_table(const Token& token) {
  const bool start = token.kind == TokenKind::start_tag;
  const bool cell = is_table_cell(token.tag), structure = opens_table_structure(token.tag);
  if (!cell && !structure) return;
  if (region_.state() != ForeignRegion::State::html) lost_table_ = true;
  if (start)
    in_table_ = structure;
  else
    in_table_ = token.tag != Tag::table;
}

// Only where words are sure to stay: a run of phrasing in their place then stays as well.
bool SkeletonWriter::may_stand_in_for_phrasing(const Token& token) const {
  if (region_.state() != ForeignRegion::State::html) return false;
  if (in_select_ || in_table_ || lost_table_ || template_) return false;
  if (token.kind == TokenKind::start_tag)
    return is_phrasing(token.tag) || is_void_phrasing(token.tag);
  if (token.kind != TokenKind::text) return false;
  const char first = page_[token.begin];
  if (newline_may_go_ && (first == '\n' || first == '\r')) return false;
  if (is_html_space(first)) return body_;
  return !begins_with_white_reference(page_.substr(token.begin, token.end - token.begin));
}

bool SkeletonWriter::write_phrasing(const Token& token) {
  if (token.begin < plain_until_ || !may_stand_in_for_phrasing(token)) return false;
  const std::size_t end = runs_.end(token, tokenizer_);
  const bool words_alone = token.kind == TokenKind::text && end == token.end;
  if (end == token.begin || words_alone) return false;
  // The last words before </form> are put after the form by Gumbo, what else stands there is not.
  if (crawler::equal_ignoring_case(page_.substr(end, kFormEnd.size()), kFormEnd)) {
    plain_until_ = end;
    return false;
  }
  stand_in(PieceKind::phrasing, token.begin, end, false);
  tokenizer_.move_to(end);
  newline_may_go_ = false;
  return true;
}

// The same number for the same attributes, whatever their order.
std::uint32_t SkeletonWriter::number_of_attributes(const Token& token) {
  std::vector<std::string> attributes;
  AttributeReader reader(page_, token.name_end);
  for (WrittenAttribute attribute; reader.next(attribute);) {
    std::string each;
    std::ranges::transform(attribute.name, std::back_inserter(each), crawler::lower);
    each += '=';
    decode(attribute.value, Written::attribute, each);
    attributes.push_back(std::move(each));
  }
  if (attributes.empty()) return 0;
  std::ranges::sort(attributes);
  const auto name = [](std::string_view each) { return each.substr(0, each.find('=', 1)); };
  const auto same_name = [&](std::string_view one, std::string_view other) {
    return name(one) == name(other);
  };
  if (std::ranges::adjacent_find(attributes, same_name) != attributes.end()) out_.exact_ = false;
  std::string all;
  for (const std::string& each : attributes) all.append(each) += '\0';
  const auto next = static_cast<std::uint32_t>(attribute_numbers_.size() + 1);
  return attribute_numbers_.try_emplace(all, next).first->second;
}

void SkeletonWriter::write_attributes(const Token& token) {
  // Equal attributes matter to the list of formatting elements; it never holds two <a>.
  if (is_formatting(token.tag) && token.tag != Tag::a) {
    if (const std::uint32_t number = number_of_attributes(token); number > 0)
      out_.text_ += " x=" + std::to_string(number);
  } else if (token.tag == Tag::input) {
    AttributeReader reader(page_, token.name_end);
    for (WrittenAttribute attribute; reader.next(attribute);) {
      if (!crawler::equal_ignoring_case(attribute.name, "type")) continue;
      std::string value;
      decode(attribute.value, Written::attribute, value);
      if (crawler::equal_ignoring_case(value, "hidden")) out_.text_ += " type=hidden";
      break;
    }
  }
}

void SkeletonWriter::start_tag(const Token& token) {
  const bool was_html = region_.state() == ForeignRegion::State::html;
  note_context(token);
  if (is_formatting(token.tag)) runs_.leave_open(token.tag);
  piece(PieceKind::start_tag, token.begin, token.end);
  const bool whole = token.tag == Tag::html || token.tag == Tag::body || token.tag == Tag::font ||
                     crawler::equal_ignoring_case(name(token), "annotation-xml");
  if (whole) {
    out_.text_ += page_.substr(token.begin, token.end - token.begin);
  } else {
    out_.text_ += '<';
    out_.text_ += name(token);
    write_attributes(token);
    const bool html = was_html && region_.state() == ForeignRegion::State::html &&
                      token.tag != Tag::svg && !crawler::equal_ignoring_case(name(token), "math");
    out_.text_ += token.self_closing && !html ? "/>" : ">";
  }
  newline_may_go_ =
      token.tag == Tag::pre || token.tag == Tag::listing || token.tag == Tag::textarea;
  if (has_raw_text(token.tag) && region_.state() != ForeignRegion::State::foreign) raw_text(token);
}

void SkeletonWriter::end_tag(const Token& token) {
  piece(PieceKind::end_tag, token.begin, token.end);
  if (token.tag == Tag::select) in_select_ = false;
  note_table(token);
  if (region_.state() == ForeignRegion::State::html) {
    out_.text_ += "</";
    out_.text_ += name(token);
    out_.text_ += '>';
    return;
  }
  // Of SVG's and MathML's, Gumbo takes what follows the name for a part of it.
  out_.text_ += page_.substr(token.begin, token.end - token.begin);
  if (token.end == token.name_end + 1)
    region_.end_tag(name(token));
  else
    region_.give_up();
}

void SkeletonWriter::raw_text(const Token& token) {
  const std::string_view content = tokenizer_.raw_text(token);
  const bool raw = !has_references(token.tag);
  // Where the element may be ignored or foreign, its content must read the same as markup.
  const bool unsure = region_.state() == ForeignRegion::State::unsure ||
                      (in_select_ && token.tag != Tag::script && token.tag != Tag::textarea);
  if (unsure && (content.contains('<') || (raw && content.contains('&')))) out_.exact_ = false;
  const std::size_t escape = content.find("<!--");
  if (token.tag == Tag::script && escape != std::string_view::npos &&
      crawler::contains_ignoring_case(content.substr(escape), "<script"))
    out_.exact_ = false;
  const auto begin = static_cast<std::size_t>(content.data() - page_.data());
  text(begin, begin + content.size(), raw);
  newline_may_go_ = false;
}

void SkeletonWriter::write(const Token& token) {
  doubt(token);
  switch (token.kind) {
    case TokenKind::text:
      text(token.begin, token.end, false);
      break;
    case TokenKind::start_tag:
      return start_tag(token);
    case TokenKind::end_tag:
      end_tag(token);
      break;
    case TokenKind::comment:
      piece(PieceKind::comment, token.begin, token.end);
      out_.text_ += "<!---->";
      break;
    case TokenKind::doctype:
    case TokenKind::bogus_comment:
      piece(PieceKind::verbatim, token.begin, token.end);
      out_.text_ += page_.substr(token.begin, token.end - token.begin);
      break;
    case TokenKind::nothing:
      break;
  }
  newline_may_go_ = false;
}

void SkeletonWriter::write() {
  out_.text_.clear();
  out_.pieces_.clear();
  out_.exact_ = is_plain_text(page_);
  for (Token token; tokenizer_.next(token);)
    if (!write_phrasing(token)) write(token);
}

void Skeleton::make(std::string_view page) { SkeletonWriter(page, *this).write(); }

std::string_view Skeleton::stand_in(std::size_t piece, char (&room)[3]) const {
  switch (pieces_[piece].kind) {
    case PieceKind::space:
      return "\f";
    case PieceKind::newline:
      return "\n";
    case PieceKind::words:
    case PieceKind::phrasing:
      break;
    default:
      return {};
  }
  // One of many characters, so that a text in the wrong place is found out.
  constexpr std::size_t kFirst = 0xE000, kCount = 0xF900 - kFirst;  // Unicode's private use area
  const std::size_t value = kFirst + piece % kCount;
  room[0] = static_cast<char>(0xE0 | (value >> 12));
  room[1] = static_cast<char>(0x80 | ((value >> 6) & 0x3F));
  room[2] = static_cast<char>(0x80 | (value & 0x3F));
  return {room, 3};
}

}  // namespace vigie::dom
