#ifndef VIGIE_REPORTS_HTML_HTML_H
#define VIGIE_REPORTS_HTML_HTML_H

#include <expected>

#include "reports/formats/sink.h"
#include "reports/formats/writer.h"

namespace vigie::reports {

// A run as one HTML file that needs nothing else: its style sheet inside, no script, no picture, a
// Content-Security-Policy that allows that style sheet alone. Made from the templates beside this
// file. Nothing that came from the portal stands in src, style or data:; links go to http and https
// only. Lists are cut with their counts said, so that size and memory do not grow with the portal
// (digest.h); the JSON holds everything.
[[nodiscard]] std::expected<void, WriteError> write_html(const Report& report, Sink& sink);

}  // namespace vigie::reports

#endif
