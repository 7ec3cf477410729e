#include "cli/audit_verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "reports/formats/writer.h"
#include "reports/locale/texts.h"
#include "rules/rule.h"

namespace vigie::cli {
namespace {

std::string reason(rules::Severity fail_on, reports::Language language) {
  const reports::Verdict verdict = verdict_of({.reached = 3, .violations = 51}, fail_on, {});
  EXPECT_EQ(verdict.exit_code, 1);
  if (verdict.reasons.size() != 1) return "";
  return reports::Texts(language).format(verdict.reasons[0].message, verdict.reasons[0].values);
}

TEST(AuditVerdict, SaysHowManyFindingsMakeItFail) {
  EXPECT_EQ(reason(rules::Severity::serious, reports::Language::english),
            "findings that are serious or worse (--fail-on serious): 51");
}

TEST(AuditVerdict, NamesTheSeverityInTheReadersLanguage) {
  EXPECT_EQ(reason(rules::Severity::serious, reports::Language::french),
            "constats au moins graves (--fail-on serious)\u00a0: 51");
  EXPECT_EQ(reason(rules::Severity::critical, reports::Language::french),
            "constats critiques (--fail-on critical)\u00a0: 51");
}

TEST(AuditVerdict, IsKeptWhereNothingFails) {
  const reports::Verdict verdict = verdict_of({.reached = 3}, rules::Severity::serious, {});
  EXPECT_EQ(verdict.exit_code, 0);
  EXPECT_THAT(verdict.reasons, testing::IsEmpty());
}

}  // namespace
}  // namespace vigie::cli
