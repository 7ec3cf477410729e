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
constexpr std::size_t kAtOnce = 2;
constexpr int kMostUnreadable = 10;

}  // namespace

void SitemapWalk::start(const Url& front_page, const std::vector<std::string>& declared) {
  if (declared.empty()) {
    if (auto url = Url::parse("/sitemap.xml", &front_page)) add({*std::move(url), 1, false});
    return start_some();
  }
  for (const std::string& text : declared) {
    if (auto url = Url::parse(text, &front_page))
      add({*std::move(url), 1, true});
    else
      uses_.complain({text, N_("robots.txt names a sitemap that is no URL"), {}});
  }
  start_some();
}

void SitemapWalk::add(Wanted wanted) {
  if (seen_.size() >= kMaxSitemaps || !seen_.emplace(wanted.url.href()).second) return;
  if (uses_.wanted(wanted.url)) waiting_.push_back(std::move(wanted));
}

void SitemapWalk::start_some() {
  while (running_ < kAtOnce && !waiting_.empty()) {
    Wanted next = std::move(waiting_.front());
    waiting_.pop_front();
    fetch(std::move(next));
  }
}

void SitemapWalk::fetch(Wanted wanted) {
  Request request{.url = wanted.url};
  request.accept = "application/xml,text/xml,text/plain,*/*;q=0.5";
  request.max_body = kMaxSitemapBytes;
  ++running_;
  fetcher_.submit(std::move(request), [this, wanted = std::move(wanted)](Response&& response) {
    --running_;
    read(wanted, std::move(response));
    start_some();
  });
}

void SitemapWalk::cannot_read(const Wanted& wanted, const char* why,
                              std::vector<std::string> values) {
  const std::string where(wanted.url.href());
  // A front page answered in place of a sitemap nobody promised is no fault.
  if (!wanted.declared) return;
  uses_.complain({where, why, std::move(values)});
  if (++unreadable_in_a_row_ < kMostUnreadable || waiting_.empty()) return;
  uses_.complain({where,
                  N_("{0} sitemaps in a row could not be read; {1} others were not asked for"),
                  {std::to_string(unreadable_in_a_row_), std::to_string(waiting_.size())}});
  waiting_.clear();
}

void SitemapWalk::read(const Wanted& wanted, Response&& response) {
  if (response.failure || response.status != 200)
    return cannot_read(wanted, N_("the sitemap could not be read ({0})"),
                       {response.failure ? std::string(name(response.failure->kind))
                                         : "HTTP " + std::to_string(response.status)});
  const Sitemap sitemap = parse_sitemap(response.body);
  if (sitemap.kind == Sitemap::Kind::unreadable) return cannot_read(wanted, sitemap.complaint, {});
  unreadable_in_a_row_ = 0;
  if (sitemap.truncated)
    uses_.complain({std::string(wanted.url.href()),
                    N_("the sitemap is longer than the standard allows; what follows was not read"),
                    {}});
  for (const SitemapEntry& entry : sitemap.entries) {
    auto url = Url::parse(entry.loc, &wanted.url);
    if (!url) continue;
    if (sitemap.kind != Sitemap::Kind::index)
      uses_.page(*url, entry.lastmod);
    else if (wanted.level < kMaxSitemapLevels)
      add({*std::move(url), wanted.level + 1, true});
  }
}

}  // namespace vigie::crawler
