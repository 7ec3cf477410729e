#include "crawler/domain_to_ascii.h"

#include <unicode/uidna.h>
#include <unicode/urename.h>
#include <unicode/utypes.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

// What ICU always reports and CheckHyphens=false, VerifyDnsLength=false allow.
constexpr std::uint32_t kAllowed = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                   UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                   UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;

const UIDNA* uts46() {
  // Opened once, never closed: immutable, and threads may share it.
  static const UIDNA* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const UIDNA* opened = uidna_openUTS46(
        UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
    return U_SUCCESS(status) ? opened : nullptr;
  }();
  return instance;
}

bool append_by_icu(std::string& out, std::string_view domain) {
  if (domain.size() > kMaxUrlBytes || uts46() == nullptr) return false;
  std::array<char, kMaxUrlBytes> ascii;  // a longer result would make the URL too long
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t length =
      uidna_nameToASCII_UTF8(uts46(), domain.data(), static_cast<std::int32_t>(domain.size()),
                             ascii.data(), static_cast<std::int32_t>(ascii.size()), &info, &status);
  if (U_FAILURE(status) || (info.errors & ~kAllowed) != 0) return false;
  out.append(ascii.data(), static_cast<std::size_t>(length));
  return true;
}

}  // namespace

bool append_domain_as_ascii(std::string& out, std::string_view domain) {
  const std::size_t start = out.size();
  bool ascii = true;
  for (const char c : domain) {
    ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    out += lower(c);
  }
  // Even an "xn--" label that is no Punycode stays: since 2026 the standard, as browsers always
  // did, lets no ASCII domain fail here.
  if (ascii) return true;
  out.resize(start);
  return append_by_icu(out, domain);
}

}  // namespace vigie::crawler
