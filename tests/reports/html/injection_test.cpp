// Whatever a portal sends stays text in the HTML report.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/dom/html_parser.h"
#include "crawler/url.h"
#include "reports/locale/texts.h"
#include "tests/reports/fake_run.h"
#include "tests/reports/html/written.h"
#include "tests/support/chromium.h"
#include "tests/support/temp_folder.h"

namespace vigie::reports {
namespace {

// A text of the same kind that nobody could take for markup: a link where the payload is one too.
std::string plain_twin(const std::string& payload) {
  return crawler::Url::parse(payload) ? "https://plain.example/" : "plain";
}

TEST(HtmlInjection, HasManyPayloads) { EXPECT_GE(payloads("http://127.0.0.1:1").size(), 60U); }

TEST(HtmlInjection, LeavesTheElementsAsTheyAreWithPlainText) {
  for (const std::string& payload : payloads("http://127.0.0.1:1"))
    EXPECT_EQ(element_counts(dom::parse_html(html_of(hostile_run(payload)))),
              element_counts(dom::parse_html(html_of(hostile_run(plain_twin(payload))))))
        << payload;
}

std::map<std::string, int> attribute_counts(const std::string& html) {
  const dom::Document page = dom::parse_html(html);
  std::map<std::string, int> counts;
  for (const dom::NodeId node : page.elements())
    for (const dom::Attribute& attribute : page.attributes(node))
      ++counts[std::string(attribute.name)];
  return counts;
}

TEST(HtmlInjection, AddsNoAttribute) {
  for (const std::string& payload : payloads("http://127.0.0.1:1"))
    EXPECT_EQ(attribute_counts(html_of(hostile_run(payload))),
              attribute_counts(html_of(hostile_run(plain_twin(payload)))))
        << payload;
}

TEST(HtmlInjection, ShowsThePayloadAsItCame) {
  for (const std::string& payload : payloads("http://127.0.0.1:1")) {
    const dom::Document page = dom::parse_html(html_of(hostile_run(payload)));
    std::string shown = payload;
    if (const auto tab = shown.find('\t'); tab != std::string::npos) shown.replace(tab, 1, "\\t");
    EXPECT_NE(page.text_content(page.body()).find(shown), std::string::npos) << payload;
  }
}

// A server on loopback that nobody should ask.
class Canary {
 public:
  Canary() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);  // as the socket calls want it
    if (bind(socket_, any, size) != 0 || listen(socket_, 64) != 0 ||
        getsockname(socket_, any, &size) != 0)
      ADD_FAILURE() << "no port on loopback";
    port_ = ntohs(address.sin_port);
  }
  ~Canary() { close(socket_); }
  Canary(const Canary&) = delete;
  Canary& operator=(const Canary&) = delete;

  std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
  bool was_asked() const {  // a connection waits to be accepted
    pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
    return poll(&waiting, 1, 0) > 0;
  }

 private:
  int socket_;
  int port_ = 0;
};

// The whole set at once, ten texts a report, so that Chromium starts seven times and not seventy.
std::vector<std::string> joined_payloads(const std::string& canary) {
  std::vector<std::string> joined;
  const std::vector<std::string> all = payloads(canary);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i % 10 == 0) joined.emplace_back();
    joined.back() += all[i] + " ";
  }
  return joined;
}

TEST(HtmlInjection, DoesNothingInChromium) {
  VIGIE_NEEDS_CHROMIUM();
  const Canary canary;
  const tests::TempFolder folder;
  const std::string plain = folder.write("plain.html", html_of(hostile_run("plain")));
  const auto expected =
      element_counts(dom::parse_html(tests::show_in_chromium("file://" + plain).dom));
  for (const std::string& texts : joined_payloads(canary.origin())) {
    const std::string report = folder.write("hostile.html", html_of(hostile_run(texts)));
    const tests::Shown shown = tests::show_in_chromium("file://" + report);
    EXPECT_TRUE(shown.ended) << shown.console;  // a dialog would hold it up
    EXPECT_EQ(element_counts(dom::parse_html(shown.dom)), expected) << texts;
    EXPECT_EQ(shown.console.find("CONSOLE"), std::string::npos) << shown.console;
    EXPECT_FALSE(canary.was_asked()) << texts;
  }
}

// The test above must be able to fail: without our escaping Chromium does ask and does complain.
TEST(HtmlInjection, WouldBeSeenInChromium) {
  VIGIE_NEEDS_CHROMIUM();
  const Canary canary;
  const tests::TempFolder folder;
  std::string report = html_of(town_run());
  const std::size_t body = report.find("<h1>");
  ASSERT_NE(body, std::string::npos);
  report.insert(body, "<script>document.title = 1</script>");
  const tests::Shown blocked =
      tests::show_in_chromium("file://" + folder.write("blocked.html", report));
  EXPECT_NE(blocked.console.find("Content Security Policy"), std::string::npos) << blocked.console;

  tests::show_in_chromium(
      "file://" + folder.write("open.html", "<!doctype html><img src=" + canary.origin() + ">"));
  EXPECT_TRUE(canary.was_asked());
}

TEST(HtmlReportInChromium, AppliesItsStyleSheetUnderItsOwnPolicy) {
  VIGIE_NEEDS_CHROMIUM();
  const tests::TempFolder folder;
  for (const Language language : {Language::english, Language::french}) {
    const std::string report = folder.write("report.html", html_of(town_run(), language));
    const tests::Shown shown = tests::show_in_chromium("file://" + report);
    EXPECT_TRUE(shown.ended);
    EXPECT_EQ(shown.console.find("CONSOLE"), std::string::npos) << shown.console;
    EXPECT_EQ(element_counts(dom::parse_html(shown.dom)),
              element_counts(dom::parse_html(tests::read_text(report))));
  }
}

}  // namespace
}  // namespace vigie::reports
