#include "crawler/sitemap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace vigie::crawler {
namespace {

using testing::ElementsAre;

std::vector<std::string> locs(const Sitemap& sitemap) {
  std::vector<std::string> urls;
  urls.reserve(sitemap.entries.size());
  for (const SitemapEntry& entry : sitemap.entries) urls.push_back(entry.loc);
  return urls;
}

std::string urlset(const std::string& inside) { return "<urlset>" + inside + "</urlset>"; }

TEST(Sitemap, ReadsUrlsWithTheirDates) {
  const Sitemap sitemap = parse_sitemap(
      "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
      "<url><loc> http://a/?x&amp;y </loc><lastmod>2024-05-01</lastmod></url>"
      "<url><lastmod/><loc><![CDATA[http://a/&z]]></loc></url></urlset>");
  EXPECT_EQ(sitemap.kind, Sitemap::Kind::urlset);
  EXPECT_STREQ(sitemap.complaint, "");
  EXPECT_THAT(locs(sitemap), ElementsAre("http://a/?x&y", "http://a/&z"));
  EXPECT_EQ(sitemap.entries[0].lastmod, "2024-05-01");
  EXPECT_EQ(sitemap.entries[1].lastmod, "");
}

TEST(Sitemap, ReadsAnIndex) {
  const Sitemap sitemap =
      parse_sitemap("<sitemapindex><sitemap><loc>http://a/1.xml</loc></sitemap></sitemapindex>");
  EXPECT_EQ(sitemap.kind, Sitemap::Kind::index);
  EXPECT_THAT(locs(sitemap), ElementsAre("http://a/1.xml"));
}

TEST(Sitemap, ReadsRss) {
  const Sitemap sitemap = parse_sitemap(
      "<rss version='2.0' xmlns:atom='x'><channel><link>http://a/</link><item><title>t</title>"
      "<atom:link href='http://a/self'/><link>http://a/1</link><pubDate>Wed, 01 May 2024 08:00:00 "
      "+0200</pubDate></item></channel></rss>");
  EXPECT_EQ(sitemap.kind, Sitemap::Kind::feed);
  EXPECT_THAT(locs(sitemap), ElementsAre("http://a/1"));
  EXPECT_EQ(sitemap.entries[0].lastmod, "Wed, 01 May 2024 08:00:00 +0200");
}

TEST(Sitemap, ReadsRss10) {
  const Sitemap sitemap = parse_sitemap(
      "<rdf:RDF xmlns:rdf='x' xmlns='y'><channel><link>http://a/</link></channel>"
      "<item rdf:about='z'><link>http://a/1</link></item></rdf:RDF>");
  EXPECT_THAT(locs(sitemap), ElementsAre("http://a/1"));
}

TEST(Sitemap, TakesTheAlternateLinkOfAnAtomEntry) {
  const Sitemap sitemap = parse_sitemap(
      "<feed><link href='http://a/'/><entry><link rel='edit' href='http://a/e'/><link "
      "rel='alternate' href='http://a/1?x&amp;y'/><updated>2024-05-01T00:00:00Z</updated></entry>"
      "</feed>");
  EXPECT_THAT(locs(sitemap), ElementsAre("http://a/1?x&y"));
}

TEST(Sitemap, LeavesElementsOfExtensionsAlone) {
  EXPECT_THAT(locs(parse_sitemap(urlset("<url><image:loc>http://a/i.png</image:loc><loc>http://a/"
                                        "</loc><image:image><loc>http://a/j.png</loc></image:image>"
                                        "</url>"))),
              ElementsAre("http://a/"));
}

TEST(Sitemap, KeepsTheEntriesAfterOneThatIsNotWellFormed) {
  EXPECT_THAT(locs(parse_sitemap(
                  "<rss><channel><item><link>http://a/1</link><description>a<br>b</description>"
                  "</item><item><link>http://a/2</link></item></channel></rss>")),
              ElementsAre("http://a/1", "http://a/2"));
}

TEST(Sitemap, KeepsWhatCameBeforeTheCut) {
  const Sitemap sitemap =
      parse_sitemap("<urlset><url><loc>http://a/1</loc></url><url><loc>http://a/2");
  EXPECT_THAT(locs(sitemap), ElementsAre("http://a/1"));
  EXPECT_STREQ(sitemap.complaint, "the sitemap ends before its last end tag");
}

TEST(Sitemap, ReadsOtherEncodings) {
  EXPECT_THAT(locs(parse_sitemap("<?xml version='1.0' encoding='ISO-8859-1'?>" +
                                 urlset("<url><loc>http://a/\xE9</loc></url>"))),
              ElementsAre("http://a/é"));
  const char utf16[] = "\xFF\xFEh\0t\0t\0p\0:\0/\0/\0a\0";
  EXPECT_THAT(locs(parse_sitemap(std::string(utf16, sizeof utf16 - 1))), ElementsAre("http://a"));
}

TEST(Sitemap, PassesOverLinesThatAreNoUrls) {
  const Sitemap sitemap =
      parse_sitemap("# ours\r\n\r\nHTTP://a/1 \rhttps://a/2\n/relative\nmailto:a@b");
  EXPECT_EQ(sitemap.kind, Sitemap::Kind::text);
  EXPECT_THAT(locs(sitemap), ElementsAre("HTTP://a/1", "https://a/2"));
}

struct BadCase {
  std::string name;
  std::string bytes;
  std::string complaint;
};
class UnreadableSitemap : public testing::TestWithParam<BadCase> {};
TEST_P(UnreadableSitemap, SaysWhy) {
  const Sitemap sitemap = parse_sitemap(GetParam().bytes);
  EXPECT_EQ(sitemap.kind, Sitemap::Kind::unreadable);
  EXPECT_TRUE(sitemap.entries.empty());
  EXPECT_EQ(sitemap.complaint, GetParam().complaint);
}
INSTANTIATE_TEST_SUITE_P(
    Bytes, UnreadableSitemap,
    testing::Values(
        BadCase{"Nothing", "", "the sitemap is empty"},
        BadCase{"OnlySpace", "\xEF\xBB\xBF \n", "the sitemap is empty"},
        BadCase{"Prose", "Not found", "the sitemap is neither XML nor a list of URLs"},
        BadCase{"WebPage", "<!DOCTYPE html><title>404</title>",
                "the sitemap is a web page instead"},
        BadCase{"WebPageWithoutDoctype", "<html><p>404", "the sitemap is a web page instead"},
        BadCase{"BillionLaughs",
                "<?xml version='1.0'?><!DOCTYPE urlset [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>"
                "<urlset><url><loc>&b;</loc></url></urlset>",
                "the sitemap has a DOCTYPE, which no sitemap needs"},
        BadCase{"OtherXml", "<svg/>",
                "the outermost element of the sitemap is that of no sitemap and no feed"},
        BadCase{"OnlyAComment", "<!-- -->", "the sitemap holds no element"},
        BadCase{"DamagedGzip", "\x1F\x8B\x08rest", "the gzip data of the sitemap is damaged"}),
    [](const auto& test) { return test.param.name; });

TEST(Sitemap, StopsAtTheMostUrlsItMayList) {
  std::string inside;
  for (std::size_t i = 0; i <= kMaxSitemapUrls; ++i) inside += "<url><loc>http://a/</loc></url>";
  const Sitemap sitemap = parse_sitemap(urlset(inside));
  EXPECT_EQ(sitemap.entries.size(), kMaxSitemapUrls);
  EXPECT_TRUE(sitemap.truncated);
  EXPECT_STREQ(sitemap.complaint, "the sitemap lists more than 50,000 URLs");
}

TEST(Sitemap, StopsAtTheMostBytesItMayHave) {
  const Sitemap sitemap = parse_sitemap("<urlset><url><loc>http://a/</loc></url>" +
                                        std::string(kMaxSitemapBytes, ' ') + "</urlset>");
  EXPECT_EQ(sitemap.entries.size(), 1U);
  EXPECT_TRUE(sitemap.truncated);
  EXPECT_STREQ(sitemap.complaint, "the sitemap is larger than 50 MiB");
}

TEST(Sitemap, ReadsDeepNestingInLinearTime) {
  std::string deep = "<urlset>";
  for (int i = 0; i < 1'000'000; ++i) deep += "<a>";
  EXPECT_EQ(parse_sitemap(deep).entries.size(), 0U);
}

}  // namespace
}  // namespace vigie::crawler
