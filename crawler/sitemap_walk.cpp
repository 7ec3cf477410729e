#include "crawler/sitemap_walk.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "crawler/fetcher.h"
#include "crawler/marked_text.h"
#include "crawler/response.h"
#include "crawler/sitemap.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kMaxSitemaps = 500;

}  // namespace

void SitemapWalk::start(const Url& front_page, const std::vector<std::string>& declared) {
  if (declared.empty()) {
    if (auto url = Url::parse("/sitemap.xml", &front_page)) fetch({*std::move(url), 1, false});
    return;
  }
  for (const std::string& text : declared) {
    if (auto url = Url::parse(text, &front_page))
      fetch({*std::move(url), 1, true});
    else
      uses_.complain({text, N_("robots.txt names a sitemap that is no URL"), {}});
  }
}

void SitemapWalk::fetch(Wanted wanted) {
  if (seen_.size() >= kMaxSitemaps || !seen_.emplace(wanted.url.href()).second) return;
  if (!uses_.wanted(wanted.url)) return;
  Request request{.url = wanted.url};
  request.accept = "application/xml,text/xml,text/plain,*/*;q=0.5";
  request.max_body = kMaxSitemapBytes;
  ++pending_;
  fetcher_.submit(std::move(request), [this, wanted = std::move(wanted)](Response&& response) {
    --pending_;
    read(wanted, std::move(response));
  });
}

void SitemapWalk::read(const Wanted& wanted, Response&& response) {
  const std::string where(wanted.url.href());
  if (response.failure || response.status != 200) {
    if (wanted.declared)
      uses_.complain({where,
                      N_("the sitemap could not be read ({0})"),
                      {response.failure ? std::string(name(response.failure->kind))
                                        : "HTTP " + std::to_string(response.status)}});
    return;
  }
  const Sitemap sitemap = parse_sitemap(response.body);
  if (sitemap.kind == Sitemap::Kind::unreadable) {
    // A front page answered in place of a sitemap nobody promised is no fault.
    if (wanted.declared)
      uses_.complain({where, N_("the sitemap could not be read ({0})"), {sitemap.complaint}});
    return;
  }
  if (sitemap.truncated)
    uses_.complain({where,
                    N_("the sitemap is longer than the standard allows; what follows was not read"),
                    {}});
  for (const SitemapEntry& entry : sitemap.entries) {
    auto url = Url::parse(entry.loc, &wanted.url);
    if (!url) continue;
    if (sitemap.kind != Sitemap::Kind::index)
      uses_.page(*url, entry.lastmod);
    else if (wanted.level < kMaxSitemapLevels)
      fetch({*std::move(url), wanted.level + 1, true});
  }
}

}  // namespace vigie::crawler
