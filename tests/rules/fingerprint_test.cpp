#include "rules/fingerprint.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "judging.h"
#include "rules/finding.h"

namespace vigie::rules {
namespace {

std::vector<std::uint64_t> fingerprints(std::string_view rule, std::string_view html) {
  std::vector<std::uint64_t> found;
  for (const Finding& finding : judge(rule, html).findings)
    if (finding.outcome == Outcome::failed) found.push_back(finding.fingerprint);
  return found;
}

TEST(Fingerprint, StaysWhenLinesMove) {
  EXPECT_EQ(fingerprints("image-alt", "<div><img src=a.png></div>"),
            fingerprints("image-alt", "<p>Nouveau</p>\n\n<div>\n  <img src=a.png></div>"));
}

TEST(Fingerprint, StaysWhenTheTemplateChanges) {
  EXPECT_EQ(fingerprints("image-alt", "<div id=old><img src=a.png></div>"),
            fingerprints("image-alt", "<main><section class=new><img src=a.png class=wide>"));
}

TEST(Fingerprint, StaysWhenAFileGetsANewVersion) {
  EXPECT_EQ(fingerprints("image-alt", "<img src=/img/a.png?v=1>"),
            fingerprints("image-alt", "<img src=/img/a.png?v=2>"));
}

TEST(Fingerprint, StaysWhenAFailureBecomesDoubtful) {
  const auto doubtful = judge("image-alt", "<style>img{display:none}</style><img src=a.png>");
  ASSERT_EQ(doubtful.findings.size(), 1U);
  EXPECT_EQ(doubtful.findings[0].fingerprint, fingerprints("image-alt", "<img src=a.png>")[0]);
}

TEST(Fingerprint, StaysWhateverIsKept) {
  const Sent sent{.body = "<img src=a alt=x><img src=a><img src=a alt=x><img src=a>"};
  std::vector<std::uint64_t> problems;
  for (const Finding& finding : judge_all(sent).findings)
    if (finding.rule == "image-alt") problems.push_back(finding.fingerprint);
  EXPECT_EQ(problems, fingerprints("image-alt", sent.body));
}

TEST(Fingerprint, TellsIdenticalFaultsApart) {
  const auto found = fingerprints("image-alt", "<img src=a><img src=a><img src=a>");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_NE(found[0], found[1]);
  EXPECT_NE(found[1], found[2]);
  EXPECT_NE(found[0], found[2]);
}

TEST(Fingerprint, LosesTheLastOfIdenticalFaultsWhenOneIsMended) {
  const auto three = fingerprints("button-name", "<button></button><button></button>");
  const auto two = fingerprints("button-name", "<button>Oui</button><button></button>");
  ASSERT_EQ(two.size(), 1U);
  EXPECT_EQ(two[0], three[0]);
}

TEST(Fingerprint, TellsTargetsApart) {
  EXPECT_NE(fingerprints("image-alt", "<img src=a>"), fingerprints("image-alt", "<img src=b>"));
  EXPECT_NE(fingerprints("image-alt", "<img src=/p?id=1>"),
            fingerprints("image-alt", "<img src=/p?id=2>"));
  EXPECT_NE(fingerprints("field-label", "<input name=a>"),
            fingerprints("field-label", "<input name=b>"));
  EXPECT_NE(fingerprints("button-name", "<button class=close></button>"),
            fingerprints("button-name", "<button class=open></button>"));
}

TEST(Fingerprint, TellsRulesApart) {
  EXPECT_NE(fingerprint("image-alt", "img src=a"), fingerprint("link-name", "img src=a"));
  EXPECT_NE(fingerprint("a", "bc"), fingerprint("ab", "c"));
}

// Histories hold these numbers: they may never change.
TEST(Fingerprint, IsTheSameForEver) {
  EXPECT_EQ(fingerprint("image-alt", "img src=/blason.png"), 15123038880182887601U);
}

}  // namespace
}  // namespace vigie::rules
