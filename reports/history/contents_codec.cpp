#include "reports/history/contents_codec.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/page_contents.h"
#include "crawler/url.h"
#include "reports/history/codec.h"

namespace vigie::reports::history {
namespace {

using crawler::BadReference;
using crawler::Link;
using crawler::LinkKind;
using crawler::PageContents;
using crawler::PageFacts;
using crawler::ResourceKind;
using crawler::ResourceUse;

template <typename Kind>
Kind kind_of(Decoder& in, Kind last, Kind otherwise) {
  const std::uint64_t number = in.number();
  return number <= static_cast<std::uint64_t>(last) ? static_cast<Kind>(number) : otherwise;
}

void encode(Encoder& out, const PageFacts& facts) {
  out.text(clipped(facts.title, kMaxText));
  out.text(clipped(facts.lang, kMaxText));
  out.text(clipped(facts.canonical, kMaxHref));
  out.number((facts.noindex ? 1U : 0U) | (facts.nofollow ? 2U : 0U) | (facts.too_large ? 4U : 0U));
  out.number(facts.hreflang.size());
  std::string_view before;
  for (const auto& [language, url] : facts.hreflang) {
    out.text(clipped(language, kMaxText));
    out.text_after(before, clipped(url, kMaxHref));
  }
  out.number(facts.elements);
  out.number(facts.max_depth);
  out.number(facts.elements_dropped);
  out.fixed64(facts.shape);
}

PageFacts decode_facts(Decoder& in) {
  PageFacts facts;
  facts.title = in.text();
  facts.lang = in.text();
  facts.canonical = in.text();
  const std::uint64_t flags = in.number();
  facts.noindex = (flags & 1U) != 0;
  facts.nofollow = (flags & 2U) != 0;
  facts.too_large = (flags & 4U) != 0;
  std::string url;
  for (std::size_t left = in.count(); left > 0 && !in.broken(); --left) {
    std::string language(in.text());
    in.text_after(url);
    facts.hreflang.emplace_back(std::move(language), url);
  }
  facts.elements = in.number32();
  facts.max_depth = in.number32();
  facts.elements_dropped = in.number32();
  facts.shape = in.fixed64();
  return facts;
}

void encode(Encoder& out, const std::vector<Link>& links) {
  out.number(links.size());
  std::string_view url, selector;
  for (const Link& link : links) {
    out.text_after(url, clipped(link.url, kMaxHref));
    out.number(static_cast<unsigned>(link.kind) << 1 | (link.nofollow ? 1U : 0U));
    out.ending_of(url, clipped(link.href, kMaxHref));
    out.text_after(selector, clipped(link.selector, kMaxSelector));
    out.number(link.line);
  }
}

std::vector<Link> decode_links(Decoder& in) {
  std::vector<Link> links;
  std::string url, selector;
  for (std::size_t left = in.count(); left > 0 && !in.broken(); --left) {
    Link link;
    in.text_after(url);
    link.url = url;
    const std::uint64_t flags = in.number();
    link.nofollow = (flags & 1U) != 0;
    if (flags >> 1 <= static_cast<std::uint64_t>(LinkKind::frame))
      link.kind = static_cast<LinkKind>(flags >> 1);
    link.href = in.ending_of(url);
    in.text_after(selector);
    link.selector = selector;
    link.line = in.number32();
    links.push_back(std::move(link));
  }
  return links;
}

void encode(Encoder& out, const std::vector<BadReference>& references) {
  out.number(references.size());
  for (const BadReference& reference : references) {
    out.number(static_cast<unsigned>(reference.error));
    out.text(clipped(reference.href, kMaxHref));
    out.text(clipped(reference.selector, kMaxSelector));
    out.number(reference.line);
  }
}

std::vector<BadReference> decode_bad_references(Decoder& in) {
  std::vector<BadReference> references;
  for (std::size_t left = in.count(); left > 0 && !in.broken(); --left) {
    BadReference reference{};
    reference.error = kind_of(in, crawler::UrlError::invalid, crawler::UrlError::invalid);
    reference.href = in.text();
    reference.selector = in.text();
    reference.line = in.number32();
    references.push_back(std::move(reference));
  }
  return references;
}

}  // namespace

void encode(Encoder& out, const std::vector<ResourceUse>& uses) {
  out.number(uses.size());
  std::string_view url, selector;
  for (const ResourceUse& use : uses) {
    out.text_after(url, clipped(use.url, kMaxHref));
    out.number(static_cast<unsigned>(use.kind) << 1 | (use.blocking ? 1U : 0U));
    out.ending_of(url, clipped(use.href, kMaxHref));
    out.text_after(selector, clipped(use.selector, kMaxSelector));
    out.number(use.line);
  }
}

std::vector<ResourceUse> decode_uses(Decoder& in) {
  std::vector<ResourceUse> uses;
  std::string url, selector;
  for (std::size_t left = in.count(); left > 0 && !in.broken(); --left) {
    ResourceUse use;
    in.text_after(url);
    use.url = url;
    const std::uint64_t flags = in.number();
    use.blocking = (flags & 1U) != 0;
    if (flags >> 1 <= static_cast<std::uint64_t>(ResourceKind::other))
      use.kind = static_cast<ResourceKind>(flags >> 1);
    use.href = in.ending_of(url);
    in.text_after(selector);
    use.selector = selector;
    use.line = in.number32();
    uses.push_back(std::move(use));
  }
  return uses;
}

std::string encode(const PageContents& contents) {
  Encoder out;
  encode(out, contents.facts);
  encode(out, contents.resources);
  out.text(clipped(contents.base_url, kMaxHref));
  encode(out, contents.links);
  encode(out, contents.bad_references);
  return out.take();
}

std::optional<ContentsHead> decode_head(std::string_view bytes) {
  Decoder in(bytes);
  ContentsHead head;
  head.facts = decode_facts(in);
  head.resources = decode_uses(in);
  if (in.broken()) return std::nullopt;
  return head;
}

std::optional<PageContents> decode_contents(std::string_view bytes) {
  Decoder in(bytes);
  PageContents contents;
  contents.facts = decode_facts(in);
  contents.resources = decode_uses(in);
  contents.base_url = in.text();
  contents.links = decode_links(in);
  contents.bad_references = decode_bad_references(in);
  if (in.broken() || !in.at_end()) return std::nullopt;
  return contents;
}

}  // namespace vigie::reports::history
