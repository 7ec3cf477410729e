#include "reports/locale/error_text.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "crawler/error_kind.h"

namespace vigie::reports {
namespace {

TEST(ErrorText, SaysOfEveryKindSomethingOfItsOwn) {
  std::set<std::string> meanings;
  int kinds = 0;
  for (int i = 0; i <= static_cast<int>(crawler::ErrorKind::no_network); ++i, ++kinds) {
    const auto kind = static_cast<crawler::ErrorKind>(i);
    const std::string meaning = error_text(kind).meaning;
    EXPECT_FALSE(meaning.empty()) << crawler::name(kind);
    meanings.insert(meaning);
  }
  EXPECT_EQ(meanings.size(), static_cast<std::size_t>(kinds));
}

}  // namespace
}  // namespace vigie::reports
