#include "reports/history/finding_intervals.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "reports/history/database.h"
#include "rules/rule.h"

namespace vigie::reports::history {
namespace {

// Rows of one INSERT: at 16 a row costs 0.6 of what it costs alone.
constexpr std::size_t kMany = 16;

std::string insert_rows(std::size_t rows) {
  std::string sql =
      "INSERT INTO finding (url_id, last_run_id, rule_id, fingerprint, ordinal, first_run_id, "
      "since_run_id, line, evidence_id) VALUES ";
  for (std::size_t row = 0; row < rows; ++row)
    sql += row == 0 ? "(?, ?, ?, ?, ?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  return sql;
}

}  // namespace

FindingIntervals::FindingIntervals(Database& database)
    : around_(
          database,
          "SELECT rule_id, fingerprint, ordinal, first_run_id, last_run_id, since_run_id, line, "
          "evidence_id, outcome FROM finding JOIN evidence ON evidence.id = evidence_id "
          "WHERE url_id = ?1 AND last_run_id = 0 UNION ALL "
          "SELECT rule_id, fingerprint, ordinal, first_run_id, last_run_id, since_run_id, line, "
          "evidence_id, outcome FROM finding JOIN evidence ON evidence.id = evidence_id "
          "WHERE url_id = ?1 AND last_run_id >= ?2 AND last_run_id > 0"),
      insert_(database, insert_rows(1).c_str()),
      insert_many_(database, insert_rows(kMany).c_str()),
      erase_(database,
             "DELETE FROM finding WHERE url_id = ? AND last_run_id = ? AND rule_id = ? AND "
             "fingerprint = ? AND ordinal = ? AND first_run_id = ?") {}

void FindingIntervals::put(const Visit& visit, const std::vector<std::int64_t>& rules,
                           const std::vector<FoundRow>& found) {
  Rows all = rows_around(visit);
  if (all.empty()) return put_all(visit, found);
  Rows rows;  // of one key
  std::size_t at = 0;
  auto next_found = found.begin();
  while (at < all.size() || next_found != found.end()) {
    const bool kept_first =
        at < all.size() && (next_found == found.end() || all[at].key <= next_found->key);
    const FindingKey key = kept_first ? all[at].key : next_found->key;
    rows.clear();
    for (; at < all.size() && all[at].key == key; ++at) rows.push_back(all[at]);
    const FoundRow* here =
        next_found != found.end() && next_found->key == key ? &*next_found++ : nullptr;
    if (std::ranges::binary_search(rules, key.rule)) put_one(visit, rows, here);
  }
}

// On a page of which nothing is kept around this visit.
void FindingIntervals::put_all(const Visit& visit, std::span<const FoundRow> found) {
  const std::int64_t last = visit.next == 0 ? 0 : visit.run;
  for (; found.size() >= kMany; found = found.subspan(kMany)) {
    int at = 0;
    for (const FoundRow& row : found.first(kMany))
      for (const std::int64_t value :
           {visit.url, last, row.key.rule, row.key.fingerprint, row.key.ordinal, visit.run,
            visit.run, row.line, row.evidence})
        insert_many_.set(++at, value);
    insert_many_.run();
  }
  for (const FoundRow& row : found)
    insert_.run(visit.url, last, row.key.rule, row.key.fingerprint, row.key.ordinal, visit.run,
                visit.run, row.line, row.evidence);
}

// All that reach the visit before this one, sorted by key.
FindingIntervals::Rows FindingIntervals::rows_around(const Visit& visit) {
  Rows rows;
  if (visit.first_ever) return rows;
  Statement::Rows found = around_.query(visit.url, visit.previous);
  while (found.next()) {
    const auto outcome = found.integer(8);
    rows.push_back({.key = {found.integer(0), found.integer(1), found.integer(2)},
                    .first = found.integer(3),
                    .last = found.integer(4),
                    .since = found.integer(5),
                    .line = found.integer(6),
                    .evidence = found.integer(7),
                    .problem = outcome == static_cast<int>(rules::Outcome::failed) ||
                               outcome == static_cast<int>(rules::Outcome::cant_tell)});
  }
  std::ranges::sort(rows, [](const Row& a, const Row& b) {
    return a.key != b.key ? a.key < b.key : a.first < b.first;
  });
  return rows;
}

void FindingIntervals::put_one(const Visit& visit, Rows& rows, const FoundRow* found) {
  const auto here = std::ranges::find_if(rows, [&](const Row& r) { return r.contains(visit.run); });
  const bool said = here != rows.end() && found != nullptr && here->evidence == found->evidence &&
                    here->line == found->line;
  if (said) return;
  if (here != rows.end()) cut_out(visit, rows, static_cast<std::size_t>(here - rows.begin()));
  for (const bool problem : {true, false})
    if (found == nullptr || found->problem != problem) break_row(visit, rows, problem);
  if (found != nullptr) fit_in(visit, rows, *found);
}

// It was not there at this visit: what was there before and after are two findings.
void FindingIntervals::break_row(const Visit& visit, Rows& rows, bool problem) {
  const auto after = std::ranges::find_if(
      rows, [&](const Row& row) { return row.contains(visit.next) && row.problem == problem; });
  if (after != rows.end() && after->since <= visit.run)
    begin_again(visit, rows, problem, after->since, visit.next);
}

// The row says that it was there at this visit; that is not so.
void FindingIntervals::cut_out(const Visit& visit, Rows& rows, std::size_t at) {
  const Row whole = rows[at];
  const bool before = visit.previous != 0 && whole.first <= visit.previous;
  const bool after = visit.next != 0 && (whole.last == 0 || whole.last >= visit.next);
  if (before) {
    change(visit, rows[at], whole.first, visit.previous, whole.since);
    if (!after) return;
    Row rest = whole;
    rest.first = visit.next;
    insert(visit, rows, rest);
    return;
  }
  if (after) return change(visit, rows[at], visit.next, whole.last, whole.since);
  erase_.run(visit.url, whole.last, whole.key.rule, whole.key.fingerprint, whole.key.ordinal,
             whole.first);
  rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(at));
}

// It was there at this visit; no row says so yet.
void FindingIntervals::fit_in(const Visit& visit, Rows& rows, const FoundRow& found) {
  const auto at = [&](std::int64_t run) {
    return std::ranges::find_if(
        rows, [&](const Row& row) { return row.contains(run) && row.problem == found.problem; });
  };
  const auto same = [&](const Row& row) {
    return row.evidence == found.evidence && row.line == found.line;
  };
  const auto before = at(visit.previous), after = at(visit.next);
  const std::int64_t since = before != rows.end() ? before->since : visit.run;
  // What began at the next visit began here.
  if (after != rows.end() && after->since == visit.next)
    begin_again(visit, rows, found.problem, visit.next, since);
  if (before != rows.end() && same(*before))
    return change(visit, *before, before->first, visit.next == 0 ? 0 : visit.run, since);
  if (after != rows.end() && same(*after))
    return change(visit, *after, visit.run, after->last, since);
  insert(visit, rows,
         {.key = found.key,
          .first = visit.run,
          .last = visit.next == 0 ? 0 : visit.run,
          .since = since,
          .line = found.line,
          .evidence = found.evidence,
          .problem = found.problem});
}

// Rows after this visit that counted from `old_since` count from `new_since`.
void FindingIntervals::begin_again(const Visit& visit, Rows& rows, bool problem,
                                   std::int64_t old_since, std::int64_t new_since) {
  for (Row& row : rows)
    if (row.first > visit.run && row.problem == problem && row.since == old_since)
      change(visit, row, row.first, row.last, new_since);
}

void FindingIntervals::change(const Visit& visit, Row& row, std::int64_t first, std::int64_t last,
                              std::int64_t since) {
  erase_.run(visit.url, row.last, row.key.rule, row.key.fingerprint, row.key.ordinal, row.first);
  row.first = first;
  row.last = last;
  row.since = since;
  insert_.run(visit.url, row.last, row.key.rule, row.key.fingerprint, row.key.ordinal, row.first,
              row.since, row.line, row.evidence);
}

void FindingIntervals::insert(const Visit& visit, Rows& rows, const Row& row) {
  insert_.run(visit.url, row.last, row.key.rule, row.key.fingerprint, row.key.ordinal, row.first,
              row.since, row.line, row.evidence);
  rows.push_back(row);
}

}  // namespace vigie::reports::history
