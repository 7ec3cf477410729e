#include "reports/history/run_claim.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/history/codec.h"
#include "reports/history/database.h"
#include "reports/history/history.h"
#include "reports/history/merger.h"
#include "reports/history/owner.h"
#include "reports/history/visit_record.h"
#include "rules/catalogue.h"
#include "rules/rule.h"

namespace vigie::reports::history {
namespace {

std::string encoded_options(const RunRequest& request) {
  std::vector<std::string> texts;
  for (const auto& [name, value] : request.options) {
    texts.push_back(name);
    texts.push_back(value);
  }
  return encode_texts(texts);
}

// Equal where one run may go on with what another has done.
std::int64_t options_hash(const RunRequest& request) {
  Encoder out;
  out.text(encoded_options(request));
  out.text(request.vigie_version);
  out.number(static_cast<std::uint64_t>(request.catalogue_version));
  out.number(request.with_session ? 1 : 0);
  for (const RunRequest::Target& target : request.targets) out.text(target.url);
  return digest64(out.bytes());
}

struct LeftRun {
  std::int64_t id, portal, started_ms, options_hash;
  Owner owner;
};

std::vector<LeftRun> left_by_the_dead(Database& database, const Owner& self, std::int64_t now) {
  Statement running(database,
                    "SELECT id, portal_id, started_ms, options_hash, host, boot, pid, "
                    "process_started, heartbeat_ms FROM run WHERE state = 'running' ORDER BY id");
  std::vector<LeftRun> left;
  Statement::Rows rows = running.query();
  while (rows.next()) {
    LeftRun run{rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(3), {}};
    run.owner = {.host = rows.string(4),
                 .boot = rows.string(5),
                 .pid = rows.integer(6),
                 .started = rows.integer(7),
                 .heartbeat_ms = rows.integer(8)};
    if (!is_alive(run.owner, self, now)) left.push_back(std::move(run));
  }
  return left;
}

bool may_resume(const LeftRun& run, const RunRequest& request, std::int64_t portal,
                std::int64_t hash, std::int64_t now) {
  if (run.portal != portal || run.options_hash != hash) return false;
  const std::chrono::milliseconds silent(now - run.owner.heartbeat_ms);
  switch (request.resume) {
    case RunRequest::Resume::never:
      return false;
    case RunRequest::Resume::always:
      return true;
    case RunRequest::Resume::recent:
      break;
  }
  return silent < request.recent;
}

void interrupt(Database& database, Merger& merger, const LeftRun& run) {
  merger.merge(run.id, run.portal);
  Statement(database, "DELETE FROM frontier WHERE run_id = ?").run(run.id);
  Statement(database,
            "UPDATE run SET state = 'interrupted', finished_ms = heartbeat_ms, pages = "
            "(SELECT COUNT(*) FROM page JOIN answer ON answer.id = page.answer_id WHERE "
            "page.run_id = run.id AND alias = 0 AND frame = 0 AND answer.status > 0) WHERE id = ?")
      .run(run.id);
}

void take_over(Database& database, std::int64_t run, const Owner& self) {
  Statement(database,
            "UPDATE run SET host = ?, boot = ?, pid = ?, process_started = ?, heartbeat_ms = ?, "
            "resumed = resumed + 1 WHERE id = ?")
      .run(self.host, self.boot, self.pid, self.started, self.heartbeat_ms, run);
}

// Which version of each rule the catalogue's number stands for, so that a later reader can tell a
// change of the portal from one of the rules.
void note_rule_versions(Database& database, Merger& merger, int catalogue) {
  if (Statement(database, "SELECT 1 FROM rule_version WHERE catalogue = ? LIMIT 1")
          .integer(catalogue))
    return;
  Statement add(database,
                "INSERT INTO rule_version (catalogue, rule_id, version) VALUES (?, ?, ?)");
  for (const rules::Rule& rule : rules::catalogue())
    add.run(catalogue, merger.interner().rule(rule.info.id), rule.info.version);
}

std::int64_t insert_run(Database& database, Merger& merger, const RunRequest& request,
                        const Claim& claim) {
  const Owner self = this_process();
  Statement(database,
            "INSERT INTO run (id, portal_id, started_ms, finished_ms, state, host, boot, pid, "
            "process_started, heartbeat_ms, options_hash, options, catalogue, vigie, "
            "with_session, resumed, pages) "
            "VALUES (?, ?, ?, 0, 'running', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)")
      .run(claim.run == 0 ? std::nullopt : std::optional(claim.run), claim.portal, claim.started_ms,
           self.host, self.boot, self.pid, self.started, self.heartbeat_ms, options_hash(request),
           blob(encoded_options(request)), request.catalogue_version, request.vigie_version,
           request.with_session);
  const std::int64_t run = database.last_id();
  Statement add_target(database,
                       "INSERT INTO target (run_id, position, host, url) VALUES (?, ?, ?, ?)");
  std::int64_t position = 0;
  for (const RunRequest::Target& target : request.targets)
    add_target.run(run, position++, target.host, target.url);
  note_rule_versions(database, merger, request.catalogue_version);
  return run;
}

}  // namespace

Claim claim_run(Database& database, Merger& merger, const RunRequest& request) {
  Transaction transaction(database);
  const Owner self = this_process();
  const std::int64_t now = now_ms();
  Claim claim{.portal = merger.interner().portal(request.portal), .started_ms = now};
  std::vector<LeftRun> left = left_by_the_dead(database, self, now);
  const std::int64_t hash = options_hash(request);
  for (const LeftRun& run : left)  // the newest has the last word
    if (may_resume(run, request, claim.portal, hash, now))
      claim = {run.id, run.portal, run.started_ms, true};
  for (const LeftRun& run : left)
    if (run.id != claim.run) interrupt(database, merger, run);
  if (claim.resumed) {
    merger.merge(claim.run, claim.portal);
    take_over(database, claim.run, self);
  } else {
    claim.run = insert_run(database, merger, request, claim);
  }
  transaction.commit();
  return claim;
}

void put_run(Database& database, Merger& merger, const RunRequest& request, const Claim& claim) {
  Transaction transaction(database);
  Claim same = claim;
  same.portal = merger.interner().portal(request.portal);
  insert_run(database, merger, request, same);
  transaction.commit();
}

}  // namespace vigie::reports::history
