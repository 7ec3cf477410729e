// The engine: URLs from the frontier to the fetcher, answers to the workers, pages to the store.
#include "crawler/crawl.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "crawler/committer.h"
#include "crawler/crawl_remainder.h"
#include "crawler/crawl_store.h"
#include "crawler/discovery.h"
#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/frontier.h"
#include "crawler/marked_text.h"
#include "crawler/page_chain.h"
#include "crawler/page_contents.h"
#include "crawler/page_reader.h"
#include "crawler/page_workers.h"
#include "crawler/resource_queue.h"
#include "crawler/response.h"
#include "crawler/robots_gate.h"
#include "crawler/scope.h"
#include "crawler/sitemap_walk.h"
#include "crawler/url.h"
#include "crawler/url_pattern.h"
#include "crawler/url_table.h"

namespace vigie::crawler {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kMostAliases = 20;  // in a row, looked through for a loop
constexpr milliseconds kProgressEvery{100};
constexpr milliseconds kTick{50};
constexpr milliseconds kFinishParsing{
    2'000};  // for pages that are being judged when the run is stopped

// A page under way, from its turn until it is committed.
struct Job {
  UrlId id = kNoUrl;
  std::vector<UrlId> hops;  // URLs a redirect led through, taken out of turn
  Clock::time_point started;
  Response first;  // with --repeat: the answer that counts
  std::vector<Timings> samples;
  std::optional<Response> doubted = {};  // a server error, one of which is no proof: asked again
};

class Crawl {
 public:
  Crawl(const CrawlOptions& options, Fetcher& fetcher, CrawlStore& store,
        const PageAnalyser& analyser)
      : options_(options),
        fetcher_(fetcher),
        store_(store),
        frontier_(options.max_depth.has_value()),
        robots_(fetcher, options.robots_token, options.ignore_robots),
        resources_(fetcher, robots_, static_cast<std::size_t>(options.connections),
                   {.visited = [this](ResourceVisit visit) { keep(std::move(visit)); },
                    .dropped =
                        [this] {
                          discovery_.note("", N_("too many resources; the rest was not fetched"),
                                          {});
                        }}),
        discovery_(options, scope_, frontier_, resources_, batch_),
        sitemaps_(fetcher, {.wanted = [this](const Url& url) { return scope_.is_internal(url); },
                            .page =
                                [this](const Url& url, std::string_view lastmod) {
                                  discovery_.read_sitemap_entry(url, lastmod);
                                },
                            .complain =
                                [this](NotMeasured complaint) {
                                  batch_.not_measured.push_back(std::move(complaint));
                                }}),
        workers_(options.jobs, analyser, {.full_parse = options.full_parse},
                 [this] { fetcher_.wake(); }),
        committer_(store, [this] { fetcher_.wake(); }) {}

  CrawlOutcome run(const std::function<void(const CrawlProgress&)>& progress,
                   const std::stop_token& stop) {
    const std::stop_callback wake_up(stop, [this] { fetcher_.wake(); });
    seed();
    while (!stop.stop_requested() && !out_of_time() && step())
      if (Clock::now() >= next_progress_) report(progress);
    if (stop.stop_requested()) outcome_.end = CrawlEnd::stopped;
    finish();
    report(progress);
    outcome_.paces = fetcher_.paces();
    return std::move(outcome_);
  }

 private:
  // Seeds and sources of URLs ------------------------------------------------------------------

  void seed() {
    for (const Url& start : options_.starts) scope_.add_origin(start);
    for (const std::string& glob : options_.include) scope_.include(glob);
    for (const std::string& glob : options_.exclude) scope_.exclude(glob);
    store_.known_urls([this](const KnownUrl& known) { restore(known); });
    for (const Url& start : options_.starts) {
      discovery_.add_page(start.page_key(), FoundBy::start, 0, {});
      robots_.when_known(start, [this, start] {
        if (const auto* declared = robots_.sitemaps(start)) sitemaps_.start(start, *declared);
      });
    }
  }

  void restore(const KnownUrl& known) {
    if (known.resource)
      return resources_.restore(known.url, *known.resource, known.found_by, known.visited);
    if (known.visited)
      ++outcome_
            .html_pages;  // towards max-pages; files among them make no difference worth a column
    if (const auto url = Url::parse(known.url))
      frontier_.restore(*url, known.found_by, known.clicks, known.visited);
  }

  // One page ------------------------------------------------------------------------------------

  bool may_start() const {
    return outstanding_ < static_cast<std::size_t>(options_.connections) &&
           outcome_.html_pages + outstanding_ < options_.max_pages;
  }

  void start_pages() {
    while (may_start()) {
      if (options_.max_depth && outstanding_ > 0 && frontier_.next_level() != level_) return;
      const auto id = frontier_.next();
      if (!id) return;
      level_ = frontier_.clicks(*id);
      if (options_.max_depth && level_ > *options_.max_depth) {
        frontier_.done(*id);
        ++beyond_depth_;
        continue;
      }
      ++outstanding_;
      start(*id);
    }
  }

  void start(UrlId id) {
    const auto url = Url::parse(frontier_.url(id));
    auto job = std::make_shared<Job>(Job{.id = id, .started = Clock::now()});
    if (!url) return fail(*job, {ErrorKind::url_invalid, {}});
    jobs_.emplace(id, job);
    robots_.when_known(*url, [this, job, url = *url] { ask(job, url); });
  }

  void ask(const std::shared_ptr<Job>& job, const Url& url) {
    switch (robots_.ask(url)) {
      case RobotsGate::Answer::forbidden:
        return fail(*job, {ErrorKind::blocked_by_robots, {}});
      case RobotsGate::Answer::unavailable:
        return fail(*job, robots_.failure(url));
      case RobotsGate::Answer::allowed:
      case RobotsGate::Answer::unknown:
        break;
    }
    send(job, url);
  }

  void send(const std::shared_ptr<Job>& job, const Url& url) {
    Request request{.url = url};
    request.max_body = options_.max_body;
    request.wants_body = is_html;
    request.may_follow = [this, job](const Url& next) { return decide(*job, next); };
    fetcher_.submit(std::move(request),
                    [this, job](Response&& response) { answered(job, std::move(response)); });
  }

  // What to do with a redirect of a page. Its target is taken out of turn and read in the same
  // breath, so that the cookies of the hop count; unless it has had, or will have, its own turn.
  HopDecision decide(Job& job, const Url& next) {
    const Url key = without_session_id(next).page_key();
    const UrlId known = frontier_.find(key.href());
    if (known == job.id || std::ranges::find(job.hops, known) != job.hops.end())
      return HopDecision::follow;
    // Wherever a start page leads, there the portal is.
    if (frontier_.found_by(job.id) == FoundBy::start && !scope_.is_internal(key))
      scope_.add_origin(key);
    if (!scope_.covers(key) || looks_endless(key)) return HopDecision::out_of_scope;
    switch (robots_.ask(key)) {
      case RobotsGate::Answer::forbidden:
      case RobotsGate::Answer::unavailable:
        return HopDecision::blocked_by_robots;
      case RobotsGate::Answer::unknown:
      case RobotsGate::Answer::allowed:
        break;
    }
    discovery_.add_page(key, FoundBy::redirect, frontier_.clicks(job.id), frontier_.url(job.id));
    const UrlId id = frontier_.find(key.href());
    if (id == kNoUrl || robots_.ask(key) == RobotsGate::Answer::unknown || !frontier_.take(id))
      return leads_back_to(job, id) ? HopDecision::follow : HopDecision::already_known;
    job.hops.push_back(id);
    return HopDecision::follow;
  }

  // Two pages that lead to each other and had their turns at the same time: whoever comes second
  // goes round once more, and finds the loop.
  bool leads_back_to(const Job& job, UrlId id) const {
    for (std::size_t step = 0; step < kMostAliases; ++step) {
      const auto next = leads_to_.find(id);
      if (next == leads_to_.end()) return false;
      id = next->second;
      if (id == job.id || std::ranges::find(job.hops, id) != job.hops.end()) return true;
    }
    return false;
  }

  void answered(const std::shared_ptr<Job>& job, Response&& response) {
    if (response.status >= 500 && response.attempts == 1 && !job->doubted) {
      job->doubted = without_body(response);
      if (const auto url = Url::parse(response.final_url)) return send(job, *url);
    }
    if (job->doubted && job->samples.empty()) continue_chain(response, *job->doubted);
    job->samples.push_back(response.timings);
    if (job->samples.size() == 1) job->first = std::move(response);
    const bool measurable =
        !job->first.failure && job->first.status == 200 && job->first.stopped == Stopped::no;
    const auto url = Url::parse(job->first.final_url);
    if (measurable && url && std::cmp_less(job->samples.size(), options_.repeat)) {
      Request again{.url = *url};
      again.max_body = options_.max_body;
      again.wants_body = is_html;
      again.keep_body = false;
      again.may_follow = [](const Url&) { return HopDecision::already_known; };
      fetcher_.submit(std::move(again),
                      [this, job](Response&& next) { answered(job, std::move(next)); });
      return;
    }
    settle(*job);
  }

  PageVisit visit_of(UrlId id) const {
    PageVisit visit{.url = std::string(frontier_.url(id)),
                    .clicks = frontier_.clicks(id),
                    .found_by = frontier_.found_by(id)};
    visit.frame = visit.found_by == FoundBy::resource;
    visit.last_modified = discovery_.lastmod(id);
    return visit;
  }

  UrlId known_id(const Url& url) const {
    return frontier_.find(without_session_id(url).page_key().href());
  }

  // The answer belongs to the last URL taken; every one before it only led there.
  void settle(Job& job) {
    Response response = std::move(job.first);
    const auto final_url = Url::parse(response.final_url);
    UrlId owner = final_url ? known_id(*final_url) : job.id;
    const bool ours = owner == job.id || std::ranges::find(job.hops, owner) != job.hops.end();
    if (!ours || response.stopped != Stopped::no) owner = kNoUrl;
    std::vector<UrlId> all = job.hops;
    all.insert(all.begin(), job.id);
    for (const UrlId id : all) {
      frontier_.done(id);
      if (id == owner || (owner == kNoUrl && id == job.id)) continue;
      PageVisit alias = visit_of(id);
      alias.alias = true;
      alias.response = without_body(response);
      alias.response.url = alias.url;
      alias.response.failure.reset();  // of the page it leads to, which has an entry of its own
      begin_chain_at_its_url(alias.response);
      ++outstanding_;  // its commit frees a slot that it never held
      keep(std::move(alias));
    }
    const UrlId id = owner == kNoUrl ? job.id : owner;
    PageVisit visit = visit_of(id);
    visit.alias = owner == kNoUrl && response.stopped != Stopped::no;
    if (response.stopped == Stopped::already_known && final_url)
      for (const UrlId led : all) leads_to_.insert_or_assign(led, known_id(*final_url));
    visit.response = std::move(response);
    visit.response.url = visit.url;
    begin_chain_at_its_url(visit.response);
    jobs_.erase(job.id);
    ++with_workers_;
    workers_.submit({.id = id, .visit = std::move(visit), .samples = std::move(job.samples)});
  }

  static Response without_body(const Response& response) {
    Response copy = response;
    copy.body.clear();
    return copy;
  }

  void fail(Job& job, Failure failure) {
    PageVisit visit = visit_of(job.id);
    visit.response.url = visit.response.final_url = visit.url;
    visit.response.failure = std::move(failure);
    frontier_.done(job.id);
    jobs_.erase(job.id);
    keep(std::move(visit));
  }

  // Keeping -------------------------------------------------------------------------------------

  void keep(PageVisit&& visit) {
    if (visit.response.failure) ++outcome_.errors;
    if (visit.contents && !visit.alias && !visit.frame) ++outcome_.html_pages;
    ++pages_done_;
    batch_.pages.push_back(std::move(visit));
  }

  void keep(ResourceVisit&& visit) {
    ++resources_done_;
    batch_.resources.push_back(std::move(visit));
  }

  void collect() {
    for (PageTask& task : workers_.take_ready()) {
      --with_workers_;
      if (task.visit.contents) discovery_.read_page(task.visit);
      keep(std::move(task.visit));
    }
    if (!batch_.pages.empty() || !batch_.resources.empty() || !batch_.discovered.empty() ||
        !batch_.not_measured.empty())
      committer_.add(std::exchange(batch_, {}));
    const auto [pages, resources] = committer_.take_committed();
    outstanding_ -= pages;
    resources_.committed(resources);
  }

  // The loop ------------------------------------------------------------------------------------

  // False when nothing is left to do.
  bool step() {
    collect();
    start_pages();
    resources_.start_some();
    const bool page_limit = frontier_.waiting() > 0 && outcome_.html_pages >= options_.max_pages;
    if (page_limit) outcome_.end = CrawlEnd::page_limit;
    const bool pages_over = outstanding_ == 0 && (frontier_.waiting() == 0 || page_limit);
    if (pages_over && resources_.idle() && sitemaps_.pending() == 0 && fetcher_.pending() == 0)
      return false;
    fetcher_.run_once(kTick);
    return true;
  }

  bool out_of_time() {
    if (!options_.max_time || Clock::now() - began_ < *options_.max_time) return false;
    outcome_.end = CrawlEnd::time_limit;
    return true;
  }

  // What is under way is dropped (a resumed run asks again); what is parsed is kept.
  void finish() {
    fetcher_.cancel_all();
    const auto patience = Clock::now() + kFinishParsing;
    while (with_workers_ > 0 && Clock::now() < patience) {
      fetcher_.run_once(kTick);
      collect();
    }
    note_what_is_left({.options = options_,
                       .end = outcome_.end,
                       .frontier = frontier_,
                       .beyond_depth = beyond_depth_},
                      discovery_);
    collect();
  }

  void report(const std::function<void(const CrawlProgress&)>& progress) {
    next_progress_ = Clock::now() + kProgressEvery;
    if (!progress) return;
    CrawlProgress now{.pages_done = pages_done_,
                      .pages_known = frontier_.known(),
                      .resources_done = resources_done_,
                      .resources_known = resources_.known(),
                      .errors = outcome_.errors};
    const auto oldest = std::ranges::min_element(
        jobs_, {}, [](const auto& entry) { return entry.second->started; });
    if (oldest != jobs_.end()) {
      now.slowest_now = frontier_.url(oldest->first);
      now.slowest_for =
          std::chrono::duration_cast<milliseconds>(Clock::now() - oldest->second->started);
    }
    progress(now);
  }

  const CrawlOptions& options_;
  Fetcher& fetcher_;
  CrawlStore& store_;
  Scope scope_;
  Frontier frontier_;
  RobotsGate robots_;
  ResourceQueue resources_;
  CrawlBatch batch_;
  Discovery discovery_;
  SitemapWalk sitemaps_;
  CrawlOutcome outcome_;
  std::map<UrlId, std::shared_ptr<Job>> jobs_;
  std::unordered_map<UrlId, UrlId> leads_to_;  // redirects to a page that has its own turn
  std::size_t with_workers_ = 0;
  std::size_t outstanding_ = 0;  // pages asked for and not yet committed
  std::size_t pages_done_ = 0, resources_done_ = 0, beyond_depth_ = 0;
  std::uint32_t level_ = 0;
  Clock::time_point began_ = Clock::now(), next_progress_ = began_;
  PageWorkers workers_;  // after everything their callbacks touch
  Committer committer_;
};

}  // namespace

CrawlOutcome crawl(const CrawlOptions& options, Fetcher& fetcher, CrawlStore& store,
                   const PageAnalyser& analyser,
                   const std::function<void(const CrawlProgress&)>& progress,
                   std::stop_token stop) {
  return Crawl(options, fetcher, store, analyser).run(progress, stop);
}

}  // namespace vigie::crawler
