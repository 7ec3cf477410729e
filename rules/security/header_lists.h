#ifndef VIGIE_RULES_SECURITY_HEADER_LISTS_H
#define VIGIE_RULES_SECURITY_HEADER_LISTS_H

#include <string_view>
#include <vector>

namespace vigie::rules {

// What `separator` separates, white space around it dropped, empty parts kept. At most 1,000 parts:
// headers are bounded, but rules compare parts with one another.
std::vector<std::string_view> split(std::string_view text, char separator);

// The same, but a separator between double quotes separates nothing (RFC 9110 §5.6.4).
std::vector<std::string_view> split_outside_quotes(std::string_view text, char separator);

}  // namespace vigie::rules

#endif
