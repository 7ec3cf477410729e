// Registrable domains by the Public Suffix List (publicsuffix.org).
#include <libpsl.h>

#include <string>
#include <string_view>

#include "crawler/ipv4.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

// The newer of the system's list and the one libpsl was built with. Loaded once, never freed:
// immutable, and threads may share it.
const psl_ctx_t* public_suffixes() {
  static const psl_ctx_t* const list = [] {
    const psl_ctx_t* latest = psl_latest(nullptr);
    return latest != nullptr ? latest : psl_builtin();
  }();
  return list;
}

}  // namespace

std::string registrable_domain(std::string_view host) {
  std::string domain(host);
  if (host.starts_with('[') || ends_in_a_number(host)) return domain;
  const bool final_dot = domain.ends_with('.');
  if (final_dot) domain.pop_back();
  const char* const found = psl_registrable_domain(public_suffixes(), domain.c_str());
  if (found == nullptr) return std::string(host);
  return final_dot ? std::string(found) + '.' : std::string(found);
}

bool same_site(const Url& a, const Url& b) {
  return a.host() == b.host() || registrable_domain(a.host()) == registrable_domain(b.host());
}

}  // namespace vigie::crawler
