#ifndef VIGIE_CRAWLER_ASCII_H
#define VIGIE_CRAWLER_ASCII_H

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::crawler {

// Text as HTML and HTTP define it: ASCII white space (TAB, LF, FF, CR, SPACE) and ASCII case,
// whatever the locale.
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
std::string_view strip_space(std::string_view text);
std::string collapse_space(std::string_view text);  // runs become one space, ends stripped
std::string lower_case(std::string_view text);
std::vector<std::string_view> split_any(std::string_view text,
                                        std::string_view separators);  // no empty parts
bool equal_ignoring_case(std::string_view a, std::string_view b);
bool contains_ignoring_case(std::string_view text, std::string_view part);

// The largest length ≤ max that does not cut a UTF-8 sequence of `text`.
std::size_t utf8_cut(std::string_view text, std::size_t max);

}  // namespace vigie::crawler

#endif
