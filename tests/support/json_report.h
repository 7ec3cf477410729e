#ifndef VIGIE_TESTS_SUPPORT_JSON_REPORT_H
#define VIGIE_TESTS_SUPPORT_JSON_REPORT_H

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::tests {

// A JSON report as tests look at it. Throws std::runtime_error when the text is no whole JSON
// object.
struct JsonReport {
  struct Page {
    std::string url, final_url, error;
    int status = 0;
    int clicks = -1;  // -1: null
    std::string title;
    bool alias = false;
    int elements_dropped = 0;
  };
  struct Finding {
    std::string rule, outcome, page, selector, where;
    std::uint32_t line = 0;
  };

  static JsonReport parse(std::string_view text);

  std::string state;
  std::int64_t run = 0;
  std::map<std::string, Page> pages;  // by URL
  std::vector<Finding> findings;
  std::map<std::string, double> measures;  // of the portal
  std::vector<std::string> not_measured;   // "what: why"

  std::vector<Finding> of(std::string_view rule, std::string_view outcome = "failed") const;
};

}  // namespace vigie::tests

#endif
