#ifndef VIGIE_CRAWLER_PAGE_CONTENTS_H
#define VIGIE_CRAWLER_PAGE_CONTENTS_H

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/headers.h"
#include "crawler/url.h"

namespace vigie::crawler {

// How a page names another document. Stored by number: append only.
enum class LinkKind : std::uint8_t {
  anchor,
  area,
  refresh,
  form,
  next,
  prev,
  canonical,
  alternate,
  frame
};
std::string_view name(LinkKind kind);
bool leads_on(LinkKind kind);  // a page found this way is crawled (not canonical, alternate, frame)

struct Link {
  std::string url;  // absolute, Url::page_key
  LinkKind kind = LinkKind::anchor;
  bool nofollow = false;  // rel=nofollow or <meta robots>; recorded, and followed (the audit is not
                          // a search engine)
  std::string href;       // as written
  std::string selector;
  std::uint32_t line = 0;
};

enum class ResourceKind : std::uint8_t {
  image,
  style,
  script,
  font,
  media,
  frame,
  other
};  // append only
std::string_view name(ResourceKind kind);

struct ResourceUse {
  std::string url;  // absolute, without fragment
  ResourceKind kind = ResourceKind::other;
  bool blocking = false;  // holds up the first rendering: style sheet for screens, or script in
                          // head without async, defer or type=module
  std::string href, selector;
  std::uint32_t line = 0;
};

// An href or src that is no URL a browser could follow ("http://", 3,000 bytes long).
struct BadReference {
  UrlError error;
  std::string href, selector;
  std::uint32_t line = 0;
};

struct PageFacts {
  std::string title;                       // white space collapsed, at most 512 bytes
  std::string lang;                        // of html, as written
  std::string canonical;                   // absolute, empty when none
  bool noindex = false, nofollow = false;  // <meta robots>, X-Robots-Tag
  std::vector<std::pair<std::string, std::string>> hreflang;  // language, absolute URL; at most 200
  std::uint32_t elements = 0;
  std::uint32_t max_depth = 0;
  bool too_large = false;
  std::uint32_t elements_dropped = 0;
  std::uint64_t shape = 0;  // hash of the DOM's skeleton (tags, nesting, landmark ids): equal for
                            // pages of one template
};

// What a crawler and the measures need of a page, free of the Document it was read from.
struct PageContents {
  PageFacts facts;
  std::string base_url;
  std::vector<Link> links;             // first occurrence of each (url, kind), in document order
  std::vector<ResourceUse> resources;  // first occurrence of each url
  std::vector<BadReference> bad_references;
};

// Source: HTML Standard (base URL, refresh, form submission), RFC 8288 (Link header). Bounds:
// 10,000 links, 2,000 resources.
PageContents read_contents(const dom::Document& page, const Url& url, const Headers& headers);

}  // namespace vigie::crawler

#endif
