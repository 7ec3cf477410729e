// Where results are kept, and whether an interrupted run is carried on.
#include <expected>
#include <span>
#include <string>
#include <string_view>

#include "cli/audit_request.h"
#include "cli/options/asked.h"
#include "cli/options/groups.h"
#include "cli/options/option.h"
#include "cli/options/read_value.h"
#include "crawler/marked_text.h"

namespace vigie::cli {
namespace {

std::expected<void, Complaint> read_history(std::string_view text, Asked& asked) {
  if (text.empty()) return std::unexpected(Complaint{N_("{0} is empty")});
  asked.request.history.path = text;
  return {};
}

// A reader of a flag that chooses what happens to interrupted runs.
template <Resume choice>
std::expected<void, Complaint> read_resume(std::string_view text, Asked& asked) {
  const auto chosen = read_flag(text);
  if (!chosen) return std::unexpected(chosen.error());
  if (*chosen) asked.request.history.resume = choice;
  return {};
}

const Option kOptions[] = {
    {.name = "history",
     .takes = Takes::path,
     .value = N_("FILE"),
     .summary = N_("Keep results in this database"),
     .detail = N_("Made when it is not there. Without it $VIGIE_HISTORY, else vigie/history.db in "
                  "$XDG_STATE_HOME, which is ~/.local/state where it is not set."),
     .example = "vigie audit portal.toml --history /var/lib/vigie/history.db",
     .see_also = {"no-history"},
     .table = "report",
     .shapes_run = false,
     .excludes = "no-history",
     .commands = {"audit", "history"},
     .read = read_history},
    {.name = "no-history",
     .takes = Takes::nothing,
     .summary = N_("Keep nothing after the end"),
     .detail = N_("Then nothing can be compared with the previous run, and an interrupted run "
                  "cannot be resumed."),
     .example = "vigie audit portal.toml --no-history",
     .see_also = {"history"},
     .table = "report",
     .shapes_run = false,
     .excludes = "history",
     .read = [](std::string_view text,
                Asked& asked) { return store(read_flag(text), asked.request.history.none); }},
    {.name = "resume",
     .takes = Takes::nothing,
     .summary = N_("Carry on an interrupted run, however old"),
     .detail = N_("Without it a run whose process died is carried on when it has the same options "
                  "and began less than an hour ago; no page is fetched twice."),
     .example = "vigie audit portal.toml --resume",
     .see_also = {"no-resume", "history"},
     .table = "crawl",
     .shapes_run = false,
     .excludes = "no-resume",
     .read = read_resume<Resume::always>},
    {.name = "no-resume",
     .takes = Takes::nothing,
     .summary = N_("Begin a new run in any case"),
     .detail = N_("An interrupted run is left as it is and marked as interrupted."),
     .example = "vigie audit portal.toml --no-resume",
     .see_also = {"resume"},
     .table = "crawl",
     .shapes_run = false,
     .excludes = "resume",
     .read = read_resume<Resume::never>},
};

}  // namespace

std::span<const Option> history_options() { return kOptions; }

}  // namespace vigie::cli
