#include "reports/conclude/portal.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/crawl_store.h"
#include "crawler/error_kind.h"
#include "crawler/page_contents.h"
#include "crawler/page_reader.h"
#include "crawler/response.h"
#include "crawler/url.h"
#include "crawler/url_pattern.h"
#include "crawler/url_table.h"
#include "reports/conclude/kept_run.h"
#include "rules/links/link_outcome.h"

namespace vigie::reports {
namespace {

// Marks a URL nobody asked for: no answer has this status.
constexpr std::uint16_t kNotAsked = 1;

class Reader {
 public:
  explicit Reader(Portal& portal) : portal_(portal) {}

  void answer(const KeptPage& kept) {
    const crawler::UrlId id = portal_.graph.page(kept.url);
    set_target(id, {static_cast<std::uint16_t>(kept.status), kept.failure, kept.asked_to_wait});
    const bool loop = kept.failure == crawler::ErrorKind::redirect_loop;
    if (!kept.alias && kept.redirects.empty() && !loop) return;
    const crawler::UrlId to = page_of(kept.final_url);
    if (to == crawler::kNoUrl) return;
    redirects(kept, to);
    if (loop) portal_.redirects.add_loop(to);
    if (!kept.alias || to == id) return;
    if (id >= portal_.leads_to.size()) portal_.leads_to.resize(id + 1, crawler::kNoUrl);
    portal_.leads_to[id] = to;
    portal_.graph.edge(id, to, 0);
  }

  void page(const KeptPage& kept) {
    Portal::Page page{
        .id = portal_.graph.page(kept.url), .frame = kept.frame, .found_by = kept.found_by};
    page.alias = kept.alias;
    page.redirected = !kept.redirects.empty();
    page.answered = !kept.alias && kept.status >= 200 && kept.status < 300;
    page.html = kept.contents != nullptr;
    page.document = page.answered && !page.html && !crawler::is_html(kept.content_type);
    if (kept.load) measure(page, *kept.load);
    if (kept.contents) contents(page, kept);
    page.modified_day = day_of(kept.last_modified);
    portal_.pages.push_back(std::move(page));
  }

  void resource(const KeptResource& kept) {
    const crawler::UrlId id = portal_.graph.page(kept.url);
    set_target(id, {static_cast<std::uint16_t>(kept.status), kept.failure, kept.asked_to_wait});
    Portal::Resource& resource = portal_.resources[id];
    resource.bytes = kept.bytes_transferred;
    resource.fetched = kept.status != 0;
    for (const crawler::ResourceUse& use : kept.uses)
      resource.uses.push_back(portal_.graph.page(use.url));
  }

 private:
  crawler::UrlId page_of(std::string_view address) {
    const auto url = crawler::Url::parse(address);
    return url ? portal_.graph.page(url->page_key().href()) : crawler::kNoUrl;
  }

  void redirects(const KeptPage& kept, crawler::UrlId last) {
    crawler::UrlId from = crawler::kNoUrl;
    for (const crawler::Redirect& redirect : kept.redirects) {
      const crawler::UrlId to = page_of(redirect.url);
      if (from != crawler::kNoUrl && to != crawler::kNoUrl) portal_.redirects.add(from, to);
      from = to;
    }
    if (from != crawler::kNoUrl && from != last) portal_.redirects.add(from, last);
  }

  void set_target(crawler::UrlId id, rules::Target target) {
    if (id >= portal_.targets.size()) portal_.targets.resize(id + 1, {.status = kNotAsked});
    portal_.targets[id] = target;
  }

  static void measure(Portal::Page& page, const probes::PageLoad& load) {
    page.ttfb_ms = static_cast<float>(load.timings.ttfb_ms);
    page.total_ms = static_cast<float>(load.timings.total_ms);
    page.bytes = load.bytes_transferred;
    page.elements = load.dom_elements;
  }

  void contents(Portal::Page& page, const KeptPage& kept) {
    const crawler::PageContents& contents = *kept.contents;
    const auto url = crawler::Url::parse(kept.url);  // a local file has none
    page.page_template =
        template_number(url ? crawler::path_pattern(*url) : "", contents.facts.shape);
    if (!contents.facts.title.empty())
      page.title_hash = std::hash<std::string>{}(contents.facts.title);
    for (const crawler::Link& link : contents.links) {
      if (!crawler::leads_on(link.kind)) continue;
      portal_.graph.edge(page.id, portal_.graph.page(link.url),
                         link.kind == crawler::LinkKind::refresh ? 0 : 1);
    }
    for (const crawler::ResourceUse& use : contents.resources) {
      const crawler::UrlId id = portal_.graph.page(use.url);
      page.uses.push_back(id);
      // What a frame links to is clicked on in the page that shows it.
      if (use.kind == crawler::ResourceKind::frame) portal_.graph.edge(page.id, id, 0);
    }
  }

  std::uint32_t template_number(const std::string& pattern, std::uint64_t shape) {
    std::string name = fmt::format("{}#{:04x}", pattern, shape & 0xffff);
    const auto [found, is_new] =
        templates_.try_emplace(name, static_cast<std::uint32_t>(portal_.templates.size()));
    if (is_new) portal_.templates.push_back(std::move(name));
    return found->second;
  }

  // "2026-11-24…" as days since 1970.
  static std::int32_t day_of(std::string_view date) {
    constexpr std::size_t kDayLength = 10;
    int year = 0;
    unsigned month = 0, day = 0;
    const std::string text(date.substr(0, kDayLength));
    if (std::sscanf(text.c_str(), "%4d-%2u-%2u", &year, &month, &day) != 3) return 0;
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{month},
                                          std::chrono::day{day}};
    return ymd.ok()
               ? static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count())
               : 0;
  }

  Portal& portal_;
  std::map<std::string, std::uint32_t> templates_;
};

}  // namespace

const rules::Target* Portal::target(crawler::UrlId id) const {
  if (id >= targets.size() || targets[id].status == kNotAsked) return nullptr;
  return &targets[id];
}

crawler::UrlId Portal::resolved(crawler::UrlId id) const {
  constexpr int kMaxSteps = 20;
  for (int step = 0; step < kMaxSteps && id < leads_to.size() && leads_to[id] != crawler::kNoUrl;
       ++step)
    id = leads_to[id];
  return id;
}

Portal read_portal(KeptRun& run,
                   const std::function<void(const Portal&, const KeptPage&)>& contents) {
  Portal portal;
  Reader reader(portal);
  run.each_answer([&](const KeptPage& page) { reader.answer(page); });
  run.each_resource([&](const KeptResource& resource) { reader.resource(resource); });
  run.each_page([&](const KeptPage& page) {
    reader.page(page);
    if (page.contents) contents(portal, page);
  });
  return portal;
}

}  // namespace vigie::reports
