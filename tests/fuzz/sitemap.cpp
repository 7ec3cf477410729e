// Whatever the bytes: reading ends within its bounds, the entries are valid UTF-8 without outer
// space, and what could not be read says why. Dictionary: sitemap.dict.
#include "crawler/sitemap.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/utf8.h"
#include "crawler/xml_scanner.h"

namespace {

using vigie::crawler::Sitemap;
using vigie::crawler::SitemapEntry;

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_clean(std::string_view text) {
  return vigie::crawler::strip_space(text) == text &&
         vigie::crawler::valid_utf8_prefix(text) == text.size();
}

void check_scanner(std::string_view xml) {
  vigie::crawler::XmlScanner scanner(xml);
  std::size_t events = 0;
  while (true) {
    const auto event = scanner.next();
    if (event.kind == vigie::crawler::XmlEvent::Kind::finished) break;
    require(++events <= xml.size());
    require(vigie::crawler::xml_text(event.text).size() <= event.text.size());
    (void)vigie::crawler::xml_attribute(event.attributes, "href");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const Sitemap sitemap = vigie::crawler::parse_sitemap(bytes);
  require(sitemap.entries.size() <= vigie::crawler::kMaxSitemapUrls);
  for (const SitemapEntry& entry : sitemap.entries) {
    require(!entry.loc.empty() && is_clean(entry.loc) && is_clean(entry.lastmod));
    require(entry.lastmod.size() <= 64);
  }
  if (sitemap.kind == Sitemap::Kind::unreadable)
    require(sitemap.entries.empty() && *sitemap.complaint != '\0');
  if (sitemap.truncated) require(*sitemap.complaint != '\0');
  check_scanner(bytes);
  return 0;
}
