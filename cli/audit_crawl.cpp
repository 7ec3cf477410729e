#include "cli/audit_crawl.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "cli/audit_request.h"
#include "cli/page_judge.h"
#include "cli/progress.h"
#include "cli/single_pages.h"
#include "cli/terminal.h"
#include "crawler/crawl.h"
#include "crawler/crawl_store.h"
#include "crawler/fetcher.h"
#include "crawler/marked_text.h"
#include "crawler/url.h"
#include "reports/conclude/conclude.h"
#include "reports/history/run_store.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace vigie::cli {
namespace {

std::vector<crawler::Url> starts_of(const AuditRequest& request) {
  std::vector<crawler::Url> starts;
  for (const std::string& target : request.targets)
    if (auto url = crawler::Url::parse(target)) starts.push_back(*std::move(url));
  return starts;
}

crawler::CrawlOptions crawl_options(const AuditRequest& request) {
  const CrawlSettings& settings = request.crawl;
  return {.starts = starts_of(request),
          .max_pages = settings.max_pages,
          .max_depth = settings.max_depth,
          .max_time = settings.max_time,
          .max_body = settings.max_body,
          .include = settings.include,
          .exclude = settings.exclude,
          .connections = request.fetch.connections_per_host,
          .jobs = settings.jobs,
          .resources = settings.resources,
          .external = settings.external,
          .repeat = settings.repeat,
          .full_parse = settings.full_parse,
          .ignore_robots = settings.ignore_robots,
          .signed_in = !request.fetch.session.empty()};
}

void say_what_was_asked_for(const AuditRequest& request, reports::RunStore& store) {
  if (request.crawl.ignore_robots)
    store.add_not_measured(
        {"robots.txt", N_("robots.txt was not obeyed, as asked for (--ignore-robots)"), {}});
  if (!request.crawl.resources)
    store.add_not_measured(
        {"resources", N_("resources were not fetched, as asked for (--no-resources)"), {}});
}

void say_where_the_pace_fell(const crawler::CrawlOutcome& outcome, reports::RunStore& store,
                             Terminal& terminal) {
  for (const crawler::HostPace& pace : outcome.paces) {
    if (pace.slowed_down == 0) continue;
    const std::string reason(terminal.texts().translate(pace.reason));
    terminal.note({.place = pace.host, .what = {N_("asked more slowly: {0}"), {reason}}});
    store.add_not_measured(
        {pace.host,
         N_("the host was asked more slowly, since it became slower or answered 429 or 503"),
         {}});
    if (pace.unasked > 0)
      store.add_not_measured(
          {pace.host,
           N_("the host was given up, since it answered every request with 429 or 503 for a while; "
              "{0} requests were not made"),
           {std::to_string(pace.unasked)}});
  }
}

}  // namespace

void crawl_and_conclude(const AuditRequest& request, const std::vector<const rules::Rule*>& rules,
                        crawler::Fetcher& fetcher, reports::RunStore& store, Terminal& terminal,
                        const std::stop_token& stop) {
  const PageJudge judge(rules, request.all_outcomes ? rules::Keep::all : rules::Keep::problems);
  if (request.single_pages) {
    audit_pages({.targets = request.targets,
                 .max_body = request.crawl.max_body,
                 .full_parse = request.crawl.full_parse},
                fetcher, store, judge, stop);
  } else {
    std::optional<Progress> progress;
    if (request.progress && !request.quiet && terminal.err_is_terminal())
      progress.emplace(terminal.texts(), terminal.width());
    const auto show = [&](const crawler::CrawlProgress& now) { progress->show(now); };
    const crawler::CrawlOutcome outcome = crawler::crawl(
        crawl_options(request), fetcher, store, judge,
        progress ? std::function<void(const crawler::CrawlProgress&)>(show) : nullptr, stop);
    progress.reset();
    say_what_was_asked_for(request, store);
    say_where_the_pace_fell(outcome, store, terminal);
  }
  reports::conclude(
      store,
      {.starts = starts_of(request), .rules = rules, .compare_pages = !request.single_pages});
}

}  // namespace vigie::cli
