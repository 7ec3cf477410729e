#ifndef VIGIE_CRAWLER_DOM_DOCUMENT_H
#define VIGIE_CRAWLER_DOM_DOCUMENT_H

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/dom/tag.h"

namespace vigie::dom {

// Nodes are numbered in document order from 0 (the document itself), so a < b means a comes first,
// and the descendants of n are exactly n+1 … subtree_end(n)-1.
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xffffffff;

enum class NodeKind : std::uint8_t { document, doctype, element, text, comment };
enum class Space : std::uint8_t { html, svg, mathml };

struct Attribute {
  std::string_view
      name;  // lower case in HTML; adjusted case in SVG ("viewBox"); "xlink:href" with its prefix
  std::string_view value;  // character references decoded
};

// A page as the tree a browser would build (HTML Standard §13.2), flat and immutable. Rules read
// this and nothing else. All views live as long as the Document. Movable, not copyable. Reading is
// const and safe from several threads. Content of <template> is kept as the template's children
// (is_template_content says so): it is not rendered.
class Document {
 public:
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  NodeId root() const { return 0; }
  std::size_t size() const;  // nodes

  NodeKind kind(NodeId node) const;
  bool is_element(NodeId node) const { return kind(node) == NodeKind::element; }
  NodeId parent(NodeId node) const;  // kNoNode of the root
  NodeId first_child(NodeId node) const;
  NodeId next_sibling(NodeId node) const;
  NodeId subtree_end(NodeId node) const;

  Tag tag(
      NodeId node) const;  // Tag::unknown of a custom or unknown element, and of what is no element
  std::string_view tag_name(
      NodeId node) const;  // "img", "my-element", "linearGradient"; empty of what is no element
  Space space(NodeId node) const;
  bool is(NodeId node, Tag tag) const {
    return this->tag(node) == tag && space(node) == Space::html;
  }

  std::span<const Attribute> attributes(NodeId node) const;
  std::optional<std::string_view> attribute(NodeId node,
                                            std::string_view name) const;  // name in lower case
  bool has_attribute(NodeId node, std::string_view name) const {
    return attribute(node, name).has_value();
  }
  std::string_view text(NodeId node) const;     // of a text or comment node, else empty
  std::string text_content(NodeId node) const;  // of all text below, in order

  std::span<const NodeId> elements() const;         // all elements in document order
  std::span<const NodeId> elements(Tag tag) const;  // HTML elements of this tag in document order
  // As getElementById: nothing inside a <template> is found.
  NodeId by_id(std::string_view id) const;  // the first, kNoNode if none
  std::span<const NodeId> all_by_id(std::string_view id) const;
  // Whether "#id" finds this element and no other; quirks mode compares ids whatever their case.
  bool id_is_unique(NodeId node) const;
  NodeId html() const;  // always there
  NodeId head() const;  // kNoNode where the page has none (frameset, fragment)
  NodeId body() const;

  // Where the start tag (text, comment) begins in source(), 1-based, columns in characters; 0 when
  // the parser implied the element. Logarithmic, and a column costs the length of what precedes it
  // in its line.
  std::uint32_t line(NodeId node) const;
  std::uint32_t column(NodeId node) const;
  // The start tag or the text as written; empty when implied.
  std::string_view source_of(NodeId node) const;
  std::string_view source() const;  // the page as UTF-8

  // 1-based place among the siblings of the same tag; 0 when it has none, and of what is no
  // element.
  std::uint32_t nth_of_type(NodeId node) const;

  bool is_template_content(NodeId node) const;
  bool quirks() const;
  std::optional<std::string_view> doctype() const;  // the name, "html"

  // Set when elements past the bound were dropped before parsing (ParseOptions::max_elements).
  bool too_large() const;
  std::size_t elements_dropped() const;

  bool is_rendered() const { return false; }  // only Documents of a browser are

 private:
  struct Parts;
  explicit Document(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
  friend class DocumentBuilder;
};

}  // namespace vigie::dom

#endif
