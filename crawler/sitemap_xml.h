#ifndef VIGIE_CRAWLER_SITEMAP_XML_H
#define VIGIE_CRAWLER_SITEMAP_XML_H

#include <string_view>

#include "crawler/sitemap.h"

namespace vigie::crawler {

// The part of parse_sitemap() for XML: sitemap, index, RSS (also 1.0) or Atom, in UTF-8.
Sitemap parse_xml_sitemap(std::string_view text);

}  // namespace vigie::crawler

#endif
