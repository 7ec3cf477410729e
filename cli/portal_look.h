#ifndef VIGIE_CLI_PORTAL_LOOK_H
#define VIGIE_CLI_PORTAL_LOOK_H

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>

#include "crawler/error_kind.h"
#include "crawler/fetcher.h"
#include "crawler/url.h"

namespace vigie::cli {

enum class RobotsAnswer : std::uint8_t { none, allows, forbids, unavailable };

// What `vigie init` sees of a portal: its front page, robots.txt and sitemaps.
struct PortalLook {
  crawler::Url asked;
  crawler::Url url;                          // where the front page really is
  std::string title, lang;                   // of the front page; hostile, may be empty
  RobotsAnswer robots = RobotsAnswer::none;  // about the front page
  std::optional<double> crawl_delay;         // of robots.txt, seconds
  std::size_t sitemap_pages = 0;
  bool sitemap_whole = true;  // false: there are more, or a part of it took too long
  std::size_t links = 0;      // of the front page to the portal itself
};

// Takes at most a minute and a few requests. Fails when the front page does.
std::expected<PortalLook, crawler::Failure> look_at(const crawler::Url& url,
                                                    const crawler::FetchOptions& options);

}  // namespace vigie::cli

#endif
