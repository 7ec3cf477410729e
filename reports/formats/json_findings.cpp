// rules[], groups[], findings[] and change of the JSON.
#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "probes/measure.h"
#include "reports/formats/json_parts.h"
#include "reports/formats/json_writer.h"
#include "reports/formats/writer.h"
#include "reports/run.h"
#include "rules/rule.h"

namespace vigie::reports {
namespace {

constexpr std::array kOutcomes = {rules::Outcome::passed, rules::Outcome::failed,
                                  rules::Outcome::cant_tell, rules::Outcome::inapplicable};

}  // namespace

void json_finding(JsonWriter& json, const Report& report, const FindingEntry& finding) {
  const rules::RuleInfo* rule = report.rule(finding.rule);
  json.object([&] {
    json.member("rule", finding.rule);
    json.member("outcome", rules::name(finding.outcome));
    json.member("page", finding.page);
    json_text_or_null(json, "frame", finding.frame);
    json.member("selector", finding.selector);
    json.member("snippet", finding.snippet);
    if (finding.line == 0)
      json.member("line", nullptr);
    else
      json.member("line", finding.line);
    json_text_or_null(json, "href", finding.where);
    json.member("message", report.texts.format(finding.message, finding.values));
    json.texts("values", finding.values);
    json_text_or_null(json, "severity", rule ? rules::name(rule->severity) : "");
    json.texts("wcag", rule ? rule->wcag : rules::References());
    json.texts("rgaa", rule ? rule->rgaa : rules::References());
    json.texts("act", finding.act);
    json.member("help", rule ? report.texts.translate(rule->help) : "");
    json_text_or_null(json, "template", finding.page_template);
    // As text: a JSON reader's numbers hold 53 bits.
    json.member("fingerprint", fmt::format("{:016x}", finding.fingerprint));
    json.member("new", finding.is_new);
    json.member("first_run", finding.first_run);
  });
}

void json_rules(JsonWriter& json, const Report& report) {
  json.array("rules", [&] {
    for (const auto& [id, pages] : report.run.outcomes()) {
      const rules::RuleInfo* rule = report.rule(id);
      json.object([&] {
        json.member("id", id);
        json.member("title", rule ? report.texts.translate(rule->title) : std::string_view(id));
        json_text_or_null(json, "theme", rule ? rules::name(rule->theme) : "");
        json_text_or_null(json, "severity", rule ? rules::name(rule->severity) : "");
        json.texts("wcag", rule ? rule->wcag : rules::References());
        json.texts("rgaa", rule ? rule->rgaa : rules::References());
        json.texts("act", rule ? rule->act : rules::References());
        json.member("help", rule ? report.texts.translate(rule->help) : "");
        json.object("pages", [&] {
          for (std::size_t i = 0; i < kOutcomes.size(); ++i)
            json.member(rules::name(kOutcomes.at(i)), pages.at(i));
        });
      });
    }
  });
}

void json_groups(JsonWriter& json, const Report& report) {
  json.array("groups", [&] {
    for (const FindingGroup& group : report.run.groups())
      json.object([&] {
        json.member("rule", group.rule);
        json.member("outcome", rules::name(group.outcome));
        json_text_or_null(json, "template", group.page_template);
        json.member("findings", group.findings);
        json.member("pages", group.pages);
        json.key("example");
        json_finding(json, report, group.example);
      });
  });
}

void json_change(JsonWriter& json, const Report& report) {
  const std::optional<Change> change = report.run.change();
  if (!change) return json.member("change", nullptr);
  const auto findings = [&](std::string_view name, const std::vector<FindingEntry>& list) {
    json.array(name, [&] {
      for (const FindingEntry& finding : list) json_finding(json, report, finding);
    });
  };
  json.object("change", [&] {
    json.member("previous_run", change->previous_run);
    json.member("previous_started", iso_time(change->previous_started_ms));
    json.member("new_findings", change->new_findings);
    json.member("fixed_findings", change->fixed_findings);
    json.member("persisting_findings", change->persisting_findings);
    json.member("pages_added", change->pages_added);
    json.member("pages_removed", change->pages_removed);
    findings("added", change->added);
    findings("fixed", change->fixed);
    json.array("measures", [&] {
      for (const auto& [now, before] : change->measures)
        json.object([&] {
          json.member("name", now.name);
          json_text_or_null(json, "scope", now.scope);
          json.member("unit", json_unit(now.unit));
          json.member("value", now.value);
          json.member("previous", before);
        });
    });
  });
}

}  // namespace vigie::reports
