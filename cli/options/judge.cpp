// What is judged, and when the exit code says so.
#include <algorithm>
#include <array>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/nearest.h"
#include "cli/options/asked.h"
#include "cli/options/groups.h"
#include "cli/options/option.h"
#include "cli/options/read_value.h"
#include "crawler/marked_text.h"
#include "rules/catalogue.h"
#include "rules/rule.h"

namespace vigie::cli {
namespace {

constexpr std::string_view kTable = "audit";

std::vector<std::string_view> themes_and_rules() {
  std::vector<std::string_view> names;
  for (const rules::Rule& rule : rules::catalogue()) {
    const std::string_view theme = rules::name(rule.info.theme);
    if (std::ranges::find(names, theme) == names.end()) names.push_back(theme);
  }
  for (const rules::Rule& rule : rules::catalogue()) names.push_back(rule.info.id);
  return names;
}

std::expected<void, Complaint> read_rules(std::string_view text, Asked& asked) {
  const std::vector<std::string_view> known = themes_and_rules();
  for (const std::string_view name : split_list(text)) {
    if (std::ranges::find(known, name) == known.end()) {
      Complaint complaint{N_("{0} names “{2}”, which is no theme and no rule"),
                          {std::string(name)},
                          {N_("list them all: vigie rules")}};
      if (const std::string_view near = nearest(name, known); !near.empty())
        complaint.mend = {N_("did you mean {0}?"), {std::string(near)}};
      return std::unexpected(std::move(complaint));
    }
    asked.rule_names.emplace_back(name);
  }
  return {};
}

std::expected<void, Complaint> read_fail_on(std::string_view text, Asked& asked) {
  constexpr std::array<std::string_view, 5> kWords = {"minor", "moderate", "serious", "critical",
                                                      "never"};
  const auto index = read_choice(text, kWords);
  if (!index) return std::unexpected(index.error());
  asked.request.fail_on =
      *index == 4 ? std::optional<rules::Severity>{} : static_cast<rules::Severity>(*index);
  return {};
}

const Option kOptions[] = {
    {.name = "rules",
     .value = N_("NAME,…"),
     .summary = N_("Judge only these themes and rules"),
     .detail = N_("Names of themes or of single rules, as vigie rules lists them."),
     .example = "vigie audit portal.toml --rules accessibility --rules broken-link",
     .see_also = {"fail-on"},
     .table = kTable,
     .repeatable = true,
     .read = read_rules},
    {.name = "fail-on",
     .value = N_("SEVERITY"),
     .summary = N_("Exit with 1 from this severity on"),
     .detail = N_("When a rule of this severity or a worse one failed: minor, moderate, serious or "
                  "critical; never leaves it to the other exit codes."),
     .example = "vigie audit portal.toml --fail-on critical",
     .see_also = {"rules"},
     .default_value = "serious",
     .choices = {"minor", "moderate", "serious", "critical", "never"},
     .table = kTable,
     .read = read_fail_on},
};

}  // namespace

std::span<const Option> judge_options() { return kOptions; }

}  // namespace vigie::cli
