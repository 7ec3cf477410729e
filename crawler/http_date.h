#ifndef VIGIE_CRAWLER_HTTP_DATE_H
#define VIGIE_CRAWLER_HTTP_DATE_H

#include <chrono>
#include <optional>
#include <string_view>

namespace vigie::crawler {

// A date of HTTP (RFC 9110 §5.6.7) in any of its three forms: "Sun, 06 Nov 1994 08:49:37 GMT", the
// obsolete "Sunday, 06-Nov-94 08:49:37 GMT" and "Sun Nov  6 08:49:37 1994". Lenient about
// separators and a wrong name of the day, not about numbers. `now` decides the century of two
// digits: never more than 50 years ahead. A leap second is the second before it.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text,
                                                        std::chrono::sys_seconds now);

}  // namespace vigie::crawler

#endif
