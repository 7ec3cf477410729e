#include "cli/options/given.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/message.h"
#include "cli/options/asked.h"
#include "cli/options/option.h"
#include "crawler/marked_text.h"
#include "reports/formats/terminal_text.h"

namespace vigie::cli {
namespace {

constexpr std::size_t kMaxValueColumns = 60;  // of a value in a message

void refuse_contradictions(const std::vector<Given>& given) {
  for (const Given& one : given)
    for (const Given& other : given)
      if (!one.option->excludes.empty() && other.option->name == one.option->excludes &&
          one.value != "false" && other.value != "false")
        throw StartError(
            {.place = other.place,
             .what = {N_("{0} and {1} exclude each other"), {one.written, other.written}},
             .excerpt = other.excerpt});
}

}  // namespace

std::string quoted(std::string_view value) {
  return '"' + reports::cut_to_columns(reports::terminal_text(value), kMaxValueColumns) + '"';
}

StartError wrong_value(const Given& given, const Complaint& complaint) {
  std::vector<std::string> values = {given.written, given.shown};
  values.insert(values.end(), complaint.values.begin(), complaint.values.end());
  Phrase mend = complaint.mend;
  if (mend.text == nullptr) mend = {N_("as in: {0}"), {given.example}};
  return StartError({.place = given.place,
                     .what = {complaint.text, std::move(values), complaint.cause},
                     .excerpt = given.excerpt,
                     .mend = std::move(mend)});
}

std::vector<Given> merged(std::vector<Given> command_line, std::vector<Given> file) {
  refuse_contradictions(command_line);
  refuse_contradictions(file);
  std::erase_if(file, [&](const Given& in_file) {
    return std::ranges::any_of(command_line, [&](const Given& typed) {
      return typed.option == in_file.option || typed.option->name == in_file.option->excludes;
    });
  });
  std::ranges::move(file, std::back_inserter(command_line));
  return command_line;
}

Asked read_all(std::string_view command, const std::vector<Given>& given) {
  Asked asked;
  for (const Option* option : options_of(command))
    for (const Given& one : given)
      if (one.option == option)
        if (const auto read = option->read(one.value, asked); !read)
          throw wrong_value(one, read.error());
  return asked;
}

}  // namespace vigie::cli
