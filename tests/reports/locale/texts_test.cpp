#include "reports/locale/texts.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "crawler/marked_text.h"

namespace vigie::reports {
namespace {

const Texts kEnglish(Language::english);
const Texts kFrench(Language::french);

TEST(Texts, TranslatesWhatIsInTheFrenchCatalogue) {
  EXPECT_EQ(kFrench.translate("all thresholds are met"), "tous les seuils sont respectés");
  EXPECT_EQ(kEnglish.translate("all thresholds are met"), "all thresholds are met");
}

TEST(Texts, ShowsTheEnglishWhereATranslationIsMissing) {
  EXPECT_EQ(kFrench.translate("no such text of ours"), "no such text of ours");
  EXPECT_EQ(kFrench.translate(""), "");
}

TEST(Texts, PutsValuesAtTheirPositions) {
  EXPECT_EQ(kEnglish.format("{1} before {0}", {"b", "a"}), "a before b");
  EXPECT_EQ(kEnglish.format("{0}, {0}", std::vector<std::string>{"twice"}), "twice, twice");
}

TEST(Texts, NeverReadsAValueAsAPattern) {
  EXPECT_EQ(kEnglish.format("{0} {1}", {"{1}", "{0}{{}}%s"}), "{1} {0}{{}}%s");
}

TEST(Texts, ShowsAPositionThatHasNoValue) {
  EXPECT_EQ(kEnglish.format("{0} and {1}", {"one"}), "one and {1}");
  EXPECT_EQ(kEnglish.format("{0}", std::vector<std::string>{}), "{0}");
}

TEST(Texts, LeavesOtherBracesAlone) {
  for (const char* text : {"{", "{}", "{ 0 }", "{a}", "{0", "{-1}", "{000}", "}{", "{99999999999}"})
    EXPECT_EQ(kEnglish.format(text, {"x"}), text);
}

TEST(Texts, CountsZeroAsPluralInEnglishAndSingularInFrench) {
  EXPECT_EQ(kEnglish.plural(N_("{0} page", "{0} pages"), 0), "0 pages");
  EXPECT_EQ(kEnglish.plural(N_("{0} page", "{0} pages"), 1), "1 page");
  EXPECT_EQ(kFrench.plural(N_("{0} page", "{0} pages"), 0), "0 page");
  EXPECT_EQ(kFrench.plural(N_("{0} page", "{0} pages"), 1), "1 page");
  EXPECT_EQ(kFrench.plural(N_("{0} page", "{0} pages"), 1500), "1\u202f500 pages");
}

TEST(LanguageOf, KnowsTagsAndLocaleNames) {
  for (const char* tag : {"fr", "fr_FR.UTF-8", "fr-CA", "fr_BE@euro"})
    EXPECT_EQ(language_of(tag), Language::french) << tag;
  for (const char* tag : {"en", "en_GB.UTF-8", "C", "C.UTF-8", "POSIX"})
    EXPECT_EQ(language_of(tag), Language::english) << tag;
  for (const char* tag : {"", "de", "frr", "french"})
    EXPECT_EQ(language_of(tag), std::nullopt) << tag;
}

// Sets the locale variables for one test, empty ones unset.
class Environment {
 public:
  Environment(const char* language, const char* all, const char* messages, const char* lang) {
    set("LANGUAGE", language);
    set("LC_ALL", all);
    set("LC_MESSAGES", messages);
    set("LANG", lang);
  }
  ~Environment() {
    for (const char* name : {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}) unsetenv(name);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  static void set(const char* name, const char* value) { setenv(name, value, 1); }
};

TEST(LanguageOfEnvironment, PrefersTheVariablesAsGettextDoes) {
  const auto of = [](const char* language, const char* all, const char* messages,
                     const char* lang) {
    const Environment environment(language, all, messages, lang);
    return language_of_environment();
  };
  EXPECT_EQ(of("", "", "", ""), Language::english);
  EXPECT_EQ(of("", "", "", "fr_FR.UTF-8"), Language::french);
  EXPECT_EQ(of("", "", "en_US.UTF-8", "fr_FR.UTF-8"), Language::english);
  EXPECT_EQ(of("", "fr_FR", "en_US.UTF-8", "en_US"), Language::french);
  EXPECT_EQ(of("de:fr:en", "", "", "de_DE.UTF-8"), Language::french);
  EXPECT_EQ(of("", "", "", "de_DE.UTF-8"), Language::english);
}

TEST(LanguageOfEnvironment, IgnoresLanguageInTheCLocale) {
  const Environment environment("fr", "C", "", "");
  EXPECT_EQ(language_of_environment(), Language::english);
}

}  // namespace
}  // namespace vigie::reports
