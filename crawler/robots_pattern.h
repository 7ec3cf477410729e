#ifndef VIGIE_CRAWLER_ROBOTS_PATTERN_H
#define VIGIE_CRAWLER_ROBOTS_PATTERN_H

#include <string>
#include <string_view>

namespace vigie::crawler {

// Paths and path patterns of robots.txt in one normal form, so that octets can be compared (RFC
// 9309 §2.2.2): unreserved characters are decoded, all that a URI may not hold is encoded, %XX is
// upper case. A literal '*' or '$' is %2A and %24 (§2.2.3).
std::string normalised_robots_path(std::string_view path_and_query);

// The same of a pattern, where '*' and a final '$' keep their meaning.
std::string normalised_robots_pattern(std::string_view pattern);

// Whether the pattern matches the path from its start. Both in normal form. Linear in the length of
// both: no backtracking.
bool robots_pattern_matches(std::string_view pattern, std::string_view path);

}  // namespace vigie::crawler

#endif
