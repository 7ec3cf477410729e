#include "crawler/host_pace.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>

namespace vigie::crawler {
namespace {

using namespace std::chrono_literals;

// A host that answers one request after the other in a time of our own.
class PaceTest : public testing::Test {
 protected:
  void answer(Pace& pace, double server_ms, int status = 200) {
    now_ = std::max(now_, pace.next_start().value()) + 1ms;
    const auto began = now_;
    pace.started(began);
    now_ += std::chrono::microseconds(static_cast<long>(server_ms * 1000));
    pace.finished(began, now_, server_ms, status);
    pace.answered_finally(status);
  }
  void answers(Pace& pace, int count, double server_ms, int status = 200) {
    for (int i = 0; i < count; ++i) answer(pace, server_ms, status);
  }
  static int connections(const Pace& pace) { return pace.report("h").connections; }
  static double delay(const Pace& pace) { return pace.report("h").delay_s; }
  Pace::Time now_{1h};
};

TEST_F(PaceTest, StartsNoMoreThanItsConnections) {
  Pace pace(2, 0);
  pace.started(now_);
  EXPECT_TRUE(pace.next_start().has_value());
  pace.started(now_);
  EXPECT_EQ(pace.next_start(), std::nullopt);
  pace.finished(now_, now_ + 5ms, 5, 200);
  EXPECT_TRUE(pace.next_start().has_value());
}

TEST_F(PaceTest, KeepsTheDelayBetweenStarts) {
  Pace pace(6, 0.5);
  EXPECT_LE(pace.next_start(), now_);
  pace.started(now_);
  EXPECT_EQ(pace.next_start(), now_ + 500ms);
}

TEST_F(PaceTest, TakesTheLongerOfDelayAndCrawlDelay) {
  Pace pace(6, 0.5);
  pace.set_crawl_delay(0.2);
  EXPECT_DOUBLE_EQ(delay(pace), 0.5);
  pace.set_crawl_delay(2);
  EXPECT_DOUBLE_EQ(delay(pace), 2);
}

TEST_F(PaceTest, KeepsTheCrawlDelayWhenTheHostTurnsOutToBeLocal) {
  Pace pace(6, 0.1);
  pace.set_crawl_delay(2);
  pace.set_own_delay(0);
  EXPECT_DOUBLE_EQ(delay(pace), 2);
  Pace other(6, 0.1);
  other.set_own_delay(0);
  EXPECT_DOUBLE_EQ(delay(other), 0);
}

TEST_F(PaceTest, HalvesWhenTheHostRefuses) {
  Pace pace(6, 0.1);
  answers(pace, 10, 20);
  answer(pace, 20, 503);
  EXPECT_EQ(connections(pace), 3);
  EXPECT_DOUBLE_EQ(delay(pace), 0.2);
  answer(pace, 20, 429);
  EXPECT_EQ(connections(pace), 1);
  EXPECT_DOUBLE_EQ(delay(pace), 0.4);
  const HostPace report = pace.report("h");
  EXPECT_EQ(report.rate_limited, 2U);
  EXPECT_EQ(report.slowed_down, 2U);
  EXPECT_FALSE(report.reason.empty());
}

TEST_F(PaceTest, CountsRefusalsOfOneBurstOnce) {
  Pace pace(6, 0);
  for (int i = 0; i < 6; ++i) pace.started(now_);
  for (int i = 0; i < 6; ++i) pace.finished(now_, now_ + 10ms, 10, 503);
  EXPECT_EQ(connections(pace), 3);
  EXPECT_EQ(pace.report("h").rate_limited, 6U);
  EXPECT_EQ(pace.report("h").slowed_down, 1U);
}

TEST_F(PaceTest, RecoversSlowlyWithGoodAnswers) {
  Pace pace(6, 0);
  answer(pace, 20, 503);
  EXPECT_EQ(connections(pace), 3);
  answers(pace, 11, 20);
  EXPECT_EQ(connections(pace), 3);
  answers(pace, 60, 20);
  EXPECT_EQ(connections(pace), 6);
  EXPECT_DOUBLE_EQ(delay(pace), 0);
  EXPECT_FALSE(pace.report("h").reason.empty()) << "the report still says what happened";
}

TEST_F(PaceTest, SlowsDownWithTheServer) {
  Pace pace(6, 0);
  answers(pace, 40, 30);
  answers(pace, 16, 900);
  EXPECT_LT(connections(pace), 6);
  EXPECT_GT(delay(pace), 0);
  EXPECT_GE(pace.report("h").slowed_down, 1U);
}

TEST_F(PaceTest, IsNotTrippedByTheJitterOfAFastServer) {
  Pace pace(6, 0);
  for (int i = 0; i < 400; ++i) answer(pace, i % 5 == 0 ? 120 : 0.3);
  EXPECT_EQ(pace.report("h").slowed_down, 0U);
}

TEST_F(PaceTest, IsNotTrippedByAFewSlowPages) {
  Pace pace(6, 0);
  for (int i = 0; i < 400; ++i) answer(pace, i % 4 == 0 ? 3000 : 50);
  EXPECT_EQ(pace.report("h").slowed_down, 0U);
}

TEST_F(PaceTest, IsNotTrippedByAHostThatWasAlwaysSlow) {
  Pace pace(6, 0);
  answers(pace, 100, 2500);
  EXPECT_EQ(pace.report("h").slowed_down, 0U);
}

TEST_F(PaceTest, GetsUsedToAHostThatStaysSlow) {
  Pace pace(6, 0);
  answers(pace, 40, 50);
  answers(pace, 400, 800);
  EXPECT_EQ(connections(pace), 6) << "deeper pages simply cost more";
}

TEST_F(PaceTest, NeverWaitsLongerThanItsCap) {
  Pace pace(6, 0);
  answers(pace, 100, 20, 503);
  EXPECT_EQ(connections(pace), 1);
  EXPECT_LE(delay(pace), 5);
}

TEST_F(PaceTest, GivesUpAHostThatRefusesTwentyRequestsInARow) {
  Pace pace(6, 0);
  answers(pace, 19, 20, 429);
  EXPECT_FALSE(pace.has_given_up());
  pace.answered_finally(0);  // a broken connection is no good answer
  answers(pace, 1, 20, 503);
  EXPECT_TRUE(pace.has_given_up());
}

TEST_F(PaceTest, BearsWithAHostThatAnswersNowAndThen) {
  Pace pace(6, 0);
  for (int i = 0; i < 10; ++i) {
    answers(pace, 19, 20, 503);
    answer(pace, 20);
  }
  EXPECT_FALSE(pace.has_given_up());
}

TEST_F(PaceTest, BearsWithRequestsForPatienceForFiveMinutesInAll) {
  Pace pace(6, 0);
  for (int i = 0; i < 9; ++i) {
    pace.pause(now_, 30s);
    pace.pause(now_, 30s);  // of another request at the same time
    now_ += 40s;
    answer(pace, 20);
  }
  EXPECT_TRUE(pace.worth_retrying());
  pace.pause(now_, 30s);
  EXPECT_FALSE(pace.worth_retrying());
}

TEST_F(PaceTest, StopsRetryingWhereEverythingIsRefused) {
  Pace pace(6, 0);
  answers(pace, 4, 20, 429);
  EXPECT_TRUE(pace.worth_retrying());
  answers(pace, 1, 20, 429);
  EXPECT_FALSE(pace.worth_retrying());
  answer(pace, 20);
  EXPECT_TRUE(pace.worth_retrying());
}

TEST_F(PaceTest, HoldsStillWhilePaused) {
  Pace pace(6, 0);
  pace.pause(now_, 3s);
  EXPECT_EQ(pace.next_start(), now_ + 3s);
}

}  // namespace
}  // namespace vigie::crawler
