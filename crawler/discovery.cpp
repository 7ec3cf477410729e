#include "crawler/discovery.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/crawl.h"
#include "crawler/crawl_store.h"
#include "crawler/frontier.h"
#include "crawler/marked_text.h"
#include "crawler/page_contents.h"
#include "crawler/scope.h"
#include "crawler/url.h"
#include "crawler/url_pattern.h"
#include "crawler/url_table.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kMaxKnownUrls = 2'000'000;
constexpr std::size_t kMaxTraps = 20;  // reported
constexpr std::size_t kMaxDateBytes = 32;

}  // namespace

void Discovery::note(std::string what, const char* why, std::vector<std::string> values) {
  batch_.not_measured.push_back({std::move(what), why, std::move(values)});
}

void Discovery::add_page(const Url& url, FoundBy found_by, std::uint32_t clicks,
                         std::string_view found_on) {
  const UrlId before = frontier_.find(url.href());
  const bool was_part = before != kNoUrl && frontier_.found_by(before) == FoundBy::resource;
  if (before == kNoUrl && frontier_.known() >= kMaxKnownUrls) {
    if (!std::exchange(overflowed_, true))
      note("", N_("more than {0} URLs; the rest was not followed"),
           {std::to_string(kMaxKnownUrls)});
    return;
  }
  const auto [id, is_new] = frontier_.add(url, found_by, clicks);
  // Also said again of a frame that something links to: it is a page from now on.
  if (is_new || (was_part && found_by != FoundBy::resource))
    batch_.discovered.push_back({std::string(url.href()), found_by, clicks, std::string(found_on)});
}

void Discovery::read_sitemap_entry(const Url& url, std::string_view lastmod) {
  const Url key = without_session_id(url).page_key();
  if (!scope_.covers(key) || looks_endless(key)) return;
  add_page(key, FoundBy::sitemap, kUnknownClicks, {});
  const UrlId id = frontier_.find(key.href());
  if (id != kNoUrl && !lastmod.empty() && lastmod.size() <= kMaxDateBytes)
    lastmod_.insert_or_assign(id, std::string(lastmod));
}

std::string Discovery::lastmod(UrlId id) const {
  const auto found = lastmod_.find(id);
  return found == lastmod_.end() ? std::string() : found->second;
}

void Discovery::read_page(const PageVisit& visit) {
  const std::uint32_t clicks = visit.clicks == kUnknownClicks ? kUnknownClicks : visit.clicks + 1;
  for (const Link& link : visit.contents->links)
    if (leads_on(link.kind)) follow(link, visit.url, clicks);
  if (!options_.resources) return;
  for (const ResourceUse& use : visit.contents->resources) embed(use, visit);
}

void Discovery::follow(const Link& link, std::string_view from, std::uint32_t clicks) {
  const auto parsed = Url::parse(link.url);
  if (!parsed) return;
  const Url url = without_session_id(*parsed).page_key();
  if (!scope_.is_internal(url)) {
    if (options_.external) resources_.add(url.href(), ResourceKind::other, FoundBy::external);
    return;
  }
  if (!scope_.covers(url)) return;
  if (options_.signed_in && looks_like_sign_out(url, link.href)) return;
  if (looks_endless(url)) return suspect(url);
  const bool instant = link.kind == LinkKind::refresh && clicks != kUnknownClicks;
  add_page(url, link.kind == LinkKind::form ? FoundBy::form : FoundBy::link,
           instant ? clicks - 1 : clicks, from);
}

void Discovery::suspect(const Url& url) {
  if (traps_.size() < kMaxTraps && traps_.insert(url_pattern(url)).second)
    note(std::string(url.href()), N_("suspected trap: its path repeats itself; not followed"), {});
}

// Frames are read like pages; everything else is only weighed.
void Discovery::embed(const ResourceUse& use, const PageVisit& page) {
  if (use.kind != ResourceKind::frame) return resources_.add(use.url, use.kind, FoundBy::resource);
  const auto url = Url::parse(use.url);
  if (!url) return;
  if (scope_.covers(*url) && !looks_endless(*url) && may_read_frame(url->page_key()))
    add_page(url->page_key(), FoundBy::resource, page.clicks, page.url);
  else
    resources_.add(use.url, use.kind, FoundBy::resource);
}

// Frames are not counted as pages. Each may show another one, so they have the same limit apart.
bool Discovery::may_read_frame(const Url& key) {
  if (frontier_.find(key.href()) != kNoUrl) return true;
  if (frames_ < options_.max_pages) {
    ++frames_;
    return true;
  }
  if (frames_ == options_.max_pages) {
    ++frames_;
    note(std::string(key.href()), N_("more than {0} frames; the rest was weighed, not read"),
         {std::to_string(options_.max_pages)});
  }
  return false;
}

}  // namespace vigie::crawler
