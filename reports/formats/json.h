#ifndef VIGIE_REPORTS_FORMATS_JSON_H
#define VIGIE_REPORTS_FORMATS_JSON_H

#include <expected>

#include "reports/formats/sink.h"
#include "reports/formats/writer.h"

namespace vigie::reports {

// Raised when a member is renamed, removed or means something else; new members do not raise it.
inline constexpr int kJsonSchema = 1;

// Everything of a run as one JSON object, described by docs/report.schema.json and docs/json.md.
// Members stand in a fixed order and lists in the run's, so that two writings of one run are equal.
// Streams: memory does not grow with the run.
[[nodiscard]] std::expected<void, WriteError> write_json(const Report& report, Sink& sink);

}  // namespace vigie::reports

#endif
