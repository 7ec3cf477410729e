#ifndef VIGIE_CRAWLER_DOM_TOKENIZER_H
#define VIGIE_CRAWLER_DOM_TOKENIZER_H

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "crawler/dom/tag.h"

namespace vigie::dom {

inline bool is_html_space(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}

enum class TokenKind : std::uint8_t {
  text,
  start_tag,
  end_tag,
  comment,        // <!-- … -->
  doctype,        // up to its first >
  bogus_comment,  // <!…>, <?…>, </…> and what is not meant as a comment
  nothing         // </>, or a tag that the page ends in: the parser drops it
};

struct Token {
  TokenKind kind = TokenKind::nothing;
  bool self_closing = false;
  // A comment without its end or with one of the odd ends and beginnings that the standard allows
  // for; a bogus comment that is CDATA where the parser is in SVG or MathML.
  bool odd = false;
  Tag tag = Tag::unknown;  // HTML's, whatever the element's space
  std::size_t begin = 0, end = 0;
  std::size_t name_begin = 0, name_end = 0;  // of a tag
};

// Whether tags in the element are text: up to its own end tag (§13.2.6.2).
bool has_raw_text(Tag tag);

// What a comment or bogus comment holds, that is not odd.
std::string_view comment_content(std::string_view written);

// Pieces of a tag as written: `value` without its quotes, empty at the end of the name when there
// is none.
struct WrittenAttribute {
  std::string_view name, value;
};

// Walks the attributes of the tag whose name ends at `at`. Past the tag's ">" afterwards, or npos
// when the page ends first. HTML Standard §13.2.5.32 to 40.
class AttributeReader {
 public:
  AttributeReader(std::string_view page, std::size_t at) : page_(page), at_(at) {}
  bool next(WrittenAttribute& attribute);  // false at the end
  std::size_t end() const { return end_; }
  bool self_closing() const { return self_closing_; }

 private:
  bool finish(std::size_t end, bool self_closing);
  std::string_view read_value();

  std::string_view page_;
  std::size_t at_;
  std::size_t end_ = std::string_view::npos;
  bool self_closing_ = false;
};

// HTML's tokens (HTML Standard §13.2.5), whole: a run of text is one token. References are not
// decoded and nothing is copied. What is raw text is for the caller to say, since that hangs on the
// tree; linear, whatever the page.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view page) : page_(page) {}

  bool next(Token& token);  // false at the end
  // The content of the element whose start tag came last, up to its end tag or the end of the page.
  // The next token is that end tag.
  std::string_view raw_text(const Token& start_tag);
  void move_to(std::size_t at) { at_ = at; }
  void move_to_end() { at_ = page_.size(); }

 private:
  void read_text(Token& token);
  void read_tag(Token& token, std::size_t name_begin);
  void read_comment(Token& token);
  void read_bogus(Token& token, TokenKind kind);

  std::string_view page_;
  std::size_t at_ = 0;
};

}  // namespace vigie::dom

#endif
