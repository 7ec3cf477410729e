#include "crawler/page_resources.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "crawler/ascii.h"
#include "crawler/css_references.h"
#include "crawler/dom/document.h"
#include "crawler/dom/locate.h"
#include "crawler/dom/tag.h"
#include "crawler/page_contents.h"
#include "crawler/url.h"

namespace vigie::crawler {
namespace {

constexpr std::size_t kMaxResources = 2'000;

// HTML Standard §4.12.1: anything else in type is a data block that no browser fetches.
bool is_script_type(std::string_view type) {
  const std::string essence = lower_case(strip_space(type));
  return essence.empty() || essence == "module" || essence.contains("javascript") ||
         essence.contains("ecmascript");
}

// A style sheet for print, or for screens of another size, does not hold up the first rendering.
bool blocks_screens(std::string_view media) {
  const std::string query = lower_case(strip_space(media));
  return query.empty() || query == "all" || query.starts_with("screen");
}

class Reader {
 public:
  Reader(const dom::Document& page, const Url& base, PageContents& contents)
      : page_(page), base_(base), contents_(contents) {}

  void element(dom::NodeId node) {
    switch (page_.tag(node)) {
      case dom::Tag::img:
        return image(node);
      case dom::Tag::input:
        return image_button(node);
      case dom::Tag::link:
        return link(node);
      case dom::Tag::script:
        return script(node);
      case dom::Tag::style:
        return style_element(node);
      case dom::Tag::iframe:
      case dom::Tag::frame:
        return frame(node);
      case dom::Tag::video:
        return add(page_.attribute(node, "poster"), ResourceKind::image, node);
      case dom::Tag::object:
        return add(page_.attribute(node, "data"), ResourceKind::other, node);
      case dom::Tag::embed:
        return add(page_.attribute(node, "src"), ResourceKind::other, node);
      default:
        return;
    }
  }

 private:
  bool in_head(dom::NodeId node) const {
    return page_.head() != dom::kNoNode && node < page_.subtree_end(page_.head());
  }

  void image(dom::NodeId node) {
    if (page_.has_attribute(node, "src"))
      return add(page_.attribute(node, "src"), ResourceKind::image, node);
    // Without src, browsers take a candidate of srcset; which one depends on the screen, the first
    // is as good as any.
    const auto candidates = page_.attribute(node, "srcset");
    if (!candidates) return;
    const auto parts = split_any(*candidates, "\t\n\f\r ");
    if (!parts.empty())
      add(parts.front().substr(0, parts.front().find_last_not_of(',') + 1), ResourceKind::image,
          node);
  }

  void image_button(dom::NodeId node) {
    if (equal_ignoring_case(page_.attribute(node, "type").value_or(""), "image"))
      add(page_.attribute(node, "src"), ResourceKind::image, node);
  }

  void link(dom::NodeId node) {
    bool sheet = false, alternate = false, preload = false, icon = false;
    for (const auto word : split_any(page_.attribute(node, "rel").value_or(""), "\t\n\f\r ")) {
      sheet |= equal_ignoring_case(word, "stylesheet");
      alternate |= equal_ignoring_case(word, "alternate");
      preload |= equal_ignoring_case(word, "preload");
      icon |= equal_ignoring_case(word, "icon");
    }
    const auto href = page_.attribute(node, "href");
    if (sheet && !alternate && !page_.has_attribute(node, "disabled"))
      return add(href, ResourceKind::style, node,
                 blocks_screens(page_.attribute(node, "media").value_or("")));
    if (icon) return add(href, ResourceKind::image, node);
    if (preload && equal_ignoring_case(page_.attribute(node, "as").value_or(""), "font"))
      add(href, ResourceKind::font, node);
  }

  void script(dom::NodeId node) {
    const auto type = page_.attribute(node, "type").value_or("");
    if (!is_script_type(type) || page_.has_attribute(node, "nomodule")) return;
    const bool waits = page_.has_attribute(node, "async") || page_.has_attribute(node, "defer") ||
                       equal_ignoring_case(strip_space(type), "module");
    add(page_.attribute(node, "src"), ResourceKind::script, node, in_head(node) && !waits);
  }

  void style_element(dom::NodeId node) {
    for (const CssReference& reference : css_references(page_.text_content(node)))
      add(reference.url, reference.kind, node);
  }

  void frame(dom::NodeId node) {
    if (!page_.has_attribute(node, "srcdoc"))
      add(page_.attribute(node, "src"), ResourceKind::frame, node);
  }

  void add(std::optional<std::string_view> href, ResourceKind kind, dom::NodeId node,
           bool blocking = false) {
    if (!href || strip_space(*href).empty() || contents_.resources.size() >= kMaxResources) return;
    if (page_.is_template_content(node) || !written_.emplace(*href).second) return;
    const auto url = Url::parse(*href, &base_);
    if (!url) return;
    std::string key(url->without_fragment().href());
    if (!resolved_.insert(key).second) return;
    contents_.resources.push_back({.url = std::move(key),
                                   .kind = kind,
                                   .blocking = blocking,
                                   .href = std::string(*href),
                                   .selector = dom::selector(page_, node),
                                   .line = page_.line(node)});
  }

  const dom::Document& page_;
  const Url& base_;
  PageContents& contents_;
  std::unordered_set<std::string> written_, resolved_;
};

bool has_ancestor(const dom::Document& page, dom::NodeId node, dom::Tag tag) {
  for (dom::NodeId at = page.parent(node); at != dom::kNoNode; at = page.parent(at))
    if (page.is(at, tag)) return true;
  return false;
}

}  // namespace

void read_resources(const dom::Document& page, const Url& base, PageContents& contents) {
  constexpr std::array kTags{dom::Tag::link,   dom::Tag::script, dom::Tag::style, dom::Tag::img,
                             dom::Tag::input,  dom::Tag::iframe, dom::Tag::frame, dom::Tag::video,
                             dom::Tag::object, dom::Tag::embed};
  const bool noscripts = !page.elements(dom::Tag::noscript).empty();
  Reader reader(page, base, contents);
  for (const dom::Tag tag : kTags)
    for (const dom::NodeId node : page.elements(tag))
      if (!noscripts || !has_ancestor(page, node, dom::Tag::noscript)) reader.element(node);
}

}  // namespace vigie::crawler
