#include "crawler/page_links.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "crawler/ascii.h"
#include "crawler/default_form.h"
#include "crawler/dom/document.h"
#include "crawler/dom/locate.h"
#include "crawler/dom/tag.h"
#include "crawler/headers.h"
#include "crawler/link_header.h"
#include "crawler/meta_refresh.h"
#include "crawler/page_contents.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kMaxLinks = 10'000;
constexpr std::size_t kMaxBadReferences = 200;
constexpr std::size_t kMaxHreflang = 200;

class Reader {
 public:
  Reader(const dom::Document& page, const Url& base, PageContents& contents)
      : page_(page), base_(base), contents_(contents) {}

  void element(dom::NodeId node) {
    switch (page_.tag(node)) {
      case dom::Tag::a:
        return hyperlink(node, LinkKind::anchor);
      case dom::Tag::area:
        return hyperlink(node, LinkKind::area);
      case dom::Tag::link:
        return head_link(node);
      case dom::Tag::meta:
        return meta(node);
      case dom::Tag::iframe:
      case dom::Tag::frame:
        return frame(node);
      case dom::Tag::form:
        return form(node);
      default:
        return;
    }
  }

  void header(const Headers& headers) {
    for (const std::string_view value : headers.all("Link"))
      for (const HeaderLink& link : parse_link_header(value))
        for (const std::string& rel : link.rels) relation(rel, link.target, dom::kNoNode);
  }

 private:
  void hyperlink(dom::NodeId node, LinkKind kind) {
    const auto href = page_.attribute(node, "href");
    if (!href || strip_space(*href).starts_with('#') || page_.is_template_content(node)) return;
    const auto rel = page_.attribute(node, "rel").value_or("");
    // A page repeats its links; resolving each text once is enough.
    if (written_.at(kind == LinkKind::area ? 1 : 0).insert(*href).second)
      add(*href, kind, node, contains_ignoring_case(rel, "nofollow"));
    for (const std::string_view word : split_any(rel, "\t\n\f\r "))
      if (equal_ignoring_case(word, "next") || equal_ignoring_case(word, "prev"))
        relation(word, *href, node);
  }

  void head_link(dom::NodeId node) {
    const auto href = page_.attribute(node, "href");
    const auto rel = page_.attribute(node, "rel");
    if (!href || !rel) return;
    for (const std::string_view word : split_any(*rel, "\t\n\f\r ")) relation(word, *href, node);
  }

  void relation(std::string_view rel, std::string_view href, dom::NodeId node) {
    if (equal_ignoring_case(rel, "next")) return add(href, LinkKind::next, node);
    if (equal_ignoring_case(rel, "prev")) return add(href, LinkKind::prev, node);
    if (equal_ignoring_case(rel, "canonical")) {
      const auto url = Url::parse(href, &base_);
      if (url && contents_.facts.canonical.empty())
        contents_.facts.canonical = url->without_fragment().href();
      return add(href, LinkKind::canonical, node);
    }
    if (equal_ignoring_case(rel, "alternate") && node != dom::kNoNode) alternate(href, node);
  }

  void alternate(std::string_view href, dom::NodeId node) {
    const auto language = page_.attribute(node, "hreflang");
    const auto url = Url::parse(href, &base_);
    if (!language || !url || contents_.facts.hreflang.size() >= kMaxHreflang) return;
    contents_.facts.hreflang.emplace_back(lower_case(*language), url->without_fragment().href());
    add(href, LinkKind::alternate, node);
  }

  void meta(dom::NodeId node) {
    const auto pragma = page_.attribute(node, "http-equiv");
    if (!pragma || !equal_ignoring_case(*pragma, "refresh")) return;
    const auto refresh = parse_refresh(page_.attribute(node, "content").value_or(""));
    if (refresh && !refresh->url.empty()) add(refresh->url, LinkKind::refresh, node);
  }

  void frame(dom::NodeId node) {
    if (page_.has_attribute(node, "srcdoc")) return;
    const auto src = page_.attribute(node, "src");
    if (src && !strip_space(*src).empty()) add(*src, LinkKind::frame, node);
  }

  void form(dom::NodeId node) {
    if (const auto url = default_form_url(page_, node, base_))
      add(*url, LinkKind::form, node, false, page_.attribute(node, "action").value_or(""));
  }

  void add(std::string_view href, LinkKind kind, dom::NodeId node, bool nofollow = false,
           std::optional<std::string_view> written = std::nullopt) {
    if (contents_.links.size() >= kMaxLinks || page_.is_template_content(at(node))) return;
    const auto url = Url::parse(href, &base_);
    if (!url) return complain(url.error(), href, node);
    std::string key(url->page_key().href());
    if (!resolved_.insert(std::string(1, static_cast<char>(kind)).append(key)).second) return;
    contents_.links.push_back({.url = std::move(key),
                               .kind = kind,
                               .nofollow = nofollow || contents_.facts.nofollow,
                               .href = std::string(written.value_or(href)),
                               .selector = node == dom::kNoNode ? "" : dom::selector(page_, node),
                               .line = node == dom::kNoNode ? 0 : page_.line(node)});
  }

  // Other schemes (mailto:, tel:, javascript:) are no faults and no links to follow.
  void complain(UrlError error, std::string_view href, dom::NodeId node) {
    if (error == UrlError::scheme || error == UrlError::empty || node == dom::kNoNode) return;
    if (contents_.bad_references.size() >= kMaxBadReferences) return;
    contents_.bad_references.push_back({error, std::string(href.substr(0, kMaxUrlBytes)),
                                        dom::selector(page_, node), page_.line(node)});
  }

  dom::NodeId at(dom::NodeId node) const { return node == dom::kNoNode ? page_.root() : node; }

  const dom::Document& page_;
  const Url& base_;
  PageContents& contents_;
  std::array<std::unordered_set<std::string_view>, 2> written_;  // of <a> and <area>
  std::unordered_set<std::string> resolved_;
};

}  // namespace

void read_links(const dom::Document& page, const Url& base, const Headers& headers,
                PageContents& contents) {
  Reader reader(page, base, contents);
  reader.header(headers);
  for (const dom::NodeId node : page.elements())
    if (page.space(node) == dom::Space::html) reader.element(node);
}

}  // namespace vigie::crawler
