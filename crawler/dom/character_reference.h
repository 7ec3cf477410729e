#ifndef VIGIE_CRAWLER_DOM_CHARACTER_REFERENCE_H
#define VIGIE_CRAWLER_DOM_CHARACTER_REFERENCE_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::dom {

// What "&…" at the beginning of a text stands for: HTML Standard §13.2.5.72 to 80.
struct CharacterReference {
  std::size_t length = 0;  // bytes of the reference; 0: the & is an ampersand and nothing else
  char32_t first = 0, second = 0;
};
// `text` begins with '&'. In an attribute "&copy=1" is no reference.
CharacterReference read_reference(std::string_view text, bool in_attribute);

enum class Written : std::uint8_t {
  text,       // references count
  attribute,  // references count but before = and letters
  raw         // script, style, comment: no references
};

// Whether a text begins with white space by reference ("&#32;").
bool begins_with_white_reference(std::string_view text);

// Whether a piece of the page reads otherwise than it is written.
bool needs_decoding(std::string_view written, Written as);

// Appends a piece of the page as it is read: references decoded, carriage returns made line feeds
// (§13.2.3.5), and a NUL, which stands in no Document, as U+FFFD.
void decode(std::string_view written, Written as, std::string& into);

// Numbers too large for a 32-bit parser ("&#99999999999;") made ones of the same length that are
// merely too large for a character. Nothing when the page has none.
std::optional<std::string> with_bounded_references(std::string_view page);

}  // namespace vigie::dom

#endif
