#include "crawler/site_graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::crawler {
namespace {

TEST(SiteGraph, CountsTheFewestClicksWhateverTheOrderOfEdges) {
  SiteGraph graph;
  const auto home = graph.page("/"), news = graph.page("/news"), article = graph.page("/a"),
             deep = graph.page("/d");
  graph.edge(news, deep, 1);
  graph.edge(article, deep, 1);
  graph.edge(home, news, 1);
  graph.edge(news, article, 1);
  graph.edge(deep, home, 1);
  EXPECT_THAT(graph.clicks_from({home}), testing::ElementsAre(0, 1, 2, 2));
}

TEST(SiteGraph, FindsAllEdgesOfAPageThatCameInSeveralPieces) {
  SiteGraph graph;
  const auto home = graph.page("/"), a = graph.page("/a"), b = graph.page("/b");
  graph.edge(home, a, 1);
  graph.edge(a, home, 1);
  graph.edge(home, b, 1);
  const auto late = graph.page("/late");
  graph.edge(late, a, 1);
  graph.edge(home, late, 0);
  EXPECT_EQ(graph.edges(), 5U);
  EXPECT_THAT(graph.clicks_from({home}), testing::ElementsAre(0, 1, 1, 0));
}

TEST(SiteGraph, TakesRedirectsForNothing) {
  SiteGraph graph;
  const auto home = graph.page("/"), old_page = graph.page("/old"), page = graph.page("/new"),
             next = graph.page("/next");
  graph.edge(home, next, 1);
  graph.edge(next, page, 1);
  graph.edge(home, old_page, 1);
  graph.edge(old_page, page, 0);
  EXPECT_THAT(graph.clicks_from({home}), testing::ElementsAre(0, 1, 1, 1));
}

TEST(SiteGraph, SaysWhatNoLinkLeadsTo) {
  SiteGraph graph;
  const auto home = graph.page("/");
  graph.page("/orphan");
  EXPECT_THAT(graph.clicks_from({home}), testing::ElementsAre(0, SiteGraph::kUnreachable));
}

}  // namespace
}  // namespace vigie::crawler
