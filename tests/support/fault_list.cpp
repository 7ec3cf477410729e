#include "tests/support/fault_list.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <ranges>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::tests {
namespace {

constexpr std::size_t kColumns = 8;

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (const auto part : text | std::views::split(separator))
    parts.emplace_back(part.begin(), part.end());
  return parts;
}

// The lines that are no comment, cut at tabs.
std::vector<std::vector<std::string>> read_lines(const std::filesystem::path& file,
                                                 std::size_t columns) {
  std::ifstream stream(file);
  std::vector<std::vector<std::string>> lines;
  int number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (line.starts_with('#')) continue;
    lines.push_back(split(line, '\t'));
    if (lines.back().size() != columns)
      throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": not " +
                               std::to_string(columns) + " columns");
  }
  if (lines.empty()) throw std::runtime_error(file.string() + ": no line");
  return lines;
}

bool compared(const std::string& column) { return column != "*" && column != "-"; }

ListedFault fault_of(const std::vector<std::string>& columns) {
  ListedFault fault{.rule = columns[0],
                    .outcome = columns[1],
                    .page = columns[2],
                    .where = columns[3] == "-" ? "" : columns[3],
                    .note = columns[7]};
  if (compared(columns[4]))
    for (const std::string& line : split(columns[4], ','))
      fault.lines.push_back(static_cast<std::uint32_t>(std::stoul(line)));
  if (compared(columns[5])) fault.selector = columns[5];
  fault.count = static_cast<std::uint32_t>(std::stoul(columns[6]));
  fault.or_more = columns[6].ends_with('+');
  return fault;
}

}  // namespace

std::vector<ListedFault> read_fault_list(const std::filesystem::path& file) {
  std::vector<ListedFault> faults;
  for (const std::vector<std::string>& columns : read_lines(file, kColumns))
    faults.push_back(fault_of(columns));
  return faults;
}

std::vector<ListedFault> change_fault_list(std::vector<ListedFault> before,
                                           const std::filesystem::path& changes) {
  for (std::vector<std::string>& columns : read_lines(changes, kColumns + 1)) {
    const bool added = columns.front() == "+";
    columns.erase(columns.begin());
    ListedFault fault = fault_of(columns);
    if (added) {
      before.push_back(std::move(fault));
      continue;
    }
    const auto place = std::ranges::find(before, fault);
    if (place == before.end())
      throw std::runtime_error(changes.string() + ": takes away what is not there: " + fault.rule +
                               " " + fault.page);
    before.erase(place);
  }
  return before;
}

std::filesystem::path served_file(const std::filesystem::path& portal, const std::string& page) {
  std::string path =
      page.substr(1, page.find('?') == std::string::npos ? page.npos : page.find('?') - 1);
  if (path.empty() || path.ends_with('/')) path += "index.html";
  return portal / path;
}

}  // namespace vigie::tests
