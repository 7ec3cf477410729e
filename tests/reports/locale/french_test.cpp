// The French catalogue as compiled into the program: every entry fits its English text and keeps
// to French typography. That none is missing is check_translations' business.
#include <gtest/gtest.h>

#include <cstddef>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reports/formats/utf8.h"
#include "reports/locale/message_file.h"

namespace vigie::reports {

extern const std::string_view french_messages;

namespace {

struct Entry {
  std::string english, french;
};

// Every text with each of its plural forms.
std::vector<Entry> entries() {
  const MessageFile file(french_messages);
  std::vector<Entry> all;
  for (std::size_t i = 0; i < file.size(); ++i) {
    const std::string english(file.msgid(i));
    if (english.empty()) continue;
    for (std::size_t form = 0; form < 2; ++form)
      all.push_back({english, std::string(file.find(english, form).value_or(""))});
  }
  return all;
}

// "{0}", "{1}" … that the text holds.
std::set<std::string> positions(const std::string& text) {
  static const std::regex position(R"(\{\d+\})");
  return {std::sregex_token_iterator(text.begin(), text.end(), position), {}};
}

TEST(French, HasManyTexts) { EXPECT_GT(entries().size(), 500U); }

TEST(French, LeavesNoTextEmpty) {
  for (const Entry& entry : entries()) EXPECT_FALSE(entry.french.empty()) << entry.english;
}

TEST(French, TakesTheSameValues) {
  for (const Entry& entry : entries())
    EXPECT_EQ(positions(entry.french), positions(entry.english)) << entry.french;
}

bool breaks(char32_t character) { return character == ' '; }
bool is_no_break(char32_t character) { return character == 0xa0 || character == 0x202f; }

// Code inside a text is not French: "Content-Security-Policy: frame-ancestors 'self'", « NOM: x ».
bool in_code(std::string_view before) {
  const std::string_view word = before.substr(before.find_last_of(" \n(") + 1);
  return word.find_first_of("-=/") != std::string_view::npos || word.starts_with("«");
}

TEST(French, PutsNoBreakSpacesWhereFrenchWantsThem) {
  for (const Entry& entry : entries()) {
    char32_t before = 0;
    std::size_t at = 0;
    each_character(entry.french, [&](char32_t character, std::string_view bytes) {
      const bool closes = character == U';' || character == U':' || character == U'!' ||
                          character == U'?' || character == U'»';
      if (closes || character == U'%') {
        EXPECT_FALSE(breaks(before)) << entry.french;
      }
      if (character == U'»') {
        EXPECT_TRUE(is_no_break(before)) << entry.french;
      }
      if (before == U'«') {
        EXPECT_TRUE(is_no_break(character)) << entry.french;
      }
      const bool ends_word = at + bytes.size() == entry.french.size() ||
                             breaks(static_cast<unsigned char>(entry.french[at + bytes.size()]));
      if (closes && ends_word && !in_code(std::string_view(entry.french).substr(0, at))) {
        EXPECT_TRUE(is_no_break(before)) << entry.french;
      }
      before = character;
      at += bytes.size();
      return true;
    });
  }
}

TEST(French, UsesTypographicApostrophes) {
  for (const Entry& entry : entries()) {
    const std::size_t at = entry.french.find('\'');
    if (at == std::string::npos) continue;
    // In code ("default-src 'self'") the English text has them too.
    EXPECT_NE(entry.english.find('\''), std::string::npos) << entry.french;
  }
}

TEST(French, KeepsTheEndOfTheSentence) {
  for (const Entry& entry : entries())
    EXPECT_EQ(entry.english.ends_with('.'), entry.french.ends_with('.')) << entry.french;
}

}  // namespace
}  // namespace vigie::reports
