// `vigie init`: a look at a portal, and the portal file it makes of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include "tests/support/nginx.h"
#include "tests/support/run_vigie.h"
#include "tests/support/temp_folder.h"

namespace vigie::tests {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Init : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_nginx()) GTEST_SKIP() << "nginx is not installed";
  }
  static void front_page(const Nginx& portal, const std::string& title) {
    portal.page("/", "<!doctype html><html lang=fr><title>" + title +
                         "</title><a href=/a>A</a> <a href=/b>B</a>");
  }
};

TEST_F(Init, WritesAPortalFileWithTheTitleAndTheSizeOfThePortal) {
  const Nginx portal;
  front_page(portal, "Ville de Valmont");
  portal.page("/sitemap.xml",
              "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>" +
                  portal.url("/a") + "</loc></url><url><loc>" + portal.url("/b") +
                  "</loc></url><url><loc>https://elsewhere.example/</loc></url></urlset>");
  const Ran ran = vigie({"init", portal.url("/")});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("\nname = \"Ville de Valmont\"\n"));
  EXPECT_THAT(ran.out, HasSubstr("\nurl = \"" + portal.url("/") + "\"\n"));
  EXPECT_THAT(ran.out, HasSubstr("# The sitemap names 2 pages.\n"));
  EXPECT_THAT(portal.log().front().user_agent, StartsWith("Vigie/"));
}

TEST_F(Init, CountsTheLinksOfTheFrontPageWithoutASitemap) {
  const Nginx portal;
  front_page(portal, "Ville");
  const Ran ran = vigie({"init", portal.url("/"), "--lang", "fr"});
  EXPECT_THAT(ran.out, HasSubstr("la page d’accueil pointe vers 2 pages."));
}

TEST_F(Init, TellsWhatRobotsTxtAsksFor) {
  const Nginx portal;
  front_page(portal, "Ville");
  portal.page("/robots.txt", "User-agent: *\nCrawl-delay: 7\n");
  EXPECT_THAT(vigie({"init", portal.url("/")}).out,
              HasSubstr("# robots.txt asks to wait 7 seconds between requests."));
  portal.page("/robots.txt", "User-agent: vigie\nDisallow: /\n");
  EXPECT_THAT(vigie({"init", portal.url("/")}).out,
              HasSubstr("# robots.txt forbids the front page to Vigie"));
}

// What the file says is what `vigie audit` reads: every line is tried, comments included.
TEST_F(Init, WritesWhatAnAuditUnderstands) {
  const Nginx portal;
  front_page(portal, "Ville");
  const TempFolder folder;
  folder.write("cookies.txt", "");
  std::string file = vigie({"init", portal.url("/"), "--lang", "fr"}).out;
  for (std::size_t at = file.find("# "); at != std::string::npos; at = file.find("# ", at + 1)) {
    const std::string line = file.substr(at + 2, file.find('\n', at) - at - 2);
    const bool is_key = line.find(" = ") != std::string::npos && line.find(' ') == line.find(" = ");
    if (is_key || line == "[session]") file.erase(at, 2);
  }
  EXPECT_THAT(file, HasSubstr("\ncookie_file = "));
  EXPECT_THAT(file, HasSubstr("\nmax_depth = "));
  folder.write("portal.toml", file + "\n[audit2]\n");
  const Ran ran = vigie({"audit", "portal.toml"}, {.folder = folder.path().string()});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("there is no table or key audit2 here\n"));
}

TEST_F(Init, WritesNothingThatATitleCouldSmuggleIn) {
  const Nginx portal;
  front_page(portal, "\"\n[crawl]\nignore_robots = true # &#27;[2J\xe2\x80\xae \\u0041");
  const Ran ran = vigie({"init", portal.url("/")});
  EXPECT_THAT(ran.out, HasSubstr("\nname = \"\\\" [crawl] ignore_robots = true # \\u001b[2J\\u202e "
                                 "\\\\u0041\"\n"));
  EXPECT_THAT(ran.out, Not(HasSubstr("\nignore_robots")));
}

TEST_F(Init, NamesAPortalWithoutATitleAfterItsHost) {
  const Nginx portal;
  portal.page("/", "<!doctype html><p>.");
  EXPECT_THAT(vigie({"init", portal.url("/")}).out, HasSubstr("\nname = \"127.0.0.1\"\n"));
}

TEST_F(Init, WritesWhereItIsToldAndSaysHowToGoOn) {
  const Nginx portal;
  front_page(portal, "Ville");
  const TempFolder folder;
  const RunOptions here{.folder = folder.path().string()};
  const Ran ran = vigie({"init", portal.url("/"), "--output", "portal.toml"}, here);
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, EndsWith("as in: vigie audit portal.toml\n"));
  EXPECT_THAT(read_text(folder.file("portal.toml")), HasSubstr("\nname = \"Ville\"\n"));
}

TEST_F(Init, NeverReplacesAFileAndAsksNobodyThen) {
  const Nginx portal;
  front_page(portal, "Ville");
  const TempFolder folder;
  const std::string path = folder.write("portal.toml", "mine");
  const Ran ran = vigie({"init", portal.url("/"), "--output", path});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_EQ(ran.err, path +
                         ": is there already, and vigie init never replaces a file\n"
                         "  choose another name, or move it away\n");
  EXPECT_EQ(read_text(path), "mine");
  EXPECT_TRUE(portal.log().empty());
}

TEST_F(Init, Exits3WhenThePortalDoesNotAnswer) {
  std::string url;
  {
    const Nginx portal;
    url = portal.url("/");
  }
  const Ran ran = vigie({"init", url});
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, StartsWith(url + ": no portal file written: "));
  EXPECT_THAT(ran.err, HasSubstr("(connect_refused)\n"));
}

TEST_F(Init, Exits3WhenTheFrontPageIsMissing) {
  const Nginx portal;
  const Ran ran = vigie({"init", portal.url("/missing")});
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_THAT(ran.err, HasSubstr("(http_status)\n"));
}

TEST_F(Init, Exits4WhenTheFileCannotBeWritten) {
  const Nginx portal;
  front_page(portal, "Ville");
  EXPECT_EQ(vigie({"init", portal.url("/")}, {.output_path = "/dev/full"}).exit_code, 4);
  const TempFolder folder;
  const Ran ran = vigie({"init", portal.url("/"), "--output", folder.file("none/portal.toml")});
  EXPECT_EQ(ran.exit_code, 4);
  EXPECT_THAT(ran.err, EndsWith("none/portal.toml: not written: it is not there\n"));
}

TEST_F(Init, SaysWhatWasProbablyMeant) {
  EXPECT_THAT(vigie({"init", "www.ville.example"}).err,
              EndsWith("did you mean https://www.ville.example?\n"));
  EXPECT_EQ(vigie({"init"}).exit_code, 2);
  EXPECT_EQ(vigie({"init", "https://a.example", "https://b.example"}).exit_code, 2);
}

}  // namespace
}  // namespace vigie::tests
