#include "reports/history/judgement_record.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/history/codec.h"
#include "reports/history/contents_codec.h"
#include "reports/history/stored_text.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::reports::history {
namespace {

rules::Outcome outcome_of(std::uint64_t number) {
  return number <= static_cast<std::uint64_t>(rules::Outcome::inapplicable)
             ? static_cast<rules::Outcome>(number)
             : rules::Outcome::cant_tell;
}

void write_evidence(Encoder& out, const rules::Finding& finding) {
  out.number(static_cast<unsigned>(finding.outcome));
  out.text(clipped(finding.selector, kMaxSelector));
  write_stored(out, finding.snippet, kMaxText);
  write_stored(out, finding.where, kMaxText);
  out.text(finding.message);
  out.text(encode_texts(finding.values));
  Encoder act;
  for (const std::string_view reference : finding.act) act.text(reference);
  out.text(act.bytes());
}

// Where each finding's rule lies in `outcomes`; what found something and is not there is added,
// since it has judged.
std::vector<std::size_t> places_of_rules(const std::vector<rules::Finding>& findings,
                                         std::vector<rules::OutcomeCounts>& outcomes) {
  std::vector<std::size_t> places;
  places.reserve(findings.size());
  std::size_t at = 0;  // findings come by rule: the next is here or soon after
  for (const rules::Finding& finding : findings) {
    std::size_t tried = 0;
    while (tried < outcomes.size() && outcomes[at].rule != finding.rule) {
      ++tried;
      at = at + 1 < outcomes.size() ? at + 1 : 0;
    }
    if (tried == outcomes.size()) {
      at = outcomes.size();
      outcomes.push_back({.rule = finding.rule});
    }
    places.push_back(at);
  }
  return places;
}

}  // namespace

EncodedJudgement encode(const rules::Judgement& judgement, const KnownEvidence& known) {
  Encoder names, counts, evidence;
  std::vector<rules::OutcomeCounts> outcomes = judgement.outcomes;
  const std::vector<std::size_t> places = places_of_rules(judgement.findings, outcomes);
  for (const rules::OutcomeCounts& outcome : outcomes) {
    names.text(outcome.rule);
    for (const std::uint32_t count : outcome.count) counts.number(count);
  }
  Encoder out, whole;  // as kept, as hashed
  for (Encoder* form : {&out, &whole}) {
    form->text(names.bytes());
    form->text(counts.bytes());
    form->number(judgement.findings.size());
  }
  auto place = places.begin();
  for (const rules::Finding& finding : judgement.findings) {
    evidence.clear();
    write_evidence(evidence, finding);
    const std::int64_t number = known ? known(evidence.bytes()) : 0;
    for (Encoder* form : {&out, &whole}) {
      form->number(*place);
      if (form == &out && number != 0) {
        form->text({});
        form->number(static_cast<std::uint64_t>(number));
        form->number(static_cast<unsigned>(finding.outcome));
      } else {
        form->text(evidence.bytes());
      }
      form->number(finding.line);
      form->fixed64(finding.fingerprint);
    }
    ++place;
  }
  return {.bytes = out.take(), .hash = digest64(whole.bytes())};
}

std::optional<JudgementRecord> decode_judgement(std::string_view bytes) {
  Decoder in(bytes);
  JudgementRecord judgement{.rules = in.text(), .counts = in.text(), .findings = {}};
  const std::size_t count = in.count();
  judgement.findings.reserve(count);
  for (std::size_t left = count; left > 0 && !in.broken(); --left) {
    FindingRecord finding{.rule = static_cast<std::size_t>(in.number()), .evidence = in.text()};
    if (finding.evidence.empty()) finding.evidence_number = static_cast<std::int64_t>(in.number());
    finding.outcome =
        outcome_of(finding.evidence.empty() ? in.number() : Decoder(finding.evidence).number());
    finding.line = in.number32();
    finding.fingerprint = in.fixed64();
    judgement.findings.push_back(finding);
  }
  if (in.broken() || !in.at_end()) return std::nullopt;
  return judgement;
}

std::optional<EvidenceRecord> decode_evidence(std::string_view bytes) {
  Decoder in(bytes);
  const EvidenceRecord evidence{.outcome = outcome_of(in.number()),
                                .selector = in.text(),
                                .snippet = in.text(),
                                .where = in.text(),
                                .message = in.text(),
                                .values = in.text(),
                                .act = in.text()};
  if (in.broken() || !in.at_end()) return std::nullopt;
  return evidence;
}

std::string encode_texts(const std::vector<std::string>& texts) {
  Encoder out;
  for (const std::string& text : texts) write_stored(out, text, kMaxText);
  return out.take();
}

std::vector<std::string> decode_texts(std::string_view bytes) {
  Decoder in(bytes);
  std::vector<std::string> texts;
  while (!in.at_end() && !in.broken()) texts.emplace_back(in.text());
  return texts;
}

}  // namespace vigie::reports::history
