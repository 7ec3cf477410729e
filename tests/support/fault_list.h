#ifndef VIGIE_TESTS_SUPPORT_FAULT_LIST_H
#define VIGIE_TESTS_SUPPORT_FAULT_LIST_H

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace vigie::tests {

// A line of samples/faults.tsv; the head of that file says what the columns mean.
struct ListedFault {
  std::string rule;                  // "measure:NAME" is no rule
  std::string outcome;               // "failed", "cantTell", "passed"
  std::string page;                  // path and query
  std::string where;                 // empty: not compared
  std::vector<std::uint32_t> lines;  // any of these; empty: not compared
  std::string selector;              // empty: not compared
  std::uint32_t count = 1;
  bool or_more = false;  // count is the least
  std::string note;
  bool operator==(const ListedFault&) const = default;
};

// Throws std::runtime_error, naming the line, when one has not its eight columns.
std::vector<ListedFault> read_fault_list(const std::filesystem::path& file);

// `before` with the lines of samples/faults-after.tsv taken away and added. Throws when one that is
// to be taken away is not there.
std::vector<ListedFault> change_fault_list(std::vector<ListedFault> before,
                                           const std::filesystem::path& changes);

// The file below samples/portal or portal-after that nginx serves for this path and query.
std::filesystem::path served_file(const std::filesystem::path& portal, const std::string& page);

}  // namespace vigie::tests

#endif
