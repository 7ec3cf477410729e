// Whatever the page: it becomes a Document whose nodes stand in document order, parents before what
// they hold and subtrees inside each other; its texts are valid UTF-8; its places lie in the
// source; its selectors find one element each. Dictionary: html.dict. Finds go to
// tests/data/fuzz/html/.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/charset.h"
#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"
#include "crawler/dom/locate.h"
#include "crawler/dom/tag.h"
#include "crawler/utf8.h"
#include "tests/crawler/dom/selector_matcher.h"

namespace {

using vigie::dom::Document;
using vigie::dom::kNoNode;
using vigie::dom::NodeId;
using vigie::dom::NodeKind;

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_text(std::string_view bytes) {
  return vigie::crawler::valid_utf8_prefix(bytes) == bytes.size() && !bytes.contains('\0');
}

void check_tree(const Document& page) {
  require(page.size() >= 4 && page.kind(0) == NodeKind::document && page.parent(0) == kNoNode);
  require(page.subtree_end(0) == page.size());
  for (NodeId node = 1; node < page.size(); ++node) {
    const NodeId parent = page.parent(node);
    require(parent < node && (parent == 0 || page.is_element(parent)));
    require(page.subtree_end(node) > node && page.subtree_end(node) <= page.subtree_end(parent));
    const NodeId next = page.next_sibling(node);
    require(next == kNoNode ? page.subtree_end(node) == page.subtree_end(parent)
                            : page.parent(next) == parent);
    if (page.is_template_content(parent)) require(page.is_template_content(node));
  }
  require(page.parent(page.html()) == 0);
  for (const NodeId part : {page.head(), page.body()})
    require(part == kNoNode || page.parent(part) == page.html());
}

void check_texts(const Document& page) {
  for (NodeId node = 0; node < page.size(); ++node) {
    require(is_text(page.tag_name(node)) && is_text(page.text(node)));
    require(page.is_element(node) != page.tag_name(node).empty());
    require((page.kind(node) != NodeKind::text) || !page.text(node).empty());
    for (const auto& attribute : page.attributes(node)) {
      require(!attribute.name.empty() && is_text(attribute.name) && is_text(attribute.value));
      require(page.has_attribute(node, attribute.name));
    }
  }
}

void check_places(const Document& page) {
  for (NodeId node = 0; node < page.size(); ++node) {
    const std::string_view written = page.source_of(node);
    require(written.empty() == (page.line(node) == 0) &&
            written.empty() == (page.column(node) == 0));
    if (written.empty() || !page.is_element(node)) continue;
    require(written.front() == '<' && written.back() == '>');
  }
}

// A selector begins at "html", which such an element would match as well.
bool has_foreign_html(const Document& page) {
  return std::ranges::any_of(page.elements(), [&](NodeId node) {
    return page.space(node) != vigie::dom::Space::html && page.tag_name(node) == "html";
  });
}

void check_selectors(const Document& page) {
  if (has_foreign_html(page)) return;
  constexpr std::size_t kMost = 24;  // finding is quadratic here
  const auto elements = page.elements();
  const std::size_t stride = std::max<std::size_t>(1, elements.size() / kMost);
  for (std::size_t at = 0; at < elements.size(); at += stride) {
    const NodeId node = elements[at];
    require(find_all(page, selector(page, node)) == std::vector{node});
    const std::string shown = snippet(page, node, 60);
    require(shown.size() <= 60 && vigie::crawler::valid_utf8_prefix(shown) == shown.size());
  }
}

void check_indexes(const Document& page) {
  std::size_t known = 0;
  for (std::size_t tag = 1; tag < vigie::dom::kTags; ++tag)
    for (const NodeId node : page.elements(static_cast<vigie::dom::Tag>(tag))) {
      require(page.is(node, static_cast<vigie::dom::Tag>(tag)));
      ++known;
    }
  std::size_t unknown = 0;
  for (const NodeId node : page.elements()) {
    const bool html = page.space(node) == vigie::dom::Space::html;
    if (!html || page.tag(node) == vigie::dom::Tag::unknown) ++unknown;
    if (const auto id = page.attribute(node, "id");
        id && !id->empty() && !page.is_template_content(node))
      require(page.by_id(*id) <= node);
  }
  require(known + unknown == page.elements().size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const Document page = vigie::dom::parse_html(vigie::crawler::to_valid_utf8(input));
  check_tree(page);
  check_texts(page);
  check_places(page);
  check_indexes(page);
  check_selectors(page);
  return 0;
}
