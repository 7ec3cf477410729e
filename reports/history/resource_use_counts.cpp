#include "reports/history/resource_use_counts.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "crawler/page_contents.h"
#include "reports/history/codec.h"
#include "reports/history/contents_codec.h"
#include "reports/history/database.h"

namespace vigie::reports::history {
namespace {

using Needs = std::unordered_map<std::int64_t, std::vector<std::int64_t>>;  // by style sheet
constexpr std::size_t kMaxUses = 10'000;                                    // of one page

Needs needs_of_sheets(Database& database, std::int64_t run) {
  Statement sheets(database,
                   "SELECT resource.url_id, uses FROM resource "
                   "JOIN resource_state ON resource_state.id = state_id "
                   "WHERE resource.run_id = ? AND uses IS NOT NULL");
  Statement number(database,
                   "SELECT id FROM url WHERE portal_id = (SELECT portal_id FROM run WHERE id = ?) "
                   "AND url = ?");
  Needs needs;
  Statement::Rows rows = sheets.query(run);
  while (rows.next()) {
    Decoder in(rows.text(1));
    std::vector<std::int64_t>& needed = needs[rows.integer(0)];
    for (const crawler::ResourceUse& use : decode_uses(in))
      if (const auto id = number.integer(run, use.url)) needed.push_back(*id);
  }
  return needs;
}

}  // namespace

ResourceUseCounts::ResourceUseCounts(Database& database, std::int64_t run) {
  const Needs needs = needs_of_sheets(database, run);
  Statement contents(database,
                     "SELECT resource_ids FROM page JOIN content ON content.id = content_id "
                     "WHERE run_id = ? AND alias = 0");
  Statement::Rows rows = contents.query(run);
  std::vector<std::int64_t> used;
  while (rows.next()) {
    Decoder in(rows.text(0));
    used.clear();
    while (!in.at_end()) used.push_back(static_cast<std::int64_t>(in.number()));
    // Grows while it is walked: what a sheet imports needs something itself.
    for (std::size_t at = 0; at < used.size() && used.size() < kMaxUses; ++at) {
      const auto sheet = needs.find(used[at]);
      if (sheet == needs.end()) continue;
      for (const std::int64_t id : sheet->second)
        if (std::ranges::find(used, id) == used.end()) used.push_back(id);
    }
    for (const std::int64_t id : used) ++pages_[id];
  }
}

std::uint32_t ResourceUseCounts::pages(std::int64_t url_id) const {
  const auto found = pages_.find(url_id);
  return found == pages_.end() ? 0 : found->second;
}

}  // namespace vigie::reports::history
