#ifndef VIGIE_RULES_WHITE_SPACE_H
#define VIGIE_RULES_WHITE_SPACE_H

#include <string>
#include <string_view>
#include <vector>

namespace vigie::rules {

// Bytes that HTML calls ASCII white space: tab, line feed, form feed, carriage return, space.
inline constexpr std::string_view kWhiteSpace = " \t\n\f\r";

std::string_view trimmed(std::string_view text);                   // of kWhiteSpace
std::vector<std::string_view> words(std::string_view text);        // what kWhiteSpace separates
std::string lower_case(std::string_view text);                     // ASCII letters only
bool contains_word(std::string_view text, std::string_view word);  // ASCII case ignored

// Is there nothing in this UTF-8 that a person sees or hears? White space of Unicode (the no-break
// space included), zero-width characters, marks of direction and soft hyphens count as nothing.
bool is_blank(std::string_view text);
std::string_view without_leading_blanks(std::string_view text);

// Of one such run one space, none at either end.
std::string collapsed(std::string_view text);

}  // namespace vigie::rules

#endif
