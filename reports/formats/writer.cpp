#include "reports/formats/writer.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>

#include "crawler/ascii.h"
#include "reports/formats/json.h"
#include "reports/formats/text.h"
#include "reports/html/html.h"
#include "rules/catalogue.h"
#include "rules/rule.h"

namespace vigie::reports {
namespace {

constexpr Format kFormats[] = {
    {"text", ".txt", write_text},
    {"json", ".json", write_json},
    {"html", ".html", write_html},
};

}  // namespace

const rules::RuleInfo* rule_in_catalogue(std::string_view id) {
  const rules::Rule* rule = rules::find_rule(id);
  return rule != nullptr ? &rule->info : nullptr;
}

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  const auto* const found = std::ranges::find(kFormats, name, &Format::name);
  return found == std::end(kFormats) ? nullptr : found;
}

const Format* format_of_file(std::string_view path) {
  const auto* const found = std::ranges::find_if(kFormats, [&](const Format& format) {
    const std::string_view extension = format.extension;
    return path.size() > extension.size() &&
           crawler::equal_ignoring_case(path.substr(path.size() - extension.size()), extension);
  });
  return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace vigie::reports
