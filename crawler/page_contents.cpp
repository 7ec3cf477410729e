// The facts of a page and the assembly of its contents; links and resources have files of their
// own.
#include "crawler/page_contents.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "crawler/headers.h"
#include "crawler/page_links.h"
#include "crawler/page_resources.h"
#include "crawler/page_shape.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kMaxTitleBytes = 512;

// HTML Standard §2.4.3: the first <base href> counts, resolved against the page; one that cannot be
// parsed is ignored.
Url base_of(const dom::Document& page, const Url& url) {
  for (const dom::NodeId base : page.elements(dom::Tag::base)) {
    if (page.is_template_content(base)) continue;
    const auto href = page.attribute(base, "href");
    if (!href) continue;
    auto resolved = Url::parse(*href, &url);
    return resolved ? *std::move(resolved) : url;
  }
  return url;
}

std::string title_of(const dom::Document& page) {
  for (const dom::NodeId title : page.elements(dom::Tag::title)) {
    if (page.is_template_content(title)) continue;
    std::string text = collapse_space(page.text_content(title));
    if (text.size() > kMaxTitleBytes) text.resize(utf8_cut(text, kMaxTitleBytes));
    return text;
  }
  return {};
}

void read_directives(std::string_view value, PageFacts& facts) {
  for (const std::string_view word : split_any(value, ", \t")) {
    if (equal_ignoring_case(word, "noindex") || equal_ignoring_case(word, "none"))
      facts.noindex = true;
    if (equal_ignoring_case(word, "nofollow") || equal_ignoring_case(word, "none"))
      facts.nofollow = true;
  }
}

// <meta name=robots> and X-Robots-Tag. A tag for another robot ("googlebot: noindex") says nothing
// to us.
void read_robots(const dom::Document& page, const Headers& headers, PageFacts& facts) {
  for (const dom::NodeId meta : page.elements(dom::Tag::meta)) {
    const auto name = page.attribute(meta, "name");
    if (name && equal_ignoring_case(*name, "robots"))
      read_directives(page.attribute(meta, "content").value_or(""), facts);
  }
  for (const std::string_view value : headers.all("X-Robots-Tag"))
    if (!value.contains(':')) read_directives(value, facts);
}

std::uint32_t depth_of_tree(const dom::Document& page) {
  std::vector<std::uint16_t> depth(page.size(), 0);
  std::uint16_t deepest = 0;
  for (const dom::NodeId element : page.elements()) {
    const dom::NodeId parent = page.parent(element);
    depth[element] = static_cast<std::uint16_t>(std::min<unsigned>(depth[parent] + 1U, 0xffff));
    deepest = std::max(deepest, depth[element]);
  }
  return deepest;
}

PageFacts facts_of(const dom::Document& page, const Headers& headers) {
  PageFacts facts;
  facts.title = title_of(page);
  facts.lang = page.attribute(page.html(), "lang").value_or("");
  read_robots(page, headers, facts);
  facts.elements = static_cast<std::uint32_t>(page.elements().size());
  facts.max_depth = depth_of_tree(page);
  facts.too_large = page.too_large();
  facts.elements_dropped = static_cast<std::uint32_t>(page.elements_dropped());
  facts.shape = page_shape(page);
  return facts;
}

}  // namespace

std::string_view name(LinkKind kind) {
  constexpr std::array<std::string_view, 9> kNames{
      "anchor", "area", "refresh", "form", "next", "prev", "canonical", "alternate", "frame"};
  return kNames[static_cast<std::size_t>(kind)];
}

bool leads_on(LinkKind kind) {
  return kind != LinkKind::canonical && kind != LinkKind::alternate && kind != LinkKind::frame;
}

std::string_view name(ResourceKind kind) {
  constexpr std::array<std::string_view, 7> kNames{"image", "style", "script", "font",
                                                   "media", "frame", "other"};
  return kNames[static_cast<std::size_t>(kind)];
}

PageContents read_contents(const dom::Document& page, const Url& url, const Headers& headers) {
  PageContents contents;
  contents.facts = facts_of(page, headers);
  const Url base = base_of(page, url);
  contents.base_url = base.href();
  read_links(page, base, headers, contents);
  read_resources(page, base, contents);
  return contents;
}

}  // namespace vigie::crawler
