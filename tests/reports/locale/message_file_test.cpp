#include "reports/locale/message_file.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::reports {
namespace {

// A catalogue as msgfmt lays it out: header, two tables, texts; entries must be given in order.
std::string catalogue(const std::vector<std::pair<std::string, std::string>>& entries,
                      bool swapped = false) {
  std::string tables, texts;
  const std::size_t texts_at = 28 + entries.size() * 16;
  const auto word = [&](std::size_t value) {
    auto bits = static_cast<std::uint32_t>(value);
    if (swapped) bits = std::byteswap(bits);
    std::string bytes(4, '\0');
    std::memcpy(bytes.data(), &bits, 4);
    return bytes;
  };
  const auto add = [&](const std::string& text) {
    tables += word(text.size()) + word(texts_at + texts.size());
    texts += text + '\0';
  };
  for (const auto& entry : entries) add(entry.first);
  for (const auto& entry : entries) add(entry.second);
  return word(0x950412de) + word(0) + word(entries.size()) + word(28) +
         word(28 + entries.size() * 8) + word(0) + word(0) + tables + texts;
}

const std::vector<std::pair<std::string, std::string>> kEntries = {
    {"", "Language: fr\n"},
    {"Pages", "Pages"},
    {"zebra", "zèbre"},
    {std::string("{0} link\0{0} links", 18), std::string("{0} lien\0{0} liens", 18)}};

TEST(MessageFile, FindsEveryText) {
  const std::string bytes = catalogue(kEntries);
  const MessageFile file(bytes);
  EXPECT_EQ(file.size(), 4U);
  EXPECT_EQ(file.find(""), "Language: fr\n");
  EXPECT_EQ(file.find("Pages"), "Pages");
  EXPECT_EQ(file.find("zebra"), "zèbre");
}

TEST(MessageFile, ChoosesThePluralFormByNumber) {
  const std::string bytes = catalogue(kEntries);
  const MessageFile file(bytes);
  EXPECT_EQ(file.find("{0} link", 0), "{0} lien");
  EXPECT_EQ(file.find("{0} link", 1), "{0} liens");
  EXPECT_EQ(file.find("{0} link", 7), "{0} liens");
}

TEST(MessageFile, FindsNothingThatIsNotThere) {
  const std::string bytes = catalogue(kEntries);
  const MessageFile file(bytes);
  EXPECT_EQ(file.find("Page"), std::nullopt);
  EXPECT_EQ(file.find("zebras"), std::nullopt);
  EXPECT_EQ(file.find("{0} links"), std::nullopt);
}

TEST(MessageFile, ReadsTheOtherByteOrder) {
  const std::string bytes = catalogue(kEntries, true);
  EXPECT_EQ(MessageFile(bytes).find("zebra"), "zèbre");
}

TEST(MessageFile, HoldsNothingWhenTheBytesAreNoCatalogue) {
  EXPECT_EQ(MessageFile("").size(), 0U);
  EXPECT_EQ(MessageFile("Not a catalogue, but long enough for one").size(), 0U);
  EXPECT_EQ(MessageFile("").find("Pages"), std::nullopt);
}

TEST(MessageFile, NeverReadsOutsideATruncatedCatalogue) {
  const std::string bytes = catalogue(kEntries);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const std::string cut = bytes.substr(0, size);  // its own allocation: ASan sees a read past it
    const MessageFile file(cut);
    const auto found = file.find("zebra");
    EXPECT_TRUE(!found || found->empty() || *found == "zèbre") << size;
  }
}

}  // namespace
}  // namespace vigie::reports
