#ifndef VIGIE_REPORTS_FORMATS_TEXT_PARTS_H
#define VIGIE_REPORTS_FORMATS_TEXT_PARTS_H

#include <string>

#include "reports/formats/text_layout.h"
#include "reports/formats/writer.h"
#include "reports/run.h"

namespace vigie::reports {

// The chapters of the text report. Inside the formats only: others call write_text().
void text_failures(TextLayout& out, const Report& report);
void text_undecided(TextLayout& out, const Report& report);
void text_passes(TextLayout& out, const Report& report);
void text_page_load(TextLayout& out, const Report& report);

// "13 findings on 12 pages, most of them in /actualites/*"
std::string spread(const Report& report, const FindingGroup& group);
// "image-alt · WCAG 1.1.1 · RGAA 1.1.1 · ACT 23a2a8"
std::string references(const Report& report, const std::string& rule);

}  // namespace vigie::reports

#endif
