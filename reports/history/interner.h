#ifndef VIGIE_REPORTS_HISTORY_INTERNER_H
#define VIGIE_REPORTS_HISTORY_INTERNER_H

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reports/history/database.h"
#include "reports/history/keyed_hash.h"

namespace vigie::reports::history {

// Numbers of texts that were seen lately, by their keyed hash: whatever the portal sends, memory
// stays what it is. Two texts of one hash do not happen: 64 bits under a key nobody knows.
class NumberCache {
 public:
  explicit NumberCache(std::size_t slots) : slots_(slots) {}  // a power of two
  std::int64_t find(std::uint64_t hash) const {               // 0: not here
    const Slot& slot = slots_[hash & (slots_.size() - 1)];
    return slot.hash == hash ? slot.number : 0;
  }
  void put(std::uint64_t hash, std::int64_t number) {
    slots_[hash & (slots_.size() - 1)] = {hash, number};
  }
  void clear() { std::fill(slots_.begin(), slots_.end(), Slot{}); }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::int64_t number = 0;
  };
  std::vector<Slot> slots_;
};

// What many rows repeat is kept once and known by its number. Numbers are given within the caller's
// transaction: when that fails, forget() them.
class Interner {
 public:
  explicit Interner(Database& database);

  std::int64_t portal(std::string_view name);
  std::int64_t url(std::int64_t portal, std::string_view url);
  std::int64_t text(std::string_view text);
  std::int64_t rule(std::string_view name);
  std::int64_t metric(std::string_view name, int unit);
  std::int64_t evidence(std::string_view evidence);  // as a journal row has it
  // Its number when it was met lately, else 0.
  std::int64_t known_evidence(std::string_view evidence) const {
    return evidence_.find(hash_(evidence));
  }
  // Whether the file has evidence of this number.
  bool has_evidence(std::int64_t number);

  // The rules a page was judged by, from JudgementRecord::rules. Until the next call.
  struct RuleSet {
    std::int64_t id = 0;
    std::vector<std::int64_t> rules;  // in the order given
    std::vector<std::int64_t> sorted;
  };
  const RuleSet& rule_set(std::string_view names);
  std::int64_t outcomes(const RuleSet& rules, std::string_view counts);

  void forget();

 private:
  std::int64_t number_of(const std::vector<std::int64_t>& rules);

  Database& database_;
  KeyedHash hash_;
  NumberCache urls_{16384}, texts_{1024}, evidence_{8192}, outcomes_{1024}, kept_evidence_{8192};
  std::unordered_map<std::string, RuleSet> rule_sets_;
  Statement find_portal_, add_portal_, find_url_, add_url_, find_text_, add_text_, find_rule_,
      add_rule_, find_metric_, add_metric_, find_evidence_, has_evidence_, add_evidence_,
      find_rule_set_, add_rule_set_, add_rule_set_member_, find_outcomes_, add_outcomes_;
};

}  // namespace vigie::reports::history

#endif
