#include "tests/crawler/dom/same_document.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "crawler/dom/document.h"

namespace vigie::dom {
namespace {

std::size_t place(const Document& page, NodeId node) {
  return static_cast<std::size_t>(page.source_of(node).data() - page.source().data());
}

std::string shown(const Document& page, NodeId node) {
  std::string text =
      fmt::format("kind {} <{}> space {} parent {} end {} at {}+{} text \"{}\"",
                  static_cast<int>(page.kind(node)), page.tag_name(node),
                  static_cast<int>(page.space(node)), page.parent(node), page.subtree_end(node),
                  place(page, node), page.source_of(node).size(), page.text(node));
  for (const Attribute& attribute : page.attributes(node))
    text += fmt::format(" {}=\"{}\"", attribute.name, attribute.value);
  return text + (page.is_template_content(node) ? " in a template" : "");
}

std::string shown(const Document& page) {
  return fmt::format("{} nodes, html {}, head {}, body {}, quirks {}, doctype {}, {} dropped",
                     page.size(), page.html(), page.head(), page.body(), page.quirks(),
                     page.doctype().value_or("none"), page.elements_dropped());
}

}  // namespace

std::string difference(const Document& one, const Document& other) {
  const auto nodes = static_cast<NodeId>(std::min(one.size(), other.size()));
  for (NodeId node = 0; node < nodes; ++node) {
    const std::string left = shown(one, node), right = shown(other, node);
    if (left != right) return fmt::format("node {}:\n  {}\n  {}\n", node, left, right);
  }
  if (shown(one) == shown(other)) return {};
  return fmt::format("{}\n{}\n", shown(one), shown(other));
}

}  // namespace vigie::dom
