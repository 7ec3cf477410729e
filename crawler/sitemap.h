#ifndef VIGIE_CRAWLER_SITEMAP_H
#define VIGIE_CRAWLER_SITEMAP_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::crawler {

inline constexpr std::size_t kMaxSitemapBytes =
    std::size_t{50} * 1024 * 1024;  // sitemaps.org, uncompressed
inline constexpr std::size_t kMaxSitemapUrls = 50'000;
inline constexpr int kMaxSitemapLevels = 3;

struct SitemapEntry {
  std::string loc;      // as written, entities decoded, trimmed
  std::string lastmod;  // W3C date as written, empty when absent
};

struct Sitemap {
  enum class Kind : std::uint8_t { urlset, index, text, feed, unreadable } kind = Kind::unreadable;
  std::vector<SitemapEntry> entries;  // of an index: the sitemaps it lists
  bool truncated = false;             // a bound was reached
  const char* complaint = "";         // what is wrong with it, a msgid, empty when nothing
};

// Reads a sitemap (sitemaps.org 0.9: urlset, sitemapindex), a text sitemap (a URL a line), RSS 2.0
// or Atom. Gzip is recognised by its magic bytes and inflated under the cap. Not a general XML
// parser: a DOCTYPE makes it unreadable (no DTD, no entities but the five predefined and numeric
// ones). Never more than the bounds above, in linear time.
Sitemap parse_sitemap(std::string_view bytes);

}  // namespace vigie::crawler

#endif
