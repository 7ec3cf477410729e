// The sample portal as its server gives it out: what the static pages cannot show.
#include "tests/support/sample_portal.h"

#include <curl/curl.h>
#include <curl/easy.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "tests/support/fault_list.h"
#include "tests/support/nginx.h"

namespace vigie::tests {
namespace {

struct Reply {
  long status = 0;
  double seconds = 0;
  std::string head, location;
};

std::size_t append(char* bytes, std::size_t size, std::size_t count, void* text) {
  static_cast<std::string*>(text)->append(bytes, size * count);
  return size * count;
}
std::size_t discard(char*, std::size_t size, std::size_t count, void*) { return size * count; }

class ServedPortal : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (has_nginx()) portal_ = std::make_unique<SamplePortal>();
  }
  static void TearDownTestSuite() { portal_.reset(); }
  void SetUp() override {
    if (portal_ == nullptr) GTEST_SKIP() << "nginx is missing";
  }

  static Reply get(std::string_view page, std::string_view origin = portal_->url()) {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                   &curl_easy_cleanup);
    Reply reply;
    const std::string url = std::string(origin) + std::string(page.substr(1));
    curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_CAINFO, portal_->ca_file().c_str());
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 30L);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, append);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &reply.head);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, discard);
    EXPECT_EQ(curl_easy_perform(curl.get()), CURLE_OK) << url;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply.status);
    curl_easy_getinfo(curl.get(), CURLINFO_TOTAL_TIME, &reply.seconds);
    const char* location = nullptr;
    curl_easy_getinfo(curl.get(), CURLINFO_REDIRECT_URL, &location);
    if (location != nullptr) reply.location = location;
    return reply;
  }

  static std::unique_ptr<SamplePortal> portal_;
};
std::unique_ptr<SamplePortal> ServedPortal::portal_;

TEST_F(ServedPortal, AnswersForEveryPageInTheFaultList) {
  std::set<std::string> pages;
  for (const ListedFault& fault : read_fault_list(VIGIE_SAMPLES "/faults.tsv"))
    if (!fault.rule.starts_with("measure:")) pages.insert(fault.page);
  for (const std::string& page : pages) EXPECT_EQ(get(page).status, 200) << page;
}

TEST_F(ServedPortal, RedirectsInAChainAndInALoop) {
  const std::string origin = portal_->url().substr(0, portal_->url().size() - 1);
  EXPECT_EQ(get("/bulletin-municipal").location, origin + "/journal");
  EXPECT_EQ(get("/journal").location, origin + "/mairie/journal/");
  EXPECT_EQ(get("/mairie/journal/").location, origin + "/actualites/");
  EXPECT_EQ(get("/boutique/").location, origin + "/boutique/accueil/");
  EXPECT_EQ(get("/boutique/accueil/").location, origin + "/boutique/");
}

TEST_F(ServedPortal, SendsHttpToHttps) {
  const Reply reply = get("/contact/", portal_->http_url());
  EXPECT_EQ(reply.status, 301);
  EXPECT_EQ(reply.location, portal_->url() + "contact/");
}

TEST_F(ServedPortal, KeepsTheCouncillorsPagesBehindAPassword) {
  EXPECT_EQ(get("/espace-elus/").status, 401);
}

TEST_F(ServedPortal, TakesSecondsOverTheTableOfExpenses) {
  EXPECT_GT(get("/mairie/budget/depenses-2025/").seconds, 1.5);
}

// A second portal, since this one changes.
TEST(ChangedPortal, HasOnePageMoreAndOnePageLess) {
  if (!has_nginx()) GTEST_SKIP() << "nginx is missing";
  SamplePortal portal;
  portal.change();
  const std::filesystem::path news =
      std::filesystem::path(portal.portal_file()).parent_path() / "portal/actualites";
  EXPECT_TRUE(exists(news / "recensement-2027/index.html"));
  EXPECT_FALSE(exists(news / "cinema-en-plein-air"));
}

}  // namespace
}  // namespace vigie::tests
