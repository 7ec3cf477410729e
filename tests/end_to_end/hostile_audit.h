#ifndef VIGIE_TESTS_END_TO_END_HOSTILE_AUDIT_H
#define VIGIE_TESTS_END_TO_END_HOSTILE_AUDIT_H

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/hostile_server.h"
#include "tests/support/json_report.h"
#include "tests/support/run_vigie.h"

namespace vigie::tests {

// One audit of a portal that means no good, by the built program, with all it wrote.
struct HostileAudit {
  Ran ran;  // `out` is the text report
  std::string json, html;
  JsonReport report;
  std::chrono::milliseconds took{0};
  std::string origin;  // of the portal

  // What the report says of each page: the kind of its error, "alias" where it only led elsewhere,
  // else "read". By path and query.
  std::map<std::string, std::string> handling() const;
  std::string handling(const std::string& path) const;  // "absent" of a page nobody knows
  bool notes(std::string_view words) const;             // among what could not be measured
};

// `vigie audit` of the server's "/" with a text, a JSON and an HTML report.
HostileAudit audit_hostile(const HostileServer& server, const Arguments& more = {});

// What hostile text did to the reports: characters that steer a terminal, JSON that does not follow
// its schema, HTML that a browser would run, load or send. Empty when it is shown and no more.
std::vector<std::string> injections(const HostileAudit& audit);

// The same of one text for a terminal.
std::vector<std::string> steering_characters(std::string_view text);

// A front page, or any other, that leads to all of these.
std::string page_of_links(std::string_view title, const std::vector<std::string>& targets);

// Puts `count` good pages on the server: "/bon-1" … Returns their paths.
std::vector<std::string> add_healthy_pages(HostileServer& server, int count);

// That the program held to its bounds: in memory (unless a sanitizer takes more), and in time, with
// room for a busy machine.
void expect_bounded(const HostileAudit& audit, long most_mib, std::chrono::seconds longest);

// That every one of these was read and judged.
void expect_audited(const HostileAudit& audit, const std::vector<std::string>& healthy);

}  // namespace vigie::tests

#endif
