// crawler-commons' files: the URLs each lists.
#include <gtest/gtest.h>

#include <cstddef>
#include <fstream>
#include <ios>
#include <iterator>
#include <string>
#include <vector>

#include "crawler/sitemap.h"

namespace vigie::crawler {
namespace {

struct FileCase {
  std::string name;
  std::string file;
  Sitemap::Kind kind;
  std::size_t count;
  std::string first, last;   // loc
  std::string lastmod = {};  // of the first
};
class SitemapFile : public testing::TestWithParam<FileCase> {};
TEST_P(SitemapFile, Lists) {
  const FileCase& test = GetParam();
  std::ifstream stream(VIGIE_TEST_DATA "/sitemaps/" + test.file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  const Sitemap sitemap = parse_sitemap(bytes);
  EXPECT_EQ(sitemap.kind, test.kind);
  EXPECT_STREQ(sitemap.complaint, "");
  EXPECT_FALSE(sitemap.truncated);
  ASSERT_EQ(sitemap.entries.size(), test.count);
  EXPECT_EQ(sitemap.entries.front().loc, test.first);
  EXPECT_EQ(sitemap.entries.front().lastmod, test.lastmod);
  EXPECT_EQ(sitemap.entries.back().loc, test.last);
}

INSTANTIATE_TEST_SUITE_P(
    CrawlerCommons, SitemapFile,
    testing::Values(
        FileCase{"Gzip", "xmlSitemap.gz", Sitemap::Kind::urlset, 5, "http://www.example.com/",
                 "http://www.example.com/catalog?item=83&desc=vacation_usa", "2005-01-01"},
        FileCase{"OtherNamespace", "sitemap.badns.xml", Sitemap::Kind::urlset, 2,
                 "http://www.example.com/1", "http://www.example.com/2"},
        FileCase{"PrefixedElements", "sitemap.ns.xml", Sitemap::Kind::urlset, 2,
                 "http://www.example.com/1", "http://www.example.com/2"},
        FileCase{"Text", "sitemap.txt", Sitemap::Kind::text, 2, "http://www.domain.com/page1.html",
                 "http://www.domain.com/page2.html"},
        FileCase{"TextWithBom", "sitemap-with-bom.txt", Sitemap::Kind::text, 2,
                 "http://www.domain.com/page1.html", "http://www.domain.com/page2.html"},
        FileCase{"TextInGzip", "sitemap.txt.gz", Sitemap::Kind::text, 5, "http://www.example.com/",
                 "http://www.example.com/catalog?item=83&desc=vacation_usa"},
        FileCase{"TextOfOneLine", "do-not-visit.txt", Sitemap::Kind::text, 1,
                 "http://www.example.com/do-not-visit-here",
                 "http://www.example.com/do-not-visit-here"},
        FileCase{"Atom", "atom.xml", Sitemap::Kind::feed, 1, "http://example.org/2003/12/13/atom03",
                 "http://example.org/2003/12/13/atom03", "2003-12-13T18:30:02Z"},
        FileCase{"IndexWithoutLoc", "sitemap.index.xml", Sitemap::Kind::index, 15,
                 "https://example.com/sitemap.jss?portalCode=10260&lang=en",
                 "https://example.com/sitemap.jss?portalCode=10570&lang=en"},
        FileCase{"Images", "extension/sitemap-images.xml", Sitemap::Kind::urlset, 1,
                 "http://www.example.com/images/some_image_landing_page.html",
                 "http://www.example.com/images/some_image_landing_page.html"},
        FileCase{"Translations", "extension/sitemap-links.xml", Sitemap::Kind::urlset, 3,
                 "http://www.example.com/english/", "http://www.example.com/schweiz-deutsch/"},
        FileCase{"Videos", "extension/sitemap-videos.xml", Sitemap::Kind::urlset, 3,
                 "http://www.example.com/videos/some_video_landing_page.html",
                 "http://www.example.com/videos/some_video_landing_page-3.html"},
        FileCase{"News", "extension/hebdenbridgetimes-articles-sitemap.xml", Sitemap::Kind::urlset,
                 74,
                 "http://www.hebdenbridgetimes.co.uk/news/local/"
                 "video-tour-de-yorkshire-in-calderdale-1-7242580",
                 "http://www.hebdenbridgetimes.co.uk/news/local/"
                 "now-you-see-it-now-you-don-t-it-s-off-the-wall-1-7229940",
                 "2015-05-03T18:51:50+01:00"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace vigie::crawler
