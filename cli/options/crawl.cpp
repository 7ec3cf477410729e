// How far the crawl goes, and what belongs to it.
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options/asked.h"
#include "cli/options/groups.h"
#include "cli/options/option.h"
#include "cli/options/read_value.h"
#include "crawler/marked_text.h"

namespace vigie::cli {
namespace {

constexpr std::string_view kTable = "crawl";

// Anything else could match no URL (crawler/scope.h), which nobody means.
std::expected<void, Complaint> add_pattern(std::string_view text,
                                           std::vector<std::string>& patterns) {
  for (const std::string_view beginning : {"/", "**", "http://", "https://"})
    if (text.starts_with(beginning)) {
      patterns.emplace_back(text);
      return {};
    }
  return std::unexpected(
      Complaint{N_("{0} is {1}, not a pattern: it begins with /, **, http:// or https://")});
}

const Option kOptions[] = {
    {.name = "max-pages",
     .takes = Takes::whole_number,
     .value = N_("N"),
     .summary = N_("Stop after N pages"),
     .detail =
         N_("Redirects, resources and documents such as PDF files do not count. Reaching the limit "
            "is a finished run; what is left over is reported as not measured."),
     .example = "vigie audit portal.toml --max-pages 200",
     .see_also = {"max-depth", "max-time"},
     .default_value = "10000",
     .table = kTable,
     .read =
         [](std::string_view text, Asked& asked) {
           return store(read_whole_number(text, 1, 1'000'000), asked.request.crawl.max_pages);
         }},
    {.name = "max-depth",
     .takes = Takes::whole_number,
     .value = N_("N"),
     .summary = N_("Stop N clicks away from the start page"),
     .detail = N_("A page's depth is the fewest clicks that lead to it from a start page:\n\n"
                  "    start page (0) → services (1) → passport (2) → form (3)\n\n"
                  "With --max-depth 1 the start page and what it links to are audited. Pages that "
                  "only the sitemap names have no depth and are audited all the same."),
     .example = "vigie audit portal.toml --max-depth 2",
     .see_also = {"max-pages", "max-time"},
     .table = kTable,
     .read =
         [](std::string_view text, Asked& asked) {
           return store(read_whole_number(text, 0, 1000), asked.request.crawl.max_depth);
         }},
    {.name = "max-time",
     .takes = Takes::seconds,
     .value = N_("SECONDS"),
     .summary = N_("Stop the crawl after this time"),
     .detail = N_("Reaching it is a finished run; what is left over is reported as not measured."),
     .example = "vigie audit portal.toml --max-time 600",
     .see_also = {"max-pages", "timeout"},
     .table = kTable,
     .read =
         [](std::string_view text, Asked& asked) {
           return store(read_seconds(text, "1", "604800"), asked.request.crawl.max_time);
         }},
    {.name = "include",
     .value = N_("PATTERN"),
     .summary = N_("Audit only what matches"),
     .detail = N_(
         "A pattern is the beginning of a path with its query, or of a whole URL. In it * stands "
         "for anything but /, and ** for anything: /agenda/**/archive. Start pages are audited "
         "in any case. An exclusion wins over an inclusion."),
     .example = "vigie audit portal.toml --include /services/ --include '/actualites/2026-*'",
     .see_also = {"exclude"},
     .table = kTable,
     .repeatable = true,
     .read = [](std::string_view text,
                Asked& asked) { return add_pattern(text, asked.request.crawl.include); }},
    {.name = "exclude",
     .value = N_("PATTERN"),
     .summary = N_("Leave out what matches"),
     .detail = N_("Nothing excluded is fetched. The pattern is written as that of --include."),
     .example = "vigie audit portal.toml --exclude '/**/impression' --exclude /agenda/",
     .see_also = {"include"},
     .table = kTable,
     .repeatable = true,
     .read = [](std::string_view text,
                Asked& asked) { return add_pattern(text, asked.request.crawl.exclude); }},
    {.name = "external",
     .takes = Takes::nothing,
     .summary = N_("Check links to other sites too"),
     .detail = N_("The target of each link that leaves the portal is asked for once, to see "
                  "whether it is there; nothing behind it is audited."),
     .example = "vigie audit portal.toml --external",
     .see_also = {"rules"},
     .table = kTable,
     .read = [](std::string_view text,
                Asked& asked) { return store(read_flag(text), asked.request.crawl.external); }},
    {.name = "no-resources",
     .takes = Takes::nothing,
     .summary = N_("Leave out images, style sheets, scripts, fonts"),
     .detail = N_("Page weight, missing resources and third parties are then not measured."),
     .example = "vigie audit portal.toml --no-resources",
     .see_also = {"max-body"},
     .table = kTable,
     .read =
         [](std::string_view text, Asked& asked) {
           return store_not(read_flag(text), asked.request.crawl.resources);
         }},
    {.name = "repeat",
     .takes = Takes::whole_number,
     .value = N_("N"),
     .summary = N_("Ask for each page N times"),
     .detail = N_("The load times of a page are then the median of N requests, with their spread. "
                  "Rules judge the first answer."),
     .example = "vigie audit portal.toml --repeat 3",
     .see_also = {"delay"},
     .default_value = "1",
     .table = kTable,
     .read =
         [](std::string_view text, Asked& asked) {
           return store(read_whole_number(text, 1, 100), asked.request.crawl.repeat);
         }},
    {.name = "max-body",
     .takes = Takes::size,
     .value = N_("SIZE"),
     .summary = N_("Cut pages longer than this"),
     .detail = N_("Of one page after decompression, in bytes or with K, M or G (powers of 1,024). "
                  "A page that was cut is reported as too_large."),
     .example = "vigie audit portal.toml --max-body 2M",
     .see_also = {"timeout"},
     .default_value = "10M",
     .table = kTable,
     .read =
         [](std::string_view text, Asked& asked) {
           return store(read_size(text, "1K", "1G"), asked.request.crawl.max_body);
         }},
    {.name = "ignore-robots",
     .takes = Takes::nothing,
     .summary = N_("Do not obey robots.txt (own portals only)"),
     .detail = N_("For a portal that is yours and that its robots.txt hides, a test server for "
                  "instance. The report says that it was done."),
     .example = "vigie audit portal.toml --ignore-robots",
     .see_also = {"user-agent"},
     .table = kTable,
     .read =
         [](std::string_view text, Asked& asked) {
           return store(read_flag(text), asked.request.crawl.ignore_robots);
         }},
    {.name = "root",
     .takes = Takes::path,
     .value = N_("FOLDER"),
     .summary = N_("Root of the site that local files belong to"),
     .detail =
         N_("When local files are audited, references that begin with / are looked up under this "
            "folder; without it under the nearest parent folder that holds them. No file outside "
            "that folder is read."),
     .example = "vigie audit public/index.html --root public",
     .table = kTable,
     .read = [](std::string_view text,
                Asked& asked) { return store(read_folder(text), asked.request.crawl.root); }},
    {.name = "jobs",
     .takes = Takes::whole_number,
     .value = N_("N"),
     .summary = N_("Parse and judge N pages at a time"),
     .detail =
         N_("Without it as many as this machine has processors. Results do not depend on it."),
     .example = "vigie audit portal.toml --jobs 2",
     .see_also = {"connections"},
     .table = kTable,
     .shapes_run = false,
     .read =
         [](std::string_view text, Asked& asked) {
           return store(read_whole_number(text, 1, 256), asked.request.crawl.jobs);
         }},
    {.name = "full-parse",
     .takes = Takes::nothing,
     .summary = N_("Parse pages without the fast first pass"),
     .detail = N_("Slower. The pages read are the same; it is here so that one can compare."),
     .example = "vigie audit portal.toml --full-parse",
     .see_also = {"jobs"},
     .table = kTable,
     .read = [](std::string_view text,
                Asked& asked) { return store(read_flag(text), asked.request.crawl.full_parse); }},
};

}  // namespace

std::span<const Option> crawl_options() { return kOptions; }

}  // namespace vigie::cli
