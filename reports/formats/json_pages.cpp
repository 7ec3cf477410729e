// pages[] and resources[] of the JSON.
#include <optional>
#include <string>
#include <string_view>

#include "crawler/error_kind.h"
#include "crawler/page_contents.h"
#include "crawler/response.h"
#include "probes/page_load.h"
#include "reports/formats/json_parts.h"
#include "reports/formats/json_writer.h"
#include "reports/formats/writer.h"
#include "reports/locale/error_text.h"
#include "reports/run.h"

namespace vigie::reports {
namespace {

std::string_view name(probes::Cacheability cacheability) {
  switch (cacheability) {
    case probes::Cacheability::none:
      return "none";
    case probes::Cacheability::revalidate:
      return "revalidate";
    case probes::Cacheability::fresh:
      break;
  }
  return "fresh";
}

void json_timings(JsonWriter& json, const crawler::Timings& timings) {
  json.object("timings", [&] {
    json.member("dns_ms", timings.dns_ms);
    json.member("connect_ms", timings.connect_ms);
    json.member("tls_ms", timings.tls_ms);
    json.member("ttfb_ms", timings.ttfb_ms);
    json.member("total_ms", timings.total_ms);
  });
}

// The load's members stand in the page itself; of a page without an answer they are null.
void json_load(JsonWriter& json, const std::optional<probes::PageLoad>& load) {
  if (!load) {
    for (const char* absent : {"timings", "samples", "ttfb_spread_ms", "bytes", "protocol",
                               "compression", "cacheability", "blocking", "dom_elements"})
      json.member(absent, nullptr);
    return;
  }
  json_timings(json, load->timings);
  json.member("samples", load->samples);
  json.member("ttfb_spread_ms", load->ttfb_spread_ms);
  json.object("bytes", [&] {
    json.member("transferred", load->bytes_transferred);
    json.member("decoded", load->bytes_decoded);
  });
  json_text_or_null(json, "protocol", load->protocol);
  json_text_or_null(json, "compression", load->compression);
  json.member("cacheability", name(load->cacheability));
  json.object("blocking", [&] {
    json.member("scripts", load->blocking_scripts);
    json.member("styles", load->blocking_styles);
  });
  json.member("dom_elements", load->dom_elements);
}

void json_weight(JsonWriter& json, const PageEntry& page) {
  if (!page.weight) {
    json.member("weight", nullptr);
  } else {
    json.object("weight", [&] {
      json.member("bytes", page.weight->bytes);
      json.member("requests", page.weight->requests);
      json.member("third_party_requests", page.weight->third_party_requests);
      json.member("complete", page.weight->complete);
    });
  }
  if (!page.ecoindex) {
    json.member("ecoindex", nullptr);
  } else {
    json.object("ecoindex", [&] {
      json.member("score", page.ecoindex->score);
      json.member("grade", std::string_view(&page.ecoindex->grade, 1));
      json.member("greenhouse_gas_g", page.ecoindex->greenhouse_gas_g);
      json.member("water_cl", page.ecoindex->water_cl);
    });
  }
}

void json_redirects(JsonWriter& json, const PageEntry& page) {
  json.array("redirects", [&] {
    for (const crawler::Redirect& redirect : page.redirects)
      json.object([&] {
        json.member("url", redirect.url);
        json.member("status", redirect.status);
      });
  });
}

void json_outcomes(JsonWriter& json, const PageEntry& page) {
  json.object("outcomes", [&] {
    for (const auto& [rule, counts] : page.outcomes)
      json.array(rule, [&] {
        for (const auto count : counts) json.value(count);
      });
  });
}

}  // namespace

void json_text_or_null(JsonWriter& json, std::string_view name, std::string_view text) {
  if (text.empty())
    json.member(name, nullptr);
  else
    json.member(name, text);
}

void json_error(JsonWriter& json, const Report& report,
                const std::optional<crawler::Failure>& failure) {
  if (!failure) return json.member("error", nullptr);
  json.object("error", [&] {
    json.member("kind", crawler::name(failure->kind));
    json.member("message", report.texts.translate(error_text(failure->kind).meaning));
    json_text_or_null(json, "detail", failure->detail);
  });
}

void json_page(JsonWriter& json, const Report& report, const PageEntry& page) {
  json.object([&] {
    json.member("url", page.url);
    json.member("final_url", page.final_url);
    json_redirects(json, page);
    json.member("status", page.status);
    json_error(json, report, page.failure);
    json.member("alias", page.alias);
    json.member("with_session", page.with_session);
    json.member("clicks", page.clicks);
    json.member("path_depth", page.path_depth);
    json.member("found_by", page.found_by);
    json.member("title", page.title);
    json.member("lang", page.lang);
    json.member("content_type", page.content_type);
    json_text_or_null(json, "template", page.page_template);
    json_text_or_null(json, "last_modified", page.last_modified);
    json_load(json, page.load);
    json_weight(json, page);
    json.member("rendered", false);  // every Document comes from the markup, so far
    json.member("too_large", page.too_large);
    json.member("elements_dropped", page.elements_dropped);
    json_outcomes(json, page);
  });
}

void json_resource(JsonWriter& json, const Report& report, const ResourceEntry& resource) {
  json.object([&] {
    json.member("url", resource.url);
    json.member("kind", crawler::name(resource.kind));
    json.member("status", resource.status);
    json_error(json, report, resource.failure);
    json.object("bytes", [&] {
      json.member("transferred", resource.bytes_transferred);
      json.member("decoded", resource.bytes_decoded);
    });
    json.member("content_type", resource.content_type);
    json_text_or_null(json, "compression", resource.compression);
    json.member("cacheability", name(resource.cacheability));
    json.member("third_party", resource.third_party);
    json.member("pages", resource.pages);
  });
}

}  // namespace vigie::reports
