#include "cli/portal_look.h"

#include <chrono>
#include <cstddef>
#include <expected>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/charset.h"
#include "crawler/crawl_store.h"
#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"
#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/page_contents.h"
#include "crawler/page_reader.h"
#include "crawler/response.h"
#include "crawler/robots.h"
#include "crawler/sitemap_walk.h"
#include "crawler/url.h"

namespace vigie::cli {
namespace {

using crawler::Url;

constexpr std::string_view kToken = "vigie";  // our name in robots.txt
constexpr std::chrono::seconds kSitemapTime{30};
constexpr std::size_t kMaxSitemapPages = 1'000'000;  // as many as --max-pages can say

void read_front_page(PortalLook& look, crawler::Response response) {
  const std::string type(response.headers.first("Content-Type").value_or(""));
  if (!crawler::is_html(type)) return;
  const dom::Document page =
      dom::parse_html(crawler::decode_html(std::move(response.body), type).text);
  const crawler::PageContents contents = crawler::read_contents(page, look.url, response.headers);
  look.title = contents.facts.title;
  look.lang = contents.facts.lang;
  for (const crawler::Link& link : contents.links)
    if (const auto target = Url::parse(link.url); target && target->same_origin(look.url))
      ++look.links;
}

// RFC 9309 §2.3.1: 4xx is no robots.txt, anything else that is no answer forbids everything.
crawler::Robots read_robots(PortalLook& look, crawler::Fetcher& fetcher) {
  const crawler::Response response = fetcher.get({.url = *Url::parse("/robots.txt", &look.url),
                                                  .accept = "text/plain,*/*;q=0.5",
                                                  .max_body = crawler::kMaxRobotsBytes});
  if (response.status >= 400 && response.status < 500 && response.status != 429)
    return crawler::Robots::allow_all();
  if (response.status != 200) {
    look.robots = RobotsAnswer::unavailable;
    return crawler::Robots::disallow_all();
  }
  crawler::Robots robots = crawler::Robots::parse(response.body, kToken);
  const std::string_view href = look.url.href();
  const auto path_at = static_cast<std::size_t>(look.url.path().data() - href.data());
  look.robots = robots.allows(href.substr(path_at)) ? RobotsAnswer::allows : RobotsAnswer::forbids;
  look.crawl_delay = robots.crawl_delay();
  return robots;
}

void count_sitemap_pages(PortalLook& look, crawler::Fetcher& fetcher,
                         const std::vector<std::string>& declared) {
  std::set<std::string, std::less<>> pages;
  crawler::SitemapWalk walk(fetcher, {.wanted = [](const Url&) { return true; },
                                      .page =
                                          [&](const Url& page, std::string_view) {
                                            if (!page.same_origin(look.url)) return;
                                            if (pages.size() < kMaxSitemapPages)
                                              pages.emplace(page.page_key().href());
                                            else
                                              look.sitemap_whole = false;
                                          },
                                      .complain = [](const crawler::NotMeasured&) {}});
  const auto deadline = std::chrono::steady_clock::now() + kSitemapTime;
  walk.start(look.url, declared);
  while (walk.pending() > 0 && std::chrono::steady_clock::now() < deadline)
    fetcher.run_once(std::chrono::milliseconds(100));
  if (walk.pending() > 0) {
    fetcher.cancel_all();
    look.sitemap_whole = false;
  }
  look.sitemap_pages = pages.size();
}

}  // namespace

std::expected<PortalLook, crawler::Failure> look_at(const Url& url,
                                                    const crawler::FetchOptions& options) {
  crawler::Fetcher fetcher(options);
  crawler::Response response = fetcher.get({.url = url});
  if (response.failure) return std::unexpected(std::move(*response.failure));
  const auto final_url = Url::parse(response.final_url);
  PortalLook look{.asked = url, .url = final_url ? *final_url : url};
  // Of a start page that only sends on to another page of the same site, keep what was typed.
  if (look.url.same_origin(url)) look.url = url;
  read_front_page(look, std::move(response));
  const crawler::Robots robots = read_robots(look, fetcher);
  count_sitemap_pages(look, fetcher, robots.sitemaps());
  return look;
}

}  // namespace vigie::cli
