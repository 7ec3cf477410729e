#ifndef VIGIE_CRAWLER_DOM_SKELETON_H
#define VIGIE_CRAWLER_DOM_SKELETON_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::dom {

enum class PieceKind : std::uint8_t {
  words,      // text that is not white space alone
  space,      // white space alone
  newline,    // a line feed that the parser may ignore
  phrasing,   // words and well-nested phrasing elements (phrasing_run.h)
  start_tag,  // without its attributes, mostly
  end_tag,
  comment,
  verbatim  // doctypes and bogus comments
};

// A piece of the page and where it begins in the skeleton. Pieces stand in order in both.
struct Piece {
  std::uint32_t at = 0;              // in the skeleton
  std::uint32_t begin = 0, end = 0;  // in the page
  PieceKind kind = PieceKind::words;
  bool raw = false;  // of text: references are not decoded
};

// A page with all taken out that does not steer tree construction, so that a parser which pays by
// the character builds the same tree in a fraction of the time: a run of words and well-nested
// phrasing elements is one character, a comment is empty, a start tag keeps only attributes that
// the tree hangs on.
class Skeleton {
 public:
  // `page` is valid UTF-8. Linear.
  void make(std::string_view page);

  std::string_view text() const { return text_; }
  const std::vector<Piece>& pieces() const { return pieces_; }
  // False where the page holds something of which it is not sure that the same tree comes out.
  bool exact() const { return exact_; }

  // What stands in the skeleton for a piece of text; empty for tags and comments.
  std::string_view stand_in(std::size_t piece, char (&room)[3]) const;

 private:
  friend class SkeletonWriter;
  std::string text_;
  std::vector<Piece> pieces_;
  bool exact_ = true;
};

}  // namespace vigie::dom

#endif
