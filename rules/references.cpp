#include "rules/references.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace vigie::rules {

extern const std::string_view rgaa_tests_tsv;     // data/rgaa_tests.tsv
extern const std::string_view wcag_criteria_tsv;  // data/wcag_criteria.tsv

namespace {

using Row = std::array<std::string_view, 3>;

// The row whose first column is the id.
std::optional<Row> find_row(std::string_view table, std::string_view id) {
  while (!table.empty()) {
    const std::size_t end = table.find('\n');
    std::string_view line = table.substr(0, end);
    table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
    Row row;
    for (std::string_view& column : row) {
      const std::size_t tab = line.find('\t');
      column = line.substr(0, tab);
      line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
    }
    if (row[0] == id) return row;
  }
  return std::nullopt;
}

}  // namespace

std::optional<RgaaTest> rgaa_test(std::string_view id) {
  const std::optional<Row> row = find_row(rgaa_tests_tsv, id);
  if (!row) return std::nullopt;
  return RgaaTest{(*row)[0], (*row)[1], (*row)[2]};
}

std::optional<WcagCriterion> wcag_criterion(std::string_view id) {
  const std::optional<Row> row = find_row(wcag_criteria_tsv, id);
  if (!row) return std::nullopt;
  return WcagCriterion{(*row)[0], (*row)[1], (*row)[2]};
}

}  // namespace vigie::rules
