#include "crawler/sitemap.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/charset.h"
#include "crawler/encoding.h"
#include "crawler/gunzip.h"
#include "crawler/marked_text.h"
#include "crawler/meta_prescan.h"
#include "crawler/sitemap_xml.h"
#include "crawler/utf8.h"

namespace vigie::crawler {
namespace {

constexpr std::string_view kSpace = " \t\n\f\r";

// The sitemap's text as a view of `bytes` where that is valid UTF-8, else of `storage`.
std::string_view as_utf8(std::string_view bytes, std::string& storage) {
  constexpr std::size_t kDeclarationBytes = 1024;
  const Encoding* encoding = nullptr;
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
  } else if (bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE")) {
    encoding = find_encoding(bytes.front() == '\xFE' ? "utf-16be" : "utf-16le");
    bytes.remove_prefix(2);
  } else if (bytes.starts_with("<?xml")) {
    encoding = prescan_for_meta(bytes.substr(0, kDeclarationBytes));
  }
  if (encoding != nullptr && encoding->kind != Encoding::Kind::utf8)
    storage = decode(std::string(bytes), *encoding).text;
  else if (valid_utf8_prefix(bytes) != bytes.size())
    storage = to_valid_utf8(bytes);
  else
    return bytes;
  return storage;
}

bool is_absolute_url(std::string_view line) {
  return equal_ignoring_case(line.substr(0, 7), "http://") ||
         equal_ignoring_case(line.substr(0, 8), "https://");
}

// A text file of URLs, one a line (sitemaps.org, "Text file"). Other lines are passed over.
Sitemap parse_text_sitemap(std::string_view text) {
  Sitemap sitemap;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = strip_space(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!is_absolute_url(line)) continue;
    if (sitemap.entries.size() == kMaxSitemapUrls) {
      sitemap.truncated = true;
      sitemap.complaint = N_("the sitemap lists more than 50,000 URLs");
      break;
    }
    sitemap.kind = Sitemap::Kind::text;
    sitemap.entries.push_back({std::string(line), {}});
  }
  if (sitemap.entries.empty())
    sitemap.complaint = N_("the sitemap is neither XML nor a list of URLs");
  return sitemap;
}

Sitemap parse_inflated(std::string_view bytes) {
  std::string storage;
  std::string_view text = as_utf8(bytes, storage);
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) {
    Sitemap sitemap;
    sitemap.complaint = N_("the sitemap is empty");
    return sitemap;
  }
  text.remove_prefix(begin);
  return text.starts_with('<') ? parse_xml_sitemap(text) : parse_text_sitemap(text);
}

void note_cut(Sitemap& sitemap, const char* complaint) {
  sitemap.truncated = true;
  if (sitemap.kind != Sitemap::Kind::unreadable) sitemap.complaint = complaint;
}

}  // namespace

Sitemap parse_sitemap(std::string_view bytes) {
  if (!is_gzip(bytes)) {
    Sitemap sitemap = parse_inflated(bytes.substr(0, kMaxSitemapBytes));
    if (bytes.size() > kMaxSitemapBytes) note_cut(sitemap, N_("the sitemap is larger than 50 MiB"));
    return sitemap;
  }
  const Gunzipped inflated = gunzip(bytes, kMaxSitemapBytes);
  Sitemap sitemap = parse_inflated(inflated.bytes);
  if (inflated.end == Gunzipped::End::too_large)
    note_cut(sitemap, N_("the sitemap is larger than 50 MiB"));
  if (inflated.end == Gunzipped::End::damaged)
    sitemap.complaint = N_("the gzip data of the sitemap is damaged");
  return sitemap;
}

}  // namespace vigie::crawler
