#ifndef VIGIE_CRAWLER_DOMAIN_TO_ASCII_H
#define VIGIE_CRAWLER_DOMAIN_TO_ASCII_H

#include <string>
#include <string_view>

namespace vigie::crawler {

// Domain to ASCII of the URL Standard (§3.3): UTS 46 by ICU (CheckHyphens false, CheckBidi and
// CheckJoiners true, non-transitional, UseSTD3ASCIIRules false, VerifyDnsLength false). `domain` is
// UTF-8, percent-decoded. Appends the lower-case ASCII form; false when there is none. Plain ASCII
// is lower-cased and never reaches ICU. A domain that needs ICU and has more than kMaxUrlBytes
// bytes is refused, since Punycode is quadratic. The forbidden code points are the caller's to
// check. Thread-safe.
[[nodiscard]] bool append_domain_as_ascii(std::string& out, std::string_view domain);

}  // namespace vigie::crawler

#endif
