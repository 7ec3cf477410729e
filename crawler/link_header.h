#ifndef VIGIE_CRAWLER_LINK_HEADER_H
#define VIGIE_CRAWLER_LINK_HEADER_H

#include <string>
#include <string_view>
#include <vector>

namespace vigie::crawler {

struct HeaderLink {
  std::string target;             // as written between < and >
  std::vector<std::string> rels;  // lower case
};

// A Link header field's value (RFC 8288 §3). What cannot be parsed is skipped up to the next comma
// outside quotes, as Appendix B.2 asks; only the first rel parameter of a link counts (§3.3).
// Linear; at most 200 links.
std::vector<HeaderLink> parse_link_header(std::string_view value);

}  // namespace vigie::crawler

#endif
