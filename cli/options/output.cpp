// What is written where.
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/options/asked.h"
#include "cli/options/groups.h"
#include "cli/options/option.h"
#include "cli/options/read_value.h"
#include "crawler/marked_text.h"
#include "reports/formats/writer.h"

namespace vigie::cli {
namespace {

constexpr std::string_view kTable = "report";

std::expected<void, Complaint> read_format(std::string_view text, Asked& asked) {
  std::vector<std::string_view> names;
  for (const reports::Format& format : reports::formats()) names.push_back(format.name);
  const auto index = read_choice(text, names);
  if (!index) return std::unexpected(index.error());
  asked.request.format = names[*index];
  asked.format_given = true;
  return {};
}

// --format stands before it in the list and has been read.
std::expected<void, Complaint> read_output(std::string_view text, Asked& asked) {
  if (text.empty()) return std::unexpected(Complaint{N_("{0} is empty")});
  const reports::Format* format = reports::format_of_file(text);
  if (format == nullptr && asked.format_given) format = reports::find_format(asked.request.format);
  if (format != nullptr) {
    asked.request.outputs.push_back({std::string(text), std::string(format->name)});
    return {};
  }
  std::string extensions;
  for (const reports::Format& known : reports::formats())
    extensions += (extensions.empty() ? "" : ", ") + std::string(known.extension);
  return std::unexpected(
      Complaint{N_("{0} is {1}, whose ending names no format"),
                {},
                {N_("end it with one of {0}, or add --format"), {std::move(extensions)}}});
}

const Option kOptions[] = {
    {.name = "format",
     .value = N_("FORMAT"),
     .summary = N_("Write standard output in this format"),
     .detail = N_("text is for people, json is one complete object and nothing else, html is the "
                  "report. It is also the format of an --output whose ending names none."),
     .example = "vigie audit portal.toml --format json",
     .see_also = {"output"},
     .default_value = "text",
     .choices = {"text", "json", "html"},
     .table = kTable,
     .shapes_run = false,
     .commands = {"audit", "history"},
     .read = read_format},
    {.name = "output",
     .letter = 'o',
     .takes = Takes::path,
     .value = N_("FILE"),
     .summary = N_("Write a report to this file too"),
     .detail = N_("Its ending says the format: .json, .html or .txt. A file that is there is "
                  "replaced, once the new report is complete."),
     .example = "vigie audit portal.toml --output rapport.html --output rapport.json",
     .see_also = {"format", "all-outcomes"},
     .table = kTable,
     .repeatable = true,
     .shapes_run = false,
     .read = read_output},
    {.name = "output",
     .letter = 'o',
     .takes = Takes::path,
     .value = N_("FILE"),
     .summary = N_("Write the portal file here"),
     .detail = N_("Without it the portal file goes to standard output. A file that is there is "
                  "never replaced."),
     .example = "vigie init https://www.ville.example --output portal.toml",
     .shapes_run = false,
     .commands = {"init"},
     .read = [](std::string_view text, Asked& asked) -> std::expected<void, Complaint> {
       if (text.empty()) return std::unexpected(Complaint{N_("{0} is empty")});
       asked.output_path = text;
       return {};
     }},
    {.name = "all-outcomes",
     .takes = Takes::nothing,
     .summary = N_("Report what passed too, place by place"),
     .detail = N_("Without it the JSON lists what failed and what could not be told, and counts "
                  "the rest."),
     .example = "vigie audit portal.toml --all-outcomes --output rapport.json",
     .see_also = {"output", "format"},
     .table = kTable,
     .shapes_run = false,
     .read = [](std::string_view text,
                Asked& asked) { return store(read_flag(text), asked.request.all_outcomes); }},
};

}  // namespace

std::span<const Option> output_options() { return kOptions; }

}  // namespace vigie::cli
