// The schema's past. A migration that has shipped is never edited: add the next. Types and
// statements are those that SQLite and PostgreSQL both know, but for BLOB (there BYTEA) and WITHOUT
// ROWID (there nothing). docs/history.md tells what the tables mean and which views stay.
#include "reports/history/migrations.h"

#include <cstdint>
#include <iterator>
#include <string>

#include "reports/history/database.h"

namespace vigie::reports::history {
namespace {

struct Migration {
  int version;
  const char* sql;
};

// Numbers of the enumerations: rules::Outcome, crawler::FoundBy, ResourceKind, Stopped,
// probes::Cacheability, Unit.
constexpr Migration kMigrations[] = {
    {1, R"sql(
CREATE TABLE portal (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE text (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE rule (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE rule_version (
  catalogue BIGINT NOT NULL, rule_id BIGINT NOT NULL REFERENCES rule(id), version BIGINT NOT NULL,
  PRIMARY KEY (catalogue, rule_id)) WITHOUT ROWID;
CREATE TABLE url (
  id INTEGER PRIMARY KEY, portal_id BIGINT NOT NULL REFERENCES portal(id), url TEXT NOT NULL,
  UNIQUE (portal_id, url));

CREATE TABLE run (
  id INTEGER PRIMARY KEY, portal_id BIGINT NOT NULL REFERENCES portal(id),
  started_ms BIGINT NOT NULL, finished_ms BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'interrupted', 'failed')),
  host TEXT NOT NULL, boot TEXT NOT NULL, pid BIGINT NOT NULL, process_started BIGINT NOT NULL,
  heartbeat_ms BIGINT NOT NULL, options_hash BIGINT NOT NULL, options BLOB NOT NULL,
  catalogue BIGINT NOT NULL, vigie TEXT NOT NULL, with_session BIGINT NOT NULL,
  resumed BIGINT NOT NULL, pages BIGINT NOT NULL);
CREATE INDEX run_by_portal ON run (portal_id, id);
CREATE INDEX run_going_on ON run (id) WHERE state = 'running';
CREATE TABLE target (
  run_id BIGINT NOT NULL REFERENCES run(id), position BIGINT NOT NULL,
  host TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (run_id, position)) WITHOUT ROWID;

CREATE TABLE journal (
  id INTEGER PRIMARY KEY, run_id BIGINT NOT NULL REFERENCES run(id), data BLOB NOT NULL);
CREATE TABLE frontier (
  id INTEGER PRIMARY KEY, run_id BIGINT NOT NULL REFERENCES run(id), data BLOB NOT NULL);

CREATE TABLE answer (
  id INTEGER PRIMARY KEY, status BIGINT NOT NULL, final_url_id BIGINT NOT NULL REFERENCES url(id),
  error_kind TEXT, error_detail TEXT, content_type_id BIGINT REFERENCES text(id),
  with_session BIGINT NOT NULL, data BLOB NOT NULL);
CREATE TABLE content (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, lang TEXT NOT NULL, elements BIGINT NOT NULL,
  shape BIGINT NOT NULL, too_large BIGINT NOT NULL, elements_dropped BIGINT NOT NULL,
  frames BIGINT NOT NULL, resource_ids BLOB NOT NULL, data BLOB NOT NULL);
CREATE TABLE rule_set (id INTEGER PRIMARY KEY, hash BIGINT NOT NULL);
CREATE INDEX rule_set_by_hash ON rule_set (hash);
CREATE TABLE rule_set_member (
  rule_set_id BIGINT NOT NULL REFERENCES rule_set(id), rule_id BIGINT NOT NULL REFERENCES rule(id),
  position BIGINT NOT NULL, PRIMARY KEY (rule_set_id, rule_id)) WITHOUT ROWID;
CREATE TABLE outcomes (
  id INTEGER PRIMARY KEY, hash BIGINT NOT NULL, rule_set_id BIGINT NOT NULL REFERENCES rule_set(id),
  counts BLOB NOT NULL);
CREATE INDEX outcomes_by_hash ON outcomes (hash);

CREATE TABLE page (
  run_id BIGINT NOT NULL REFERENCES run(id), url_id BIGINT NOT NULL REFERENCES url(id),
  previous_run_id BIGINT NOT NULL, answer_id BIGINT NOT NULL REFERENCES answer(id),
  content_id BIGINT REFERENCES content(id), outcomes_id BIGINT REFERENCES outcomes(id),
  portal_outcomes_id BIGINT REFERENCES outcomes(id), template_id BIGINT REFERENCES text(id),
  alias BIGINT NOT NULL, frame BIGINT NOT NULL, shown_on_id BIGINT REFERENCES url(id),
  found_by BIGINT NOT NULL, clicks BIGINT, final_status BIGINT, at_ms BIGINT NOT NULL,
  dns_us BIGINT, connect_us BIGINT, tls_us BIGINT, ttfb_us BIGINT NOT NULL, total_us BIGINT NOT NULL,
  spread_us BIGINT, samples BIGINT NOT NULL, bytes_transferred BIGINT NOT NULL,
  bytes_decoded BIGINT NOT NULL, modified_s BIGINT, weight_bytes BIGINT, weight_requests BIGINT,
  weight_third_party BIGINT, weight_complete BIGINT, body_hash BLOB,
  PRIMARY KEY (run_id, url_id)) WITHOUT ROWID;
CREATE INDEX page_frame ON page (run_id, shown_on_id) WHERE frame = 1;
CREATE TABLE page_head (
  url_id BIGINT PRIMARY KEY REFERENCES url(id), run_id BIGINT NOT NULL,
  answer_id BIGINT NOT NULL, answer_hash BIGINT NOT NULL, content_id BIGINT, content_hash BLOB,
  outcomes_id BIGINT, judgement_hash BIGINT NOT NULL) WITHOUT ROWID;

CREATE TABLE resource_state (
  id INTEGER PRIMARY KEY, kind BIGINT NOT NULL, status BIGINT NOT NULL,
  final_url_id BIGINT NOT NULL REFERENCES url(id), error_kind TEXT, error_detail TEXT,
  content_type_id BIGINT REFERENCES text(id), bytes_transferred BIGINT NOT NULL,
  bytes_decoded BIGINT NOT NULL, data BLOB NOT NULL, uses BLOB);
CREATE TABLE resource (
  run_id BIGINT NOT NULL REFERENCES run(id), url_id BIGINT NOT NULL REFERENCES url(id),
  state_id BIGINT NOT NULL REFERENCES resource_state(id), found_by BIGINT NOT NULL,
  PRIMARY KEY (run_id, url_id)) WITHOUT ROWID;
CREATE TABLE resource_head (
  url_id BIGINT PRIMARY KEY REFERENCES url(id), state_id BIGINT NOT NULL,
  state_hash BIGINT NOT NULL) WITHOUT ROWID;

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY, hash BIGINT NOT NULL, outcome BIGINT NOT NULL, selector TEXT NOT NULL,
  snippet TEXT NOT NULL, place TEXT NOT NULL, message_id BIGINT NOT NULL REFERENCES text(id),
  message_values BLOB NOT NULL, act BLOB NOT NULL);
CREATE INDEX evidence_by_hash ON evidence (hash);
CREATE TABLE finding (
  url_id BIGINT NOT NULL REFERENCES url(id), last_run_id BIGINT NOT NULL,
  rule_id BIGINT NOT NULL REFERENCES rule(id), fingerprint BIGINT NOT NULL,
  ordinal BIGINT NOT NULL, first_run_id BIGINT NOT NULL, since_run_id BIGINT NOT NULL,
  line BIGINT NOT NULL, evidence_id BIGINT NOT NULL REFERENCES evidence(id),
  PRIMARY KEY (url_id, last_run_id, rule_id, fingerprint, ordinal, first_run_id)) WITHOUT ROWID;

CREATE TABLE metric (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, unit BIGINT NOT NULL);
CREATE TABLE measure (
  portal_id BIGINT NOT NULL REFERENCES portal(id), metric_id BIGINT NOT NULL REFERENCES metric(id),
  scope_id BIGINT NOT NULL REFERENCES text(id), run_id BIGINT NOT NULL REFERENCES run(id),
  value DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (portal_id, metric_id, scope_id, run_id)) WITHOUT ROWID;
CREATE TABLE not_measured (
  run_id BIGINT NOT NULL REFERENCES run(id), what TEXT NOT NULL,
  why_id BIGINT NOT NULL REFERENCES text(id), why_values BLOB NOT NULL,
  PRIMARY KEY (run_id, what, why_id, why_values)) WITHOUT ROWID;

CREATE VIEW v_runs AS
  SELECT run.id AS id, portal.name AS portal, started_ms, finished_ms, state
  FROM run JOIN portal ON portal.id = run.portal_id;
CREATE VIEW v_pages AS
  SELECT page.run_id AS run_id, asked.url AS url, final.url AS final_url,
         COALESCE(page.final_status, answer.status) AS status, answer.error_kind AS error_kind,
         page.clicks AS clicks, page.alias AS alias, content.title AS title, content.lang AS lang,
         template.text AS page_template, page.ttfb_us / 1000.0 AS ttfb_ms,
         page.total_us / 1000.0 AS total_ms, page.bytes_transferred AS bytes_transferred,
         page.bytes_decoded AS bytes_decoded
  FROM page JOIN url AS asked ON asked.id = page.url_id
  JOIN answer ON answer.id = page.answer_id JOIN url AS final ON final.id = answer.final_url_id
  LEFT JOIN content ON content.id = page.content_id
  LEFT JOIN text AS template ON template.id = page.template_id
  WHERE page.frame = 0;
CREATE VIEW v_findings AS
  SELECT page.run_id AS run_id, url.url AS page, rule.name AS rule,
         CASE evidence.outcome WHEN 0 THEN 'passed' WHEN 1 THEN 'failed' WHEN 2 THEN 'cantTell'
           ELSE 'inapplicable' END AS outcome,
         evidence.selector AS selector, evidence.snippet AS snippet, finding.line AS line,
         evidence.place AS place, message.text AS message, finding.fingerprint AS fingerprint,
         finding.since_run_id AS since_run_id
  FROM page JOIN url ON url.id = page.url_id
  JOIN finding ON finding.url_id = page.url_id AND finding.first_run_id <= page.run_id
    AND (finding.last_run_id = 0 OR finding.last_run_id >= page.run_id)
  JOIN rule ON rule.id = finding.rule_id
  JOIN evidence ON evidence.id = finding.evidence_id
  JOIN text AS message ON message.id = evidence.message_id
  WHERE EXISTS (SELECT 1 FROM outcomes
    JOIN rule_set_member ON rule_set_member.rule_set_id = outcomes.rule_set_id
    WHERE outcomes.id IN (page.outcomes_id, page.portal_outcomes_id)
      AND rule_set_member.rule_id = finding.rule_id);
CREATE VIEW v_trend AS
  SELECT portal.name AS portal, metric.name AS metric, metric.unit AS unit, scope.text AS scope,
         measure.run_id AS run_id, run.started_ms AS started_ms, measure.value AS value
  FROM measure JOIN run ON run.id = measure.run_id JOIN portal ON portal.id = measure.portal_id
  JOIN metric ON metric.id = measure.metric_id JOIN text AS scope ON scope.id = measure.scope_id
  WHERE run.state = 'finished';
)sql"},
};

}  // namespace

int newest_schema() { return kMigrations[std::size(kMigrations) - 1].version; }

void migrate(Database& database) {
  for (const Migration& migration : kMigrations) {
    if (database.integer("PRAGMA user_version") >= migration.version) continue;
    Transaction transaction(database);
    // Another process may have done this step while we waited for the lock.
    if (database.integer("PRAGMA user_version") >= migration.version) continue;
    if (migration.version == 1)
      database.run(("PRAGMA application_id = " + std::to_string(kApplicationId)).c_str());
    database.run(migration.sql);
    database.run(("PRAGMA user_version = " + std::to_string(migration.version)).c_str());
    transaction.commit();
  }
}

}  // namespace vigie::reports::history
