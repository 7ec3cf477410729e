#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "crawler/marked_text.h"
#include "reports/history/database.h"
#include "reports/history/database_file.h"
#include "reports/history/history.h"
#include "reports/history/trouble.h"

namespace vigie::reports {
namespace {

using history::Database;
using history::DatabaseError;
using history::Statement;

// What SQLite cannot know of our tables. Each query counts the rows that are wrong.
struct Invariant {
  const char* what;  // msgid, {0}: the count
  const char* sql;
};
constexpr Invariant kInvariants[] = {
    {N_("{0} finished runs still have pages that were not merged"),
     "SELECT COUNT(*) FROM run WHERE state = 'finished' AND EXISTS "
     "(SELECT 1 FROM journal WHERE run_id = run.id)"},
    {N_("{0} runs ended before they began"),
     "SELECT COUNT(*) FROM run WHERE state <> 'running' AND finished_ms < started_ms"},
    {N_("{0} pages name a later visit as the one before"),
     "SELECT COUNT(*) FROM page WHERE previous_run_id >= run_id"},
    {N_("{0} pages name a visit before that is not there"),
     "SELECT COUNT(*) FROM page WHERE previous_run_id <> 0 AND NOT EXISTS (SELECT 1 FROM page AS "
     "b WHERE b.run_id = page.previous_run_id AND b.url_id = page.url_id)"},
    {N_("{0} pages have a newer visit than the one noted as the newest"),
     "SELECT COUNT(*) FROM page JOIN page_head ON page_head.url_id = page.url_id "
     "WHERE page.run_id > page_head.run_id"},
    {N_("{0} findings end before they begin"),
     "SELECT COUNT(*) FROM finding WHERE (last_run_id <> 0 AND last_run_id < first_run_id) OR "
     "since_run_id > first_run_id"},
    {N_("{0} findings are kept twice for the same visit"),
     "SELECT COUNT(*) FROM finding AS a JOIN finding AS b ON b.url_id = a.url_id AND "
     "b.rule_id = a.rule_id AND b.fingerprint = a.fingerprint AND b.ordinal = a.ordinal AND "
     "b.first_run_id > a.first_run_id AND (a.last_run_id = 0 OR b.first_run_id <= a.last_run_id)"},
    {N_("{0} pages belong to another portal than their run"),
     "SELECT COUNT(*) FROM page JOIN run ON run.id = page.run_id JOIN url ON url.id = page.url_id "
     "WHERE url.portal_id <> run.portal_id"},
};

void check_integrity(Database& database, std::vector<Trouble>& found, std::size_t most) {
  Statement check(database, "PRAGMA integrity_check");
  Statement::Rows rows = check.query();
  while (rows.next() && found.size() < most)
    if (rows.text(0) != "ok") found.push_back({N_("damaged: {0}"), {rows.string(0)}, ""});
}

void check_references(Database& database, std::vector<Trouble>& found, std::size_t most) {
  Statement check(database, "PRAGMA foreign_key_check");
  Statement::Rows rows = check.query();
  while (rows.next() && found.size() < most)
    found.push_back({N_("a row of {0} refers to a row of {1} that is not there"),
                     {rows.string(0), rows.string(2)},
                     ""});
}

void check_invariants(Database& database, std::vector<Trouble>& found, std::size_t most) {
  for (const Invariant& invariant : kInvariants) {
    if (found.size() >= most) return;
    const std::int64_t wrong = database.integer(invariant.sql);
    if (wrong > 0) found.push_back({invariant.what, {std::to_string(wrong)}, ""});
  }
}

}  // namespace

std::vector<Trouble> check_history(const std::string& path, std::size_t most) {
  std::vector<Trouble> found;
  const auto database = history::open_file(path, history::Access::read, History::kPatience);
  if (!database) {
    found.push_back(database.error().trouble);
    return found;
  }
  try {
    check_integrity(**database, found, most);
    check_references(**database, found, most);
    check_invariants(**database, found, most);
  } catch (const DatabaseError& error) {
    found.push_back(history::trouble_of(error));
  }
  return found;
}

}  // namespace vigie::reports
