#include "cli/single_pages.h"

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <system_error>
#include <utility>

#include "crawler/crawl_store.h"
#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/page_reader.h"
#include "crawler/response.h"
#include "crawler/url.h"

namespace vigie::cli {
namespace {

using crawler::ErrorKind;
using crawler::Response;

bool is_web(const std::string& target) {
  return target.starts_with("http://") || target.starts_with("https://");
}

std::string reason(int error) { return std::generic_category().message(error); }

Response unreadable(Response response, int error) {
  response.failure = {ErrorKind::unreadable, reason(error)};
  return response;
}

// A file as if a server had answered with it, without any header.
Response read_file(const std::string& path, std::size_t max_body) {
  Response response{.url = path};
  constexpr std::size_t kChunk = 1 << 16;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"),
                                                             std::fclose);
  if (!file) return unreadable(std::move(response), errno);
  while (response.body.size() <= max_body) {
    const std::size_t before = response.body.size();
    response.body.resize(before + kChunk);
    const std::size_t got = std::fread(response.body.data() + before, 1, kChunk, file.get());
    response.body.resize(before + got);
    if (got < kChunk) break;
  }
  if (std::ferror(file.get()) != 0) return unreadable(std::move(response), errno);
  if (response.body.size() > max_body) {
    response.body.resize(max_body);
    response.failure = {ErrorKind::too_large, {}};
  }
  response.bytes_decoded = response.bytes_transferred = response.body.size();
  return response;
}

Response fetch(const std::string& target, std::size_t max_body, crawler::Fetcher& fetcher) {
  auto url = crawler::Url::parse(target);
  if (!url) {
    Response response{.url = target, .final_url = target};
    response.failure = {ErrorKind::url_invalid, std::string(crawler::name(url.error()))};
    return response;
  }
  crawler::Request request{.url = *std::move(url)};
  request.max_body = max_body;
  request.wants_body = crawler::is_html;
  return fetcher.get(std::move(request));
}

}  // namespace

std::size_t audit_pages(const SinglePages& pages, crawler::Fetcher& fetcher,
                        crawler::CrawlStore& store, const crawler::PageAnalyser& analyser,
                        const std::stop_token& stop) {
  crawler::PageReader reader(analyser, {.full_parse = pages.full_parse});
  std::size_t judged = 0;
  for (const std::string& target : pages.targets) {
    if (stop.stop_requested()) break;
    crawler::PageVisit visit{.url = target, .found_by = crawler::FoundBy::start};
    visit.response =
        is_web(target) ? fetch(target, pages.max_body, fetcher) : read_file(target, pages.max_body);
    visit.response.url = target;
    const crawler::Timings first = visit.response.timings;
    reader.read(visit, std::span(&first, 1));
    if (visit.contents) ++judged;
    crawler::CrawlBatch batch;
    batch.discovered.push_back({.url = target, .found_by = crawler::FoundBy::start});
    batch.pages.push_back(std::move(visit));
    store.commit(std::move(batch));
  }
  return judged;
}

}  // namespace vigie::cli
