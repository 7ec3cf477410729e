// Of every command.
#include <array>
#include <expected>
#include <span>
#include <string_view>

#include "cli/audit_request.h"
#include "cli/options/asked.h"
#include "cli/options/groups.h"
#include "cli/options/option.h"
#include "cli/options/read_value.h"
#include "crawler/marked_text.h"

namespace vigie::cli {
namespace {

constexpr std::string_view kTable = "report";

std::expected<void, Complaint> read_lang(std::string_view text, Asked& asked) {
  constexpr std::array<std::string_view, 2> kLanguages = {"fr", "en"};
  const auto index = read_choice(text, kLanguages);
  if (!index) return std::unexpected(index.error());
  asked.request.lang = kLanguages[*index];
  return {};
}

std::expected<void, Complaint> read_color(std::string_view text, Asked& asked) {
  constexpr std::array<std::string_view, 3> kWords = {"auto", "always", "never"};
  return store(read_choice(text, kWords), asked.request.colour);
}

const Option kOptions[] = {
    {.name = "lang",
     .value = N_("LANGUAGE"),
     .summary = N_("Speak French (fr) or English (en)"),
     .detail = N_("Without it the language of the environment (LC_ALL, LC_MESSAGES, LANG)."),
     .example = "vigie audit portal.toml --lang fr",
     .choices = {"fr", "en"},
     .table = kTable,
     .shapes_run = false,
     .commands = {},
     .read = read_lang},
    {.name = "quiet",
     .letter = 'q',
     .takes = Takes::nothing,
     .summary = N_("Say nothing but results and complaints"),
     .example = "vigie audit portal.toml --quiet --output rapport.html",
     .see_also = {"verbose", "no-progress"},
     .table = kTable,
     .shapes_run = false,
     .excludes = "verbose",
     .commands = {},
     .read = [](std::string_view text,
                Asked& asked) { return store(read_flag(text), asked.request.quiet); }},
    {.name = "verbose",
     .letter = 'v',
     .takes = Takes::nothing,
     .summary = N_("Say more about what is being done"),
     .example = "vigie audit portal.toml --verbose",
     .see_also = {"quiet"},
     .table = kTable,
     .shapes_run = false,
     .excludes = "quiet",
     .commands = {},
     .read = [](std::string_view text,
                Asked& asked) { return store(read_flag(text), asked.request.verbose); }},
    {.name = "no-progress",
     .takes = Takes::nothing,
     .summary = N_("Show no progress"),
     .detail = N_("Progress is shown on a terminal only."),
     .example = "vigie audit portal.toml --no-progress",
     .see_also = {"quiet"},
     .table = kTable,
     .shapes_run = false,
     .read = [](std::string_view text,
                Asked& asked) { return store_not(read_flag(text), asked.request.progress); }},
    {.name = "color",
     .value = N_("WHEN"),
     .summary = N_("Use colours: auto, always or never"),
     .detail = N_("auto means on a terminal, unless the environment variable NO_COLOR is set or "
                  "TERM is dumb."),
     .example = "vigie audit portal.toml --color never",
     .default_value = "auto",
     .choices = {"auto", "always", "never"},
     .table = kTable,
     .shapes_run = false,
     .commands = {},
     .read = read_color},
};

}  // namespace

std::span<const Option> common_options() { return kOptions; }

}  // namespace vigie::cli
