#include "reports/formats/json.h"

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "probes/measure.h"
#include "reports/formats/json_parts.h"
#include "reports/formats/json_writer.h"
#include "reports/formats/sink.h"
#include "reports/formats/writer.h"
#include "reports/locale/texts.h"
#include "reports/run.h"

namespace vigie::reports {
namespace {

void json_run(JsonWriter& json, const Report& report) {
  const RunInfo& run = report.run.info();
  json.object("run", [&] {
    json.member("id", run.id);
    json.member("portal", run.portal);
    json.member("started", iso_time(run.started_ms));
    json_text_or_null(json, "finished", iso_time(run.finished_ms));
    json.member("state", name(run.state));
    json.member("catalogue", run.catalogue_version);
    json.member("lang", report.texts.tag());
    json.member("with_session", run.with_session);
    json.member("page_count", report.run.page_count());
    json.array("options", [&] {
      for (const auto& [option, value] : run.options)
        json.object([&] {
          json.member("name", option);
          json.member("value", value);
        });
    });
  });
}

void json_verdict(JsonWriter& json, const Report& report) {
  if (!report.verdict) return json.member("verdict", nullptr);
  json.object("verdict", [&] {
    json.member("met", report.verdict->met());
    json.member("exit_code", report.verdict->exit_code);
    json.member("message", report.texts.translate(report.verdict->meaning));
    json.array("reasons", [&] {
      for (const Verdict::Reason& reason : report.verdict->reasons)
        json.value(report.texts.format(reason.message, reason.values));
    });
  });
}

void json_hosts(JsonWriter& json, const Report& report) {
  json.array("hosts", [&] {
    for (const HostEntry& host : report.run.hosts())
      json.object([&] {
        json.member("host", host.host);
        json.member("status", host.status);
        json_error(json, report, host.failure);
      });
  });
}

// Lists as long as the portal: streamed, an item a line.
void json_long_lists(JsonWriter& json, const Report& report) {
  json.array("pages", [&] {
    report.run.each_page([&](const PageEntry& page) {
      json.new_line();
      json_page(json, report, page);
    });
  });
  json.array("resources", [&] {
    report.run.each_resource([&](const ResourceEntry& resource) {
      json.new_line();
      json_resource(json, report, resource);
    });
  });
  json.array("findings", [&] {
    report.run.each_finding([&](const FindingEntry& finding) {
      json.new_line();
      json_finding(json, report, finding);
    });
  });
}

void json_measures(JsonWriter& json, const Report& report) {
  json.array("measures", [&] {
    for (const probes::Measure& measure : report.run.measures())
      json.object([&] {
        json.member("name", measure.name);
        json.member("value", measure.value);
        json.member("unit", json_unit(measure.unit));
        json_text_or_null(json, "scope", measure.scope);
      });
  });
}

void json_not_measured(JsonWriter& json, const Report& report) {
  json.array("not_measured", [&] {
    for (const NotMeasuredEntry& entry : report.run.not_measured())
      json.object([&] {
        json.member("what", entry.what);
        json.member("why", report.texts.format(entry.why, entry.values));
      });
  });
}

}  // namespace

std::string_view json_unit(probes::Unit unit) {
  switch (unit) {
    case probes::Unit::milliseconds:
      return "ms";
    case probes::Unit::bytes:
      return "B";
    case probes::Unit::count:
      return "count";
    case probes::Unit::ratio:
      return "ratio";
    case probes::Unit::days:
      return "days";
    case probes::Unit::score:
      break;
  }
  return "score";
}

std::expected<void, WriteError> write_json(const Report& report, Sink& sink) {
  JsonWriter json(sink);
  json.object([&] {
    json.member("schema", kJsonSchema);
    json.member("vigie", report.run.info().vigie_version);
    json_run(json, report);
    json_verdict(json, report);
    json_hosts(json, report);
    json_rules(json, report);
    json_groups(json, report);
    json_long_lists(json, report);
    json_measures(json, report);
    json_change(json, report);
    json.object("scores", [] {});     // reserved: grades of each chapter
    json.array("thresholds", [] {});  // reserved: {name, limit, value, met}
    json_not_measured(json, report);
  });
  json.end();
  return sink.finish();
}

}  // namespace vigie::reports
