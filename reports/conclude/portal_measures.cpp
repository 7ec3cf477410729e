#include "reports/conclude/portal_measures.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "crawler/crawl_store.h"
#include "probes/measure.h"
#include "probes/quantile.h"
#include "reports/conclude/kept_run.h"
#include "reports/conclude/portal.h"
#include "reports/conclude/redirects.h"

namespace vigie::reports {
namespace {

using probes::Measure;
using probes::Unit;

constexpr std::size_t kSmallestTemplate = 3;
constexpr std::size_t kMaxTemplates = 200;

struct Series {
  std::vector<double> ttfb, total, weight, requests, elements, ecoindex;
};

void add(Series& series, const Portal::Page& page, const PageConclusion& conclusion) {
  series.ttfb.push_back(page.ttfb_ms);
  series.total.push_back(page.total_ms);
  series.elements.push_back(page.elements);
  if (conclusion.weight) {
    series.weight.push_back(static_cast<double>(conclusion.weight->bytes));
    series.requests.push_back(conclusion.weight->requests);
  }
  if (conclusion.ecoindex) series.ecoindex.push_back(conclusion.ecoindex->score);
}

class Writer {
 public:
  Writer(std::vector<Measure>& measures, std::string scope)
      : measures_(measures), scope_(std::move(scope)) {}

  void value(std::string name, double value, Unit unit) {
    measures_.push_back({std::move(name), value, unit, scope_});
  }

  // "page_load.ttfb_" + "median" + "_ms", …
  void quantiles(std::string_view name, std::vector<double>& values, Unit unit,
                 std::string_view suffix = {}) {
    if (values.empty()) return;
    std::ranges::sort(values);
    for (const auto& [label, share] :
         {std::pair{"median", 0.5}, std::pair{"p75", 0.75}, std::pair{"p95", 0.95}})
      value(std::string(name) + "_" + label + std::string(suffix), probes::quantile(values, share),
            unit);
  }

  void load(Series& series) {
    quantiles("page_load.ttfb", series.ttfb, Unit::milliseconds, "_ms");
    quantiles("page_load.total", series.total, Unit::milliseconds, "_ms");
    quantiles("page_load.weight", series.weight, Unit::bytes);
    quantiles("page_load.requests", series.requests, Unit::count);
    quantiles("page_load.dom_elements", series.elements, Unit::count);
    if (series.ecoindex.empty()) return;
    std::ranges::sort(series.ecoindex);
    value("page_load.ecoindex_median", probes::quantile(series.ecoindex, 0.5), Unit::score);
  }

 private:
  std::vector<Measure>& measures_;
  std::string scope_;
};

bool counts(const Portal::Page& page) { return !page.alias && !page.frame; }

// Pages that share their title with another.
std::size_t duplicate_titles(const Portal& portal) {
  std::unordered_map<std::uint64_t, std::size_t> titles;
  for (const Portal::Page& page : portal.pages)
    if (counts(page) && page.html && page.answered && page.title_hash != 0)
      ++titles[page.title_hash];
  std::size_t duplicates = 0;
  for (const auto& [title, pages] : titles) duplicates += pages > 1 ? pages : 0;
  return duplicates;
}

void count_pages(Writer& writer, const Portal& portal,
                 std::span<const PageConclusion> conclusions) {
  std::size_t html = 0, documents = 0, failed = 0, redirects = 0, orphans = 0;
  std::vector<double> ages, clicks;
  constexpr std::time_t kDay = 86400;
  const auto today = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()) / kDay;
  for (std::size_t at = 0; at < portal.pages.size(); ++at) {
    const Portal::Page& page = portal.pages[at];
    redirects += page.alias && page.redirected ? 1 : 0;
    if (!counts(page)) continue;
    if (!page.answered)
      ++failed;
    else if (page.html)
      ++html;
    else if (page.document)
      ++documents;
    if (page.answered && page.found_by == crawler::FoundBy::sitemap && !conclusions[at].clicks)
      ++orphans;
    if (page.answered && page.modified_day > 0)
      ages.push_back(static_cast<double>(today - page.modified_day));
    if (const auto distance = conclusions[at].clicks; page.html && page.answered && distance)
      clicks.push_back(*distance);
  }
  const auto count = [&](std::string name, std::size_t value) {
    writer.value(std::move(name), static_cast<double>(value), Unit::count);
  };
  const Redirects::Counts turns = portal.redirects.count();
  count("pages.html", html);
  count("pages.documents", documents);
  count("pages.failed", failed);
  count("pages.redirects", redirects);
  count("pages.redirect_chains", turns.chains);
  count("pages.redirect_loops", turns.loops);
  count("pages.orphans", orphans);
  count("pages.duplicate_titles", duplicate_titles(portal));
  if (html + documents > 0)
    writer.value("pages.document_share",
                 static_cast<double>(documents) / static_cast<double>(html + documents),
                 Unit::ratio);
  std::ranges::sort(ages);
  if (!ages.empty()) writer.value("pages.age_median_days", probes::quantile(ages, 0.5), Unit::days);
  std::ranges::sort(clicks);
  if (clicks.empty()) return;
  writer.value("pages.clicks_median", probes::quantile(clicks, 0.5), Unit::count);
  writer.value("pages.clicks_max", clicks.back(), Unit::count);
}

}  // namespace

std::vector<Measure> portal_measures(const Portal& portal,
                                     std::span<const PageConclusion> conclusions) {
  Series all;
  std::vector<Series> by_template(portal.templates.size());
  for (std::size_t at = 0; at < portal.pages.size(); ++at) {
    const Portal::Page& page = portal.pages[at];
    if (!counts(page) || !page.html || !page.answered) continue;
    add(all, page, conclusions[at]);
    add(by_template[page.page_template], page, conclusions[at]);
  }
  std::vector<Measure> measures;
  Writer portal_writer(measures, {});
  portal_writer.load(all);
  count_pages(portal_writer, portal, conclusions);

  std::vector<std::size_t> order;  // largest templates first
  for (std::size_t at = 0; at < by_template.size(); ++at)
    if (by_template[at].ttfb.size() >= kSmallestTemplate) order.push_back(at);
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    const std::size_t pages_a = by_template[a].ttfb.size(), pages_b = by_template[b].ttfb.size();
    return pages_a != pages_b ? pages_a > pages_b : portal.templates[a] < portal.templates[b];
  });
  order.resize(std::min(order.size(), kMaxTemplates));
  for (const std::size_t at : order) {
    Writer writer(measures, portal.templates[at]);
    writer.value("pages.html", static_cast<double>(by_template[at].ttfb.size()), Unit::count);
    writer.load(by_template[at]);
  }
  return measures;
}

}  // namespace vigie::reports
