#ifndef VIGIE_CRAWLER_CRAWL_STORE_H
#define VIGIE_CRAWLER_CRAWL_STORE_H

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/page_contents.h"
#include "crawler/response.h"

namespace vigie::crawler {

// How a URL came to be known. Stored by number: append only.
enum class FoundBy : std::uint8_t { start, link, redirect, sitemap, form, resource, external };
std::string_view name(FoundBy found_by);

// A document URL put into the frontier.
struct NewUrl {
  std::string url;  // Url::page_key
  FoundBy found_by = FoundBy::link;
  std::uint32_t clicks = 0;  // along the way it was found; the finished graph has the last word
  std::string found_on;      // the page that named it, empty for start pages and sitemaps
};

// What upper rooms made of a page while its Document was alive (findings, measures). The crawler
// only carries it.
struct Analysis {
  virtual ~Analysis() = default;
};

// One document URL and what came of it: fetched, failed or forbidden. Response::body is empty by
// now.
struct PageVisit {
  std::string url;
  Response response;
  std::uint32_t clicks = 0;
  FoundBy found_by = FoundBy::link;
  // Only led to a page that has a visit of its own (response.final_url): no contents, no analysis.
  bool alias = false;
  bool frame =
      false;  // fetched as a part of the pages that show it, and no page in its own right (so far)
  std::string body_sha256;               // hex, empty without a body
  std::optional<PageContents> contents;  // of HTML that was read
  std::unique_ptr<Analysis> analysis;
  std::string last_modified;  // of the sitemap's entry, when it has one
};

// A resource of pages, or (FoundBy::external) the target of a link that was only checked.
struct ResourceVisit {
  std::string url;
  ResourceKind kind = ResourceKind::other;
  FoundBy found_by = FoundBy::resource;
  Response response;  // without body
  std::vector<ResourceUse>
      uses;  // of a style sheet: imports and fonts it needs (href, line; no selector)
};

// Something that was not measured, and why ("robots.txt", "max-pages reached, 120 URLs left").
// Texts are msgids with values.
struct NotMeasured {
  std::string what;  // URL, host or area; hostile
  const char* why;   // msgid
  std::vector<std::string> values;
};

struct CrawlBatch {
  std::vector<NewUrl> discovered;
  std::vector<PageVisit> pages;
  std::vector<ResourceVisit> resources;
  std::vector<NotMeasured> not_measured;
};

// A URL as a former process left it, for a resumed run.
struct KnownUrl {
  std::string url;
  FoundBy found_by;
  std::uint32_t clicks;
  bool visited;                          // its PageVisit or ResourceVisit is committed
  std::optional<ResourceKind> resource;  // set when it is a resource, not a page
};

// Where a crawl keeps its frontier and its pages; reports/history implements it. Called from one
// thread at a time. commit() is one transaction: after it returns, the batch survives the death of
// the process. It does not fail: an implementation that loses its database goes on in a temporary
// one and reports that itself.
class CrawlStore {
 public:
  virtual ~CrawlStore() = default;
  virtual void commit(CrawlBatch&& batch) = 0;
  virtual void known_urls(
      const std::function<void(const KnownUrl&)>& each) = 0;  // empty for a new run
};

}  // namespace vigie::crawler

#endif
