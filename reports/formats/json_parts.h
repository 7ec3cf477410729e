#ifndef VIGIE_REPORTS_FORMATS_JSON_PARTS_H
#define VIGIE_REPORTS_FORMATS_JSON_PARTS_H

#include <optional>
#include <string_view>

#include "crawler/error_kind.h"
#include "probes/measure.h"
#include "reports/formats/json_writer.h"
#include "reports/formats/writer.h"
#include "reports/run.h"

namespace vigie::reports {

// The parts of the JSON, each one value or member of docs/report.schema.json. Inside the formats
// only: others call write_json().
void json_page(JsonWriter& json, const Report& report, const PageEntry& page);
void json_resource(JsonWriter& json, const Report& report, const ResourceEntry& resource);
void json_finding(JsonWriter& json, const Report& report, const FindingEntry& finding);
void json_rules(JsonWriter& json, const Report& report);
void json_groups(JsonWriter& json, const Report& report);
void json_change(JsonWriter& json, const Report& report);
// "error": {kind, message, detail} or null
void json_error(JsonWriter& json, const Report& report,
                const std::optional<crawler::Failure>& failure);
// "ms", "B", "count", "ratio" (0 to 1), "days", "score"
std::string_view json_unit(probes::Unit unit);
// A text that may be unknown: null when it is empty.
void json_text_or_null(JsonWriter& json, std::string_view name, std::string_view text);

}  // namespace vigie::reports

#endif
