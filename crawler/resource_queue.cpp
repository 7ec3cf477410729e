#include "crawler/resource_queue.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/charset.h"
#include "crawler/crawl_store.h"
#include "crawler/css_references.h"
#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/page_contents.h"
#include "crawler/response.h"
#include "crawler/robots_gate.h"
#include "crawler/url.h"
#include "crawler/url_table.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kMaxResources = 500'000;
constexpr std::size_t kMaxResourceBytes = std::size_t{50} * 1024 * 1024;
constexpr std::size_t kMaxStyleBytes = std::size_t{5} * 1024 * 1024;
// Style sheets that import each other in a row; what a deeper one needs is not fetched.
constexpr int kMaxImports = 10;

std::string_view accepts(ResourceKind kind) {
  switch (kind) {
    case ResourceKind::image:
      return "image/avif,image/webp,image/svg+xml,image/*,*/*;q=0.8";
    case ResourceKind::style:
      return "text/css,*/*;q=0.1";
    default:
      return "*/*";
  }
}

// What a style sheet needs in its turn.
std::vector<ResourceUse> uses_of_sheet(std::string_view sheet, const Url& base) {
  std::vector<ResourceUse> uses;
  for (const CssReference& reference : css_references(sheet)) {
    const auto url = Url::parse(reference.url, &base);
    if (!url) continue;
    uses.push_back({.url = std::string(url->without_fragment().href()),
                    .kind = reference.kind,
                    .blocking = reference.kind == ResourceKind::style,
                    .href = to_valid_utf8(reference.url)});
  }
  return uses;
}

}  // namespace

void ResourceQueue::add(std::string_view url, ResourceKind kind, FoundBy found_by) {
  add(url, kind, found_by, 0);
}

void ResourceQueue::add(std::string_view url, ResourceKind kind, FoundBy found_by, int imports) {
  if (urls_.size() >= kMaxResources) {
    if (!std::exchange(overflowed_, true)) uses_.dropped();
    return;
  }
  if (const auto [id, is_new] = urls_.add(url); is_new)
    waiting_.push_back({id, kind, found_by, imports});
}

void ResourceQueue::restore(std::string_view url, ResourceKind kind, FoundBy found_by,
                            bool visited) {
  const auto [id, is_new] = urls_.add(url);
  if (is_new && !visited) waiting_.push_back({id, kind, found_by, 0});
}

void ResourceQueue::start_some() {
  while (outstanding_ < at_once_ && !waiting_.empty()) {
    const Wanted wanted = waiting_.front();
    waiting_.pop_front();
    ++outstanding_;
    start(wanted);
  }
}

void ResourceQueue::start(Wanted wanted) {
  const auto url = Url::parse(urls_.text(wanted.url));
  if (!url) return refuse(wanted, {ErrorKind::url_invalid, {}});
  robots_.when_known(*url, [this, wanted, url = *url] { ask(wanted, url); });
}

void ResourceQueue::ask(const Wanted& wanted, const Url& url) {
  switch (robots_.ask(url)) {
    case RobotsGate::Answer::forbidden:
      return refuse(wanted, {ErrorKind::blocked_by_robots, {}});
    case RobotsGate::Answer::unavailable:
      return refuse(wanted, robots_.failure(url));
    case RobotsGate::Answer::allowed:
    case RobotsGate::Answer::unknown:
      break;
  }
  Request request{.url = url};
  request.accept = accepts(wanted.kind);
  const bool sheet = wanted.kind == ResourceKind::style;
  request.keep_body = sheet;
  request.max_body = sheet ? kMaxStyleBytes : kMaxResourceBytes;
  if (wanted.found_by == FoundBy::external)
    request.wants_body = [](std::string_view) { return false; };
  fetcher_.submit(std::move(request),
                  [this, wanted](Response&& response) { finish(wanted, std::move(response)); });
}

void ResourceQueue::finish(const Wanted& wanted, Response&& response) {
  ResourceVisit visit{
      .url = std::string(urls_.text(wanted.url)), .kind = wanted.kind, .found_by = wanted.found_by};
  const std::string body = std::exchange(response.body, {});
  if (wanted.kind == ResourceKind::style && response.status == 200)
    if (const auto base = Url::parse(response.final_url)) visit.uses = uses_of_sheet(body, *base);
  if (wanted.imports < kMaxImports)
    for (const ResourceUse& use : visit.uses)
      add(use.url, use.kind, FoundBy::resource, wanted.imports + 1);
  visit.response = std::move(response);
  uses_.visited(std::move(visit));
}

void ResourceQueue::refuse(const Wanted& wanted, Failure failure) {
  ResourceVisit visit{
      .url = std::string(urls_.text(wanted.url)), .kind = wanted.kind, .found_by = wanted.found_by};
  visit.response.url = visit.response.final_url = visit.url;
  visit.response.failure = std::move(failure);
  uses_.visited(std::move(visit));
}

}  // namespace vigie::crawler
