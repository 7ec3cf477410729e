#ifndef VIGIE_REPORTS_HISTORY_JUDGEMENT_RECORD_H
#define VIGIE_REPORTS_HISTORY_JUDGEMENT_RECORD_H

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::reports::history {

// What one page was judged, as a journal row keeps it. All pages judged by the same rules have
// equal `rules`, all findings with the same evidence equal `evidence`: so most are known without
// being decoded. Views point into the row's bytes.
struct FindingRecord {
  std::size_t rule = 0;  // in `rules`
  rules::Outcome outcome = rules::Outcome::failed;
  std::string_view evidence;         // decode_evidence(); the outcome is part of it
  std::int64_t evidence_number = 0;  // instead of `evidence` where the file keeps it; 0: it may not
  std::uint32_t line = 0;
  std::uint64_t fingerprint = 0;
};
struct JudgementRecord {
  std::string_view rules;   // decode_texts()
  std::string_view counts;  // four numbers a rule
  std::vector<FindingRecord> findings;
};
struct EvidenceRecord {
  rules::Outcome outcome = rules::Outcome::failed;
  std::string_view selector, snippet, where, message;
  std::string_view values, act;  // decode_texts()
};

// The number of evidence that the file keeps for good, 0: not known to be kept. Most findings of a
// portal lie in its templates: the journal names their evidence by number.
using KnownEvidence = std::function<std::int64_t(std::string_view evidence)>;

struct EncodedJudgement {
  std::string bytes;
  std::int64_t hash = 0;  // of the judgement, whatever was written by number; never 0
};
EncodedJudgement encode(const rules::Judgement& judgement, const KnownEvidence& known = {});
std::optional<JudgementRecord> decode_judgement(std::string_view bytes);
std::optional<EvidenceRecord> decode_evidence(std::string_view bytes);

std::string encode_texts(const std::vector<std::string>& texts);  // empty when there are none
std::vector<std::string> decode_texts(std::string_view bytes);

}  // namespace vigie::reports::history

#endif
