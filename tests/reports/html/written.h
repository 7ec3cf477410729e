#ifndef VIGIE_TESTS_REPORTS_HTML_WRITTEN_H
#define VIGIE_TESTS_REPORTS_HTML_WRITTEN_H

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/dom/document.h"
#include "reports/locale/texts.h"
#include "reports/run.h"

namespace vigie::reports {

// The HTML report of a run, with a verdict that is not met.
std::string html_of(const Run& run, Language language = Language::english);

// How many elements there are of each name.
std::map<std::string, int> element_counts(const dom::Document& page);

// tests/data/xss/payloads.txt, with `canary` ("http://127.0.0.1:8080") in its place.
std::vector<std::string> payloads(std::string_view canary);

}  // namespace vigie::reports

#endif
