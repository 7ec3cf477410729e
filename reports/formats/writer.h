#ifndef VIGIE_REPORTS_FORMATS_WRITER_H
#define VIGIE_REPORTS_FORMATS_WRITER_H

#include <cstddef>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/formats/sink.h"
#include "reports/locale/texts.h"
#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports {

// What the run amounts to. The caller judges it (thresholds, exit code); writers only show it.
struct Verdict {
  struct Reason {
    std::string message;  // msgid
    std::vector<std::string> values;
  };
  int exit_code = 0;
  std::string meaning;  // msgid, of the exit code
  std::vector<Reason> reasons;
  bool met() const { return exit_code == 0; }
};

// What a rule is, by its id; null for one that this version does not know (an old history's).
using RuleLookup = const rules::RuleInfo* (*)(std::string_view id);
const rules::RuleInfo* rule_in_catalogue(std::string_view id);

// All that a writer reads. It measures nothing, judges nothing, and escapes by construction.
struct Report {
  const Run& run;
  Texts texts;
  RuleLookup rule = rule_in_catalogue;
  std::optional<Verdict> verdict;  // absent when there is nothing to hold the run against
  std::size_t width = 80;          // of the terminal, in columns
  bool colour = false;             // whether the terminal takes SGR sequences
};

// The report on the sink, finished. A run without a page makes a whole report too.
using Write = std::expected<void, WriteError> (*)(const Report& report, Sink& sink);

// One entry per format, in the order in which --help names them.
struct Format {
  std::string_view name;       // of --format
  std::string_view extension;  // of --output's file, with the dot
  Write write;
};
std::span<const Format> formats();
const Format* find_format(std::string_view name);     // null when there is none
const Format* format_of_file(std::string_view path);  // by its extension, any case

}  // namespace vigie::reports

#endif
