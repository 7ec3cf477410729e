#include "tests/support/json_report.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::tests {
namespace {

using Json = nlohmann::json;

std::string text(const Json& object, const char* name) {
  const auto member = object.find(name);
  return member != object.end() && member->is_string() ? member->get<std::string>() : "";
}

int number(const Json& object, const char* name, int otherwise) {
  const auto member = object.find(name);
  return member != object.end() && member->is_number_integer() ? member->get<int>() : otherwise;
}

JsonReport::Page page_of(const Json& value) {
  JsonReport::Page page{.url = text(value, "url"),
                        .final_url = text(value, "final_url"),
                        .error = {},
                        .title = text(value, "title")};
  page.status = number(value, "status", 0);
  page.clicks = number(value, "clicks", -1);
  page.alias = value.at("alias").get<bool>();
  page.elements_dropped = number(value, "elements_dropped", 0);
  if (value.at("error").is_object()) page.error = text(value.at("error"), "kind");
  return page;
}

}  // namespace

JsonReport JsonReport::parse(std::string_view json) {
  const Json document = Json::parse(json, nullptr, false);
  if (!document.is_object())
    throw std::runtime_error("no JSON object: " + std::string(json.substr(0, 300)));
  JsonReport report;
  report.state = text(document.at("run"), "state");
  report.run = document.at("run").at("id").get<std::int64_t>();
  for (const Json& value : document.at("pages")) {
    Page page = page_of(value);
    const std::string url = page.url;
    report.pages.emplace(url, std::move(page));
  }
  for (const Json& value : document.at("findings")) {
    Finding finding{text(value, "rule"), text(value, "outcome"), text(value, "page"),
                    text(value, "selector"), text(value, "href")};
    finding.line = static_cast<std::uint32_t>(number(value, "line", 0));
    report.findings.push_back(std::move(finding));
  }
  for (const Json& value : document.at("measures"))
    if (text(value, "scope").empty())
      report.measures.emplace(text(value, "name"), value.at("value").get<double>());
  for (const Json& value : document.at("not_measured"))
    report.not_measured.push_back(text(value, "what") + ": " + text(value, "why"));
  return report;
}

std::vector<JsonReport::Finding> JsonReport::of(std::string_view rule,
                                                std::string_view outcome) const {
  std::vector<Finding> found;
  std::ranges::copy_if(findings, std::back_inserter(found), [&](const Finding& finding) {
    return finding.rule == rule && finding.outcome == outcome;
  });
  return found;
}

}  // namespace vigie::tests
