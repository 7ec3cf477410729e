#include "reports/history/interner.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "reports/history/codec.h"
#include "reports/history/database.h"
#include "reports/history/visit_record.h"
#include "rules/rule.h"

namespace vigie::reports::history {
namespace {

std::string bytes_of(rules::Outcome outcome, const EvidenceRecord& evidence) {
  Encoder out;
  out.number(static_cast<unsigned>(outcome));
  out.text(evidence.selector);
  out.text(evidence.snippet);
  out.text(evidence.where);
  out.text(evidence.message);
  out.text(evidence.values);
  out.text(evidence.act);
  return out.take();
}

}  // namespace

Interner::Interner(Database& database)
    : database_(database),
      find_portal_(database, "SELECT id FROM portal WHERE name = ?"),
      add_portal_(database, "INSERT INTO portal (name) VALUES (?)"),
      find_url_(database, "SELECT id FROM url WHERE portal_id = ? AND url = ?"),
      add_url_(database, "INSERT INTO url (portal_id, url) VALUES (?, ?)"),
      find_text_(database, "SELECT id FROM text WHERE text = ?"),
      add_text_(database, "INSERT INTO text (text) VALUES (?)"),
      find_rule_(database, "SELECT id FROM rule WHERE name = ?"),
      add_rule_(database, "INSERT INTO rule (name) VALUES (?)"),
      find_metric_(database, "SELECT id FROM metric WHERE name = ? AND unit = ?"),
      add_metric_(database, "INSERT INTO metric (name, unit) VALUES (?, ?)"),
      find_evidence_(database,
                     "SELECT id FROM evidence WHERE hash = ? AND outcome = ? AND selector = ? AND "
                     "snippet = ? AND place = ? AND message_id = ? AND message_values = ? AND "
                     "act = ?"),
      add_evidence_(database,
                    "INSERT INTO evidence (hash, outcome, selector, snippet, place, message_id, "
                    "message_values, act) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
      find_rule_set_(database, "SELECT id FROM rule_set WHERE hash = ?"),
      add_rule_set_(database, "INSERT INTO rule_set (hash) VALUES (?)"),
      add_rule_set_member_(database,
                           "INSERT INTO rule_set_member (rule_set_id, rule_id, position) "
                           "VALUES (?, ?, ?)"),
      find_outcomes_(database,
                     "SELECT id FROM outcomes WHERE hash = ? AND rule_set_id = ? AND counts = ?"),
      add_outcomes_(database, "INSERT INTO outcomes (hash, rule_set_id, counts) VALUES (?, ?, ?)") {
}

std::int64_t Interner::portal(std::string_view name) {
  if (const auto known = find_portal_.integer(name)) return *known;
  add_portal_.run(name);
  return database_.last_id();
}

std::int64_t Interner::url(std::int64_t portal, std::string_view url) {
  const std::uint64_t hash = hash_(url, static_cast<std::uint64_t>(portal));
  if (const std::int64_t number = urls_.find(hash); number != 0) return number;
  std::int64_t number = find_url_.integer(portal, url).value_or(0);
  if (number == 0) {
    add_url_.run(portal, url);
    number = database_.last_id();
  }
  urls_.put(hash, number);
  return number;
}

std::int64_t Interner::text(std::string_view text) {
  const std::uint64_t hash = hash_(text);
  if (const std::int64_t number = texts_.find(hash); number != 0) return number;
  std::int64_t number = find_text_.integer(text).value_or(0);
  if (number == 0) {
    add_text_.run(text);
    number = database_.last_id();
  }
  texts_.put(hash, number);
  return number;
}

std::int64_t Interner::rule(std::string_view name) {
  std::string key(name);
  if (const auto known = rules_.find(key); known != rules_.end()) return known->second;
  std::int64_t number = find_rule_.integer(name).value_or(0);
  if (number == 0) {
    add_rule_.run(name);
    number = database_.last_id();
  }
  rules_.emplace(std::move(key), number);
  return number;
}

std::int64_t Interner::metric(std::string_view name, int unit) {
  if (const auto known = find_metric_.integer(name, unit)) return *known;
  add_metric_.run(name, unit);
  return database_.last_id();
}

std::int64_t Interner::evidence(rules::Outcome outcome, const EvidenceRecord& evidence) {
  const std::string bytes = bytes_of(outcome, evidence);
  const std::uint64_t keyed = hash_(bytes);
  if (const std::int64_t number = evidence_.find(keyed); number != 0) return number;
  const std::int64_t hash = digest64(bytes);
  const std::int64_t message = text(evidence.message);
  const int code = static_cast<int>(outcome);
  std::int64_t number =
      find_evidence_
          .integer(hash, code, evidence.selector, evidence.snippet, evidence.where, message,
                   blob(evidence.values), blob(evidence.act))
          .value_or(0);
  if (number == 0) {
    add_evidence_.run(hash, code, evidence.selector, evidence.snippet, evidence.where, message,
                      blob(evidence.values), blob(evidence.act));
    number = database_.last_id();
  }
  evidence_.put(keyed, number);
  return number;
}

std::int64_t Interner::outcomes(const Outcomes& outcomes) {
  Encoder counts, all;
  for (const auto& [rule, count] : outcomes) {
    all.number(static_cast<std::uint64_t>(rule));
    for (const std::uint32_t number : count) counts.number(number);
  }
  all.text(counts.bytes());
  const std::uint64_t keyed = hash_(all.bytes());
  if (const std::int64_t number = outcomes_.find(keyed); number != 0) return number;
  const std::int64_t number = new_outcomes(outcomes, counts.bytes(), digest64(all.bytes()));
  outcomes_.put(keyed, number);
  return number;
}

std::int64_t Interner::new_outcomes(const Outcomes& outcomes, const std::string& counts,
                                    std::int64_t hash) {
  const std::int64_t set = rule_set(outcomes);
  if (const auto known = find_outcomes_.integer(hash, set, blob(counts))) return *known;
  add_outcomes_.run(hash, set, blob(counts));
  return database_.last_id();
}

std::int64_t Interner::rule_set(const Outcomes& outcomes) {
  Encoder members;
  for (const auto& [rule, count] : outcomes) members.number(static_cast<std::uint64_t>(rule));
  const std::int64_t hash = digest64(members.bytes());
  if (const auto known = find_rule_set_.integer(hash)) return *known;
  add_rule_set_.run(hash);
  const std::int64_t set = database_.last_id();
  std::int64_t position = 0;
  for (const auto& [rule, count] : outcomes) add_rule_set_member_.run(set, rule, position++);
  return set;
}

void Interner::forget() {
  urls_.clear();
  texts_.clear();
  evidence_.clear();
  outcomes_.clear();
  rules_.clear();
}

}  // namespace vigie::reports::history
