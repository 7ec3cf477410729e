#ifndef VIGIE_CRAWLER_PERCENT_ENCODING_H
#define VIGIE_CRAWLER_PERCENT_ENCODING_H

#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::crawler {

// The percent-encode sets of the URL Standard (§1.3) that http(s) URLs use.
enum class EncodeSet : std::uint8_t { fragment = 1, query = 2, path = 4, userinfo = 8 };

bool must_encode(char c, EncodeSet set);

// Appends `text`, each byte of the set as %XX. Bytes above 0x7E are always encoded as they are:
// of UTF-8 text this is what the standard asks; of other bytes (a Location header in Latin-1) it is
// what browsers send.
void append_percent_encoded(std::string& out, std::string_view text, EncodeSet set);

// %XX as bytes; what is no whole escape stays.
std::string percent_decoded(std::string_view text);

int hex_value(char c);  // -1 when it is no hex digit

}  // namespace vigie::crawler

#endif
