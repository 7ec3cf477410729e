#include "crawler/page_contents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "crawler/dom/html_parser.h"
#include "crawler/headers.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

PageContents read(std::string_view html, const Headers& headers = {}) {
  return read_contents(dom::parse_html(std::string(html)),
                       Url::parse("https://ville.example/a/page.html").value(), headers);
}

// "anchor:/x refresh:/y", paths of ville.example shortened.
std::string links(const PageContents& contents) {
  std::string text;
  for (const Link& link : contents.links) {
    std::string url = link.url;
    if (url.starts_with("https://ville.example")) url.erase(0, 21);
    text += (text.empty() ? "" : " ") + std::string(name(link.kind)) + ":" + url;
  }
  return text;
}

std::string resources(const PageContents& contents) {
  std::string text;
  for (const ResourceUse& use : contents.resources) {
    std::string url = use.url;
    if (url.starts_with("https://ville.example")) url.erase(0, 21);
    text += (text.empty() ? "" : " ") + std::string(name(use.kind)) + ":" + url +
            (use.blocking ? "!" : "");
  }
  return text;
}

struct Case {
  std::string name;
  std::string_view html, expected;
};

class PageLinks : public testing::TestWithParam<Case> {};
TEST_P(PageLinks, Are) { EXPECT_EQ(links(read(GetParam().html)), GetParam().expected); }
INSTANTIATE_TEST_SUITE_P(
    HtmlStandard, PageLinks,
    testing::Values(
        Case{"Anchor", "<a href=b.html>", "anchor:/a/b.html"},
        Case{"FragmentOnly", "<a href='#x'>", ""},
        Case{"FragmentDropped", "<a href='b#x'><a href='b#y'>", "anchor:/a/b"},
        Case{"EmptyQuery", "<a href='/p?'>", "anchor:/p"},
        Case{"Base", "<base href=/z/><a href=b>", "anchor:/z/b"},
        Case{"FirstBase", "<base href=/z/><base href=/y/><a href=b>", "anchor:/z/b"},
        Case{"Area", "<map><area href=/b></map>", "area:/b"},
        Case{"Mail", "<a href='mailto:a@b.example'><a href='javascript:x()'>", ""},
        Case{"Refresh", "<meta http-equiv=refresh content='0;url=/b'>", "refresh:/b"},
        Case{"Next", "<link rel=next href=/2>", "next:/2"},
        Case{"Canonical", "<link rel=canonical href=/c>", "canonical:/c"},
        Case{"Frame", "<iframe src=/f></iframe>", "frame:/f"},
        Case{"SrcdocHasNoSource", "<iframe src=/f srcdoc=x></iframe>", ""},
        Case{"Template", "<template><a href=/b></a></template>", ""},
        Case{"External", "<a href='https://autre.example/x'>", "anchor:https://autre.example/x"},
        Case{"SelectForm",
             "<form action=/s><select name=y><option value=1>a<option value=2 "
             "selected>b</select><button>ok</button></form>",
             "form:/s?y=2"},
        Case{"TextForm", "<form action=/s><input name=q></form>", ""},
        Case{"PostForm", "<form action=/s method=post><input type=hidden name=a></form>", ""},
        Case{"Checkbox",
             "<form action=/s><input type=checkbox name=a checked><input type=checkbox "
             "name=b></form>",
             "form:/s?a=on"},
        Case{"HiddenEncoded",
             "<form action='/s?old=1'><input type=hidden name=a value='é &'></form>",
             "form:/s?a=%C3%A9+%26"},
        Case{"FieldElsewhere", "<form id=f action=/s></form><input form=f name=q>", ""},
        Case{"ButtonOnly", "<form action=/go><button>ok</button></form>", "form:/go"}),
    [](const auto& test) { return test.param.name; });

class PageResources : public testing::TestWithParam<Case> {};
TEST_P(PageResources, Are) { EXPECT_EQ(resources(read(GetParam().html)), GetParam().expected); }
INSTANTIATE_TEST_SUITE_P(
    HtmlStandard, PageResources,
    testing::Values(
        Case{"Image", "<img src=a.png>", "image:/a/a.png"},
        Case{"Srcset", "<img srcset='a.png 1x, b.png 2x'>", "image:/a/a.png"},
        Case{"Style", "<link rel=stylesheet href=/s.css>", "style:/s.css!"},
        Case{"Print", "<link rel=stylesheet href=/s.css media=print>", "style:/s.css"},
        Case{"Alternate", "<link rel='alternate stylesheet' href=/s.css>", ""},
        Case{"ScriptInHead", "<script src=/s.js></script>", "script:/s.js!"},
        Case{"Deferred", "<script src=/s.js defer></script>", "script:/s.js"},
        Case{"Module", "<script type=module src=/s.js></script>", "script:/s.js"},
        Case{"ScriptInBody", "<body><script src=/s.js></script>", "script:/s.js"},
        Case{"DataBlock", "<script type='application/json' src=/s.json></script>", ""},
        Case{"Noscript", "<body><noscript><img src=a.png></noscript>", ""},
        Case{"DataUrl", "<img src='data:image/gif;base64,AA'>", ""},
        Case{"OnceAPage", "<img src=a.png><img src=a.png><img src=./a.png>", "image:/a/a.png"},
        Case{"Frame", "<iframe src=/f></iframe>", "frame:/f"},
        Case{"FontInStyle", "<style>@font-face{src:url(/f.woff2)}</style>", "font:/f.woff2"},
        Case{"Preload", "<link rel=preload as=font href=/f.woff2>", "font:/f.woff2"},
        Case{"Icon", "<link rel='shortcut icon' href=/i.ico>", "image:/i.ico"}),
    [](const auto& test) { return test.param.name; });

TEST(PageContents, SaysWhereALinkStands) {
  const PageContents contents = read(
      "<!doctype html>\n<html lang=fr><title> A\n b </title>\n<ul><li>x<li><a href='/b' "
      "rel=nofollow>b</a></ul>");
  ASSERT_EQ(contents.links.size(), 1U);
  EXPECT_EQ(contents.links[0].line, 4U);
  EXPECT_EQ(contents.links[0].selector, "html > body > ul > li:nth-of-type(2) > a");
  EXPECT_TRUE(contents.links[0].nofollow);
  EXPECT_EQ(contents.facts.title, "A b");
  EXPECT_EQ(contents.facts.lang, "fr");
}

TEST(PageContents, ReadsRobotsDirectivesOfMarkupAndHeaders) {
  Headers headers;
  headers.add("X-Robots-Tag", "noindex");
  headers.add("X-Robots-Tag", "googlebot: nofollow");
  EXPECT_TRUE(read("<p>", headers).facts.noindex);
  EXPECT_FALSE(read("<p>", headers).facts.nofollow);
  EXPECT_TRUE(read("<meta name=ROBOTS content='none'>").facts.nofollow);
}

TEST(PageContents, ReadsTheLinkHeader) {
  Headers headers;
  headers.add("Link", "</2>; rel=\"next\", </style.css>; rel=preload");
  EXPECT_EQ(links(read("<p>", headers)), "next:/2");
}

TEST(PageContents, ReportsReferencesThatAreNoUrl) {
  const PageContents contents =
      read("<a href='http://'>x</a><a href='https://a b/'>y</a><a href='tel:1'>z</a>");
  ASSERT_EQ(contents.bad_references.size(), 2U);
  EXPECT_EQ(contents.bad_references[0].href, "http://");
}

TEST(PageContents, GivesPagesOfOneTemplateOneShape) {
  const auto shape = [](std::string_view main) {
    return read("<body><header id=tete><nav><a href=/>x</a></nav></header><main id=contenu>" +
                std::string(main) + "</main><footer></footer>")
        .facts.shape;
  };
  EXPECT_EQ(shape("<h1>A</h1><p>b</p><ul><li>1<li>2</ul>"),
            shape("<h1>C</h1><p>d</p><p>e</p><table><tr><td>f</table>"));
  EXPECT_NE(shape("<h1>A</h1>"), shape("<form id=demande><input></form>"));
  EXPECT_EQ(shape("<section></section><section></section>"), shape("<section></section>"));
}

}  // namespace
}  // namespace vigie::crawler
