#ifndef VIGIE_CRAWLER_RETRY_AFTER_H
#define VIGIE_CRAWLER_RETRY_AFTER_H

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vigie::crawler {

// How long a Retry-After value (RFC 9110 §10.2.3) asks to wait: seconds or an HTTP date; never
// negative. nullopt for anything else. `now_s` is Unix time.
std::optional<std::chrono::seconds> retry_after(std::string_view value, std::int64_t now_s);

}  // namespace vigie::crawler

#endif
