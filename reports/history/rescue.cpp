#include "reports/history/rescue.h"

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "reports/history/database.h"
#include "reports/history/database_file.h"

namespace vigie::reports::history {
namespace {

// ?1: the run, ?2: the finished run before it. `lost` is the file.
constexpr const char* kCopies[] = {
    "INSERT OR IGNORE INTO portal SELECT * FROM lost.portal",
    "INSERT OR IGNORE INTO text SELECT * FROM lost.text",
    "INSERT OR IGNORE INTO rule SELECT * FROM lost.rule",
    "INSERT OR IGNORE INTO rule_version SELECT * FROM lost.rule_version",
    "INSERT OR IGNORE INTO metric SELECT * FROM lost.metric",
    "INSERT OR IGNORE INTO rule_set SELECT * FROM lost.rule_set",
    "INSERT OR IGNORE INTO rule_set_member SELECT * FROM lost.rule_set_member",
    "INSERT OR IGNORE INTO run SELECT * FROM lost.run WHERE id IN (?1, ?2)",
    "INSERT OR IGNORE INTO target SELECT * FROM lost.target WHERE run_id IN (?1, ?2)",
    "INSERT OR IGNORE INTO journal SELECT * FROM lost.journal WHERE run_id = ?1",
    "INSERT OR IGNORE INTO frontier SELECT * FROM lost.frontier WHERE run_id = ?1",
    "INSERT OR IGNORE INTO url SELECT * FROM lost.url WHERE portal_id = "
    "(SELECT portal_id FROM lost.run WHERE id = ?1)",
    "INSERT OR IGNORE INTO page SELECT * FROM lost.page WHERE run_id IN (?1, ?2)",
    "INSERT OR IGNORE INTO resource SELECT * FROM lost.resource WHERE run_id IN (?1, ?2)",
    "INSERT OR IGNORE INTO answer SELECT * FROM lost.answer WHERE id IN "
    "(SELECT answer_id FROM page)",
    "INSERT OR IGNORE INTO content SELECT * FROM lost.content WHERE id IN "
    "(SELECT content_id FROM page)",
    "INSERT OR IGNORE INTO outcomes SELECT * FROM lost.outcomes WHERE id IN "
    "(SELECT outcomes_id FROM page UNION SELECT portal_outcomes_id FROM page)",
    "INSERT OR IGNORE INTO page_head SELECT * FROM lost.page_head WHERE run_id IN (?1, ?2) "
    "AND url_id IN (SELECT url_id FROM page)",
    "INSERT OR IGNORE INTO resource_state SELECT * FROM lost.resource_state WHERE id IN "
    "(SELECT state_id FROM resource)",
    "INSERT OR IGNORE INTO resource_head SELECT * FROM lost.resource_head WHERE state_id IN "
    "(SELECT id FROM resource_state)",
    "INSERT OR IGNORE INTO finding SELECT * FROM lost.finding WHERE url_id IN "
    "(SELECT url_id FROM page) AND (last_run_id = 0 OR last_run_id >= min(?1, ifnull(?2, ?1)))",
    "INSERT OR IGNORE INTO evidence SELECT * FROM lost.evidence WHERE id IN "
    "(SELECT evidence_id FROM finding)",
    "INSERT OR IGNORE INTO measure SELECT * FROM lost.measure WHERE run_id IN (?1, ?2)",
    "INSERT OR IGNORE INTO not_measured SELECT * FROM lost.not_measured WHERE run_id = ?1",
};

void copy_rows(Database& safe, const char* copy, std::int64_t run,
               std::optional<std::int64_t> before) {
  try {
    Statement statement(safe, copy);
    if (statement.parameters() == 0)
      statement.run();
    else if (statement.parameters() == 1)
      statement.run(run);
    else
      statement.run(run, before);
  } catch (const DatabaseError&) {
    return;  // what cannot be read is lost, the rest is not
  }
}

}  // namespace

std::shared_ptr<Database> rescue_run(const std::string& path, std::int64_t run) {
  std::shared_ptr<Database> safe = open_temporary();
  try {
    Statement(*safe, "ATTACH ? AS lost").run(uri_of(path, "mode=ro"));
    const auto before = Statement(*safe,
                                  "SELECT MAX(id) FROM lost.run WHERE id < ?1 AND state = "
                                  "'finished' AND portal_id = (SELECT portal_id FROM lost.run "
                                  "WHERE id = ?1)")
                            .integer(run);
    Transaction transaction(*safe);
    for (const char* copy : kCopies) copy_rows(*safe, copy, run, before);
    transaction.commit();
    safe->run("DETACH lost");
  } catch (const DatabaseError&) {
    return open_temporary();
  }
  return safe;
}

std::shared_ptr<Database> rescue_temporary(Database& from) {
  std::shared_ptr<Database> safe = open_in_memory();
  sqlite3_backup* copy = sqlite3_backup_init(safe->handle(), "main", from.handle(), "main");
  if (copy == nullptr) return safe;
  sqlite3_backup_step(copy, -1);
  if (sqlite3_backup_finish(copy) == SQLITE_OK) return safe;
  return open_in_memory();
}

}  // namespace vigie::reports::history
