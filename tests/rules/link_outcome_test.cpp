#include "rules/links/link_outcome.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "crawler/error_kind.h"
#include "crawler/url.h"
#include "rules/rule.h"

namespace vigie::rules {
namespace {

using crawler::ErrorKind;

struct Case {
  std::string name;
  Target target;
  std::optional<Outcome> expected;  // absent: nothing to say
};
class BrokenLink : public testing::TestWithParam<Case> {};
TEST_P(BrokenLink, JudgesAs) {
  const auto link = judge_link(GetParam().target, "https://v.example/x");
  EXPECT_EQ(link ? std::optional(link->outcome) : std::nullopt, GetParam().expected);
  const auto resource = judge_resource(GetParam().target, "https://v.example/x");
  EXPECT_EQ(resource ? std::optional(resource->outcome) : std::nullopt, GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Targets, BrokenLink,
    testing::Values(
        Case{"Ok", {200}, {}}, Case{"NotFound", {404}, Outcome::failed},
        Case{"Gone", {410}, Outcome::failed}, Case{"ServerError", {500}, Outcome::failed},
        Case{"Unavailable", {503}, Outcome::failed},
        Case{"UnavailableForNow", {503, {}, true}, Outcome::cant_tell},
        Case{"SignIn", {401}, Outcome::cant_tell}, Case{"Forbidden", {403}, Outcome::cant_tell},
        Case{"TooMany", {429}, Outcome::cant_tell}, Case{"Method", {405}, Outcome::cant_tell},
        Case{"BadRequest", {400}, Outcome::cant_tell},
        Case{"NoSuchHost", {0, ErrorKind::dns}, Outcome::failed},
        Case{"Refused", {0, ErrorKind::connect_refused}, Outcome::failed},
        Case{"Loop", {302, ErrorKind::redirect_loop}, Outcome::failed},
        Case{"Timeout", {0, ErrorKind::timeout}, Outcome::cant_tell},
        Case{"Certificate", {0, ErrorKind::tls_expired}, Outcome::cant_tell},
        Case{"RobotsForbid", {0, ErrorKind::blocked_by_robots}, {}},
        Case{"NoNetwork", {0, ErrorKind::no_network}, {}},
        Case{"CutBody", {200, ErrorKind::too_large}, {}}),
    [](const auto& test) { return test.param.name; });

TEST(BrokenLink, CannotTellOfAnAddressTooLongToAskFor) {
  EXPECT_EQ(judge_bad_reference(crawler::UrlError::too_long, "x").outcome, Outcome::cant_tell);
  EXPECT_EQ(judge_bad_reference(crawler::UrlError::host, "http://").outcome, Outcome::failed);
}

}  // namespace
}  // namespace vigie::rules
