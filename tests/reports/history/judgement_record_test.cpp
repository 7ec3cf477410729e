#include "reports/history/judgement_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::reports::history {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

rules::Judgement judgement() {
  rules::Judgement made;
  made.outcomes = {{"page-title", {1, 0, 0, 0}}, {"image-alt", {4, 1, 1, 0}}};
  made.findings = {{.rule = "image-alt",
                    .outcome = rules::Outcome::failed,
                    .selector = "html > body > img",
                    .line = 12,
                    .fingerprint = 7},
                   {.rule = "image-alt",
                    .outcome = rules::Outcome::cant_tell,
                    .selector = "html > body > p > img",
                    .line = 30,
                    .fingerprint = 8}};
  return made;
}

std::int64_t knows_paragraphs(std::string_view evidence) {
  return evidence.find("> p >") != std::string_view::npos ? 4711 : 0;
}

TEST(JudgementRecord, NamesKnownEvidenceByNumberAndKeepsTheRest) {
  const EncodedJudgement encoded = encode(judgement(), knows_paragraphs);
  const auto decoded = decode_judgement(encoded.bytes);
  ASSERT_TRUE(decoded);
  ASSERT_THAT(decoded->findings, SizeIs(2));
  EXPECT_EQ(decoded->findings[0].evidence_number, 0);
  EXPECT_EQ(decode_evidence(decoded->findings[0].evidence)->selector, "html > body > img");
  EXPECT_EQ(decoded->findings[1].evidence_number, 4711);
  EXPECT_EQ(decoded->findings[1].evidence, "");
  EXPECT_EQ(decoded->findings[1].outcome, rules::Outcome::cant_tell);
  EXPECT_EQ(decoded->findings[1].line, 30U);
  EXPECT_EQ(decoded->findings[1].fingerprint, 8U);
}

TEST(JudgementRecord, HasOneHashWhateverIsKnown) {
  EXPECT_EQ(encode(judgement()).hash, encode(judgement(), knows_paragraphs).hash);
}

TEST(JudgementRecord, HasAnotherHashWhenALineMoved) {
  rules::Judgement moved = judgement();
  ++moved.findings[1].line;
  EXPECT_NE(encode(judgement(), knows_paragraphs).hash, encode(moved, knows_paragraphs).hash);
}

TEST(JudgementRecord, CountsARuleThatFoundSomethingAmongThoseThatJudged) {
  rules::Judgement made = judgement();
  made.outcomes.pop_back();
  const EncodedJudgement encoded = encode(made);
  const auto decoded = decode_judgement(encoded.bytes);
  ASSERT_TRUE(decoded);
  EXPECT_THAT(decode_texts(decoded->rules), ElementsAre("page-title", "image-alt"));
  EXPECT_EQ(decoded->findings[1].rule, 1U);
}

TEST(JudgementRecord, IsRefusedWhenItIsCutShortAnywhere) {
  const std::string bytes = encode(judgement(), knows_paragraphs).bytes;
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decode_judgement(std::string_view(bytes).substr(0, size))) << size;
}

}  // namespace
}  // namespace vigie::reports::history
