#include "crawler/frontier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "crawler/url.h"
#include "crawler/url_table.h"

namespace vigie::crawler {
namespace {

Url url(std::string_view path) {
  return Url::parse("https://ville.example" + std::string(path)).value();
}

std::vector<std::string> order(Frontier& frontier, std::size_t most = 100) {
  std::vector<std::string> paths;
  while (paths.size() < most) {
    const auto id = frontier.next();
    if (!id) break;
    paths.emplace_back(url("/").href().size() > 0 ? frontier.url(*id).substr(21) : "");
  }
  return paths;
}

TEST(Frontier, AsksForEachUrlOnce) {
  Frontier frontier;
  EXPECT_TRUE(frontier.add(url("/a"), FoundBy::link, 1).is_new);
  EXPECT_FALSE(frontier.add(url("/a"), FoundBy::link, 1).is_new);
  EXPECT_THAT(order(frontier), testing::ElementsAre("/a"));
  EXPECT_EQ(frontier.waiting(), 0U);
}

TEST(Frontier, SharesTurnsSoThatACalendarCannotPushPagesOut) {
  Frontier frontier;
  for (int day = 1; day <= 28; ++day)
    frontier.add(url("/agenda/2026/11/" + std::to_string(day) + ".html"), FoundBy::link, 1);
  frontier.add(url("/mairie/contact.html"), FoundBy::link, 2);
  frontier.add(url("/ecole/cantine.html"), FoundBy::link, 2);
  EXPECT_THAT(order(frontier, 3),
              testing::UnorderedElementsAre("/agenda/2026/11/1.html", "/mairie/contact.html",
                                            "/ecole/cantine.html"));
  EXPECT_EQ(frontier.waiting(), 27U);
}

TEST(Frontier, FinishesLevelsOneByOneWhenBreadthFirst) {
  Frontier frontier(true);
  frontier.add(url("/x/3"), FoundBy::link, 3);
  frontier.add(url("/y/1"), FoundBy::link, 1);
  frontier.add(url("/z/1"), FoundBy::link, 1);
  frontier.add(url("/y/2"), FoundBy::link, 2);
  EXPECT_EQ(frontier.next_level(), 1U);
  EXPECT_THAT(order(frontier), testing::ElementsAre("/y/1", "/z/1", "/y/2", "/x/3"));
}

TEST(Frontier, TakesOutOfTurnWhatARedirectLeadsTo) {
  Frontier frontier;
  frontier.add(url("/a"), FoundBy::link, 1);
  const UrlId b = frontier.add(url("/b"), FoundBy::redirect, 1).id;
  EXPECT_TRUE(frontier.take(b));
  EXPECT_FALSE(frontier.take(b));
  EXPECT_THAT(order(frontier), testing::ElementsAre("/a"));
}

TEST(Frontier, KeepsTheFewestClicks) {
  Frontier frontier;
  const UrlId id = frontier.add(url("/a"), FoundBy::sitemap, kUnknownClicks).id;
  frontier.add(url("/a"), FoundBy::link, 4);
  frontier.add(url("/a"), FoundBy::link, 7);
  EXPECT_EQ(frontier.clicks(id), 4U);
  EXPECT_EQ(frontier.found_by(id), FoundBy::link);
}

TEST(Frontier, DoesNotAskAgainForWhatAFormerProcessKept) {
  Frontier frontier;
  frontier.restore(url("/done"), FoundBy::link, 1, true);
  frontier.restore(url("/left"), FoundBy::link, 1, false);
  frontier.add(url("/done"), FoundBy::link, 1);
  EXPECT_THAT(order(frontier), testing::ElementsAre("/left"));
}

TEST(Frontier, NamesPatternsThatHoldVeryMany) {
  Frontier frontier;
  for (int i = 0; i < 50; ++i)
    frontier.add(url("/liste?tri=" + std::to_string(i) + "&page=1"), FoundBy::link, 1);
  frontier.add(url("/a"), FoundBy::link, 1);
  const auto crowds = frontier.crowds(10, 5);
  ASSERT_EQ(crowds.size(), 1U);
  EXPECT_EQ(crowds[0].pattern, "https://ville.example/*?page&tri");
  EXPECT_EQ(crowds[0].waiting, 50U);
}

TEST(Frontier, NamesThePatternThatLeadsOnAndOn) {
  Frontier frontier;
  frontier.add(url("/"), FoundBy::start, 0);
  for (int month = 1; month <= 5; ++month) {
    while (const auto id = frontier.next()) frontier.done(*id);
    const auto clicks = static_cast<std::uint32_t>(month);
    frontier.add(url("/agenda?mois=" + std::to_string(month)), FoundBy::link, clicks);
  }
  const auto crowds = frontier.crowds(1000, 5);
  ASSERT_EQ(crowds.size(), 1U);
  EXPECT_EQ(crowds[0].pattern, "https://ville.example/*?mois");
  EXPECT_EQ(crowds[0].clicks, 5U);
  frontier.done(frontier.next().value());
  EXPECT_TRUE(frontier.crowds(1000, 5).empty()) << "it has come to an end";
}

TEST(UrlTable, KeepsTextsWhereTheyAre) {
  UrlTable table;
  std::vector<std::string_view> views;
  for (int i = 0; i < 20'000; ++i)
    views.push_back(table.text(table.add("https://ville.example/" + std::to_string(i)).id));
  for (int i = 0; i < 20'000; ++i)
    ASSERT_EQ(views[static_cast<std::size_t>(i)], "https://ville.example/" + std::to_string(i));
  EXPECT_EQ(table.find("https://ville.example/77"), 77U);
  EXPECT_EQ(table.find("https://ville.example/x"), kNoUrl);
}

}  // namespace
}  // namespace vigie::crawler
