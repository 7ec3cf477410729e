#ifndef VIGIE_REPORTS_FORMATS_TEXT_H
#define VIGIE_REPORTS_FORMATS_TEXT_H

#include <expected>

#include "reports/formats/sink.h"
#include "reports/formats/writer.h"

namespace vigie::reports {

// A run for a terminal of report.width columns: what was audited, what fails and where to mend it
// (worst first), what passes, how pages load, what could not be measured, what changed, the
// verdict. The verdict stands last, where the eye is when the audit ends.
[[nodiscard]] std::expected<void, WriteError> write_text(const Report& report, Sink& sink);

}  // namespace vigie::reports

#endif
