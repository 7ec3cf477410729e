#include "reports/history/interner.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/history/codec.h"
#include "reports/history/database.h"
#include "reports/history/judgement_record.h"

namespace vigie::reports::history {
namespace {

constexpr std::size_t kRuleSets = 64;

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
      find_metric_(database, "SELECT id FROM metric WHERE name = ?"),
      add_metric_(database, "INSERT INTO metric (name, unit) VALUES (?, ?)"),
      find_evidence_(database,
                     "SELECT id FROM evidence WHERE hash = ? AND outcome = ? AND selector = ? AND "
                     "snippet = ? AND place = ? AND message_id = ? AND message_values = ? AND "
                     "act = ?"),
      has_evidence_(database, "SELECT 1 FROM evidence WHERE id = ?"),
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
  if (const auto known = find_rule_.integer(name)) return *known;
  add_rule_.run(name);
  return database_.last_id();
}

std::int64_t Interner::metric(std::string_view name, int unit) {
  if (const auto known = find_metric_.integer(name)) return *known;  // a name has one unit
  add_metric_.run(name, unit);
  return database_.last_id();
}

std::int64_t Interner::evidence(std::string_view evidence) {
  const std::uint64_t keyed = hash_(evidence);
  if (const std::int64_t number = evidence_.find(keyed); number != 0) return number;
  const EvidenceRecord said = decode_evidence(evidence).value_or(EvidenceRecord{});
  const std::int64_t hash = digest64(evidence);
  const std::int64_t message = text(said.message);
  const int outcome = static_cast<int>(said.outcome);
  std::int64_t number = find_evidence_
                            .integer(hash, outcome, said.selector, said.snippet, said.where,
                                     message, blob(said.values), blob(said.act))
                            .value_or(0);
  if (number == 0) {
    add_evidence_.run(hash, outcome, said.selector, said.snippet, said.where, message,
                      blob(said.values), blob(said.act));
    number = database_.last_id();
  }
  evidence_.put(keyed, number);
  return number;
}

bool Interner::has_evidence(std::int64_t number) {
  const auto slot = static_cast<std::uint64_t>(number);
  if (kept_evidence_.find(slot) != 0) return true;
  if (!has_evidence_.integer(number)) return false;
  kept_evidence_.put(slot, number);
  return true;
}

const Interner::RuleSet& Interner::rule_set(std::string_view names) {
  std::string key(names);
  if (const auto known = rule_sets_.find(key); known != rule_sets_.end()) return known->second;
  if (rule_sets_.size() >= kRuleSets) rule_sets_.clear();
  RuleSet set;
  for (const std::string& name : decode_texts(names)) set.rules.push_back(rule(name));
  set.sorted = set.rules;
  std::ranges::sort(set.sorted);
  set.id = number_of(set.rules);
  return rule_sets_.emplace(std::move(key), std::move(set)).first->second;
}

std::int64_t Interner::number_of(const std::vector<std::int64_t>& rules) {
  Encoder members;
  for (const std::int64_t rule : rules) members.number(static_cast<std::uint64_t>(rule));
  const std::int64_t hash = digest64(members.bytes());
  if (const auto known = find_rule_set_.integer(hash)) return *known;
  add_rule_set_.run(hash);
  const std::int64_t set = database_.last_id();
  std::int64_t position = 0;
  for (const std::int64_t rule : rules) add_rule_set_member_.run(set, rule, position++);
  return set;
}

std::int64_t Interner::outcomes(const RuleSet& rules, std::string_view counts) {
  const std::uint64_t keyed = hash_(counts, static_cast<std::uint64_t>(rules.id));
  if (const std::int64_t number = outcomes_.find(keyed); number != 0) return number;
  const std::int64_t hash = digest64(counts);
  std::int64_t number = find_outcomes_.integer(hash, rules.id, blob(counts)).value_or(0);
  if (number == 0) {
    add_outcomes_.run(hash, rules.id, blob(counts));
    number = database_.last_id();
  }
  outcomes_.put(keyed, number);
  return number;
}

void Interner::forget() {
  urls_.clear();
  texts_.clear();
  evidence_.clear();
  kept_evidence_.clear();
  outcomes_.clear();
  rule_sets_.clear();
}

}  // namespace vigie::reports::history
