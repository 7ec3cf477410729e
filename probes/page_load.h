#ifndef VIGIE_PROBES_PAGE_LOAD_H
#define VIGIE_PROBES_PAGE_LOAD_H

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "crawler/headers.h"
#include "crawler/page_contents.h"
#include "crawler/response.h"

namespace vigie::probes {

// How long a browser or cache may keep an answer, read from Cache-Control, Expires and validators
// (RFC 9111).
enum class Cacheability : std::uint8_t { none, revalidate, fresh };

// The load of one page as its own answer shows it; what its resources add is in PageWeight. With
// repeated requests the timings are medians and spread_ms is the interquartile range of TTFB.
struct PageLoad {
  crawler::Timings timings;
  int samples = 1;
  std::optional<double> ttfb_spread_ms;
  std::uint64_t bytes_transferred = 0, bytes_decoded = 0;
  std::string protocol;     // "http/1.1", "h2"
  std::string compression;  // "gzip", "br", "zstd", "deflate", empty when none
  Cacheability cacheability = Cacheability::none;
  std::uint32_t blocking_scripts = 0, blocking_styles = 0;
  std::uint32_t dom_elements = 0;
};
// `samples` holds the timings of every request made of the page, the first included; `contents` is
// null of what is no HTML.
PageLoad page_load(const crawler::Response& response, const crawler::PageContents* contents,
                   std::span<const crawler::Timings> samples);

// Of an answer's headers, for a private cache.
Cacheability cacheability(const crawler::Headers& headers);

// A page with everything it makes a browser fetch at once (no lazy images): every resource counted
// once per page.
struct PageWeight {
  std::uint64_t bytes = 0;     // transferred
  std::uint32_t requests = 1;  // the page included
  std::uint32_t third_party_requests = 0;
  bool complete = true;  // false when a resource was not fetched: bytes is then a lower bound
};

}  // namespace vigie::probes

#endif
