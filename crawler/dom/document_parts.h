#ifndef VIGIE_CRAWLER_DOM_DOCUMENT_PARTS_H
#define VIGIE_CRAWLER_DOM_DOCUMENT_PARTS_H

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/dom/document.h"

namespace vigie::dom {

// A run of bytes of the source.
struct SourceRange {
  std::uint32_t begin = 0;
  std::uint32_t length = 0;  // 0: not written, the parser implied it
};

// One node in 28 bytes. The first child of n is n + 1 and its next sibling is its end, so that
// neither is kept.
struct NodeRecord {
  std::uint32_t parent = kNoNode;
  std::uint32_t end = 0;     // one past the last descendant
  SourceRange source;        // the start tag, text or comment as written
  std::uint32_t first = 0;   // element: its first attribute; text: where its bytes begin
  std::uint32_t second = 0;  // element: its name; text: how many bytes
  std::uint16_t attributes = 0;
  NodeKind kind : 3 = NodeKind::document;
  Space space : 2 = Space::html;
  bool own_text : 1 = false;  // the bytes lie in Parts::decoded, not in the source
  bool template_content : 1 = false;
};
static_assert(sizeof(NodeRecord) == 28);

// What a Document holds. Names below kTags are those of Tag, later ones stand in `names`.
struct Document::Parts {
  std::string source;
  std::string decoded;  // text and values that differ from how they are written
  std::vector<NodeRecord> nodes;
  std::vector<Attribute> attributes;
  std::vector<std::string> names;
  std::vector<NodeId> elements;
  std::vector<NodeId> by_tag;            // grouped by Tag, in document order within one
  std::vector<std::uint32_t> tag_begin;  // kTags + 1 offsets into by_tag
  NodeId html = kNoNode, head = kNoNode, body = kNoNode;
  std::optional<std::string_view> doctype;
  bool quirks = false;
  bool too_large = false;
  std::size_t elements_dropped = 0;

  // Made when first asked for, by whichever thread asks first.
  mutable std::once_flag lines_once, ids_once, ordinals_once;
  mutable std::vector<std::uint32_t> line_begins;
  mutable std::vector<NodeId> ids;  // elements that have an id, by id, then in document order
  mutable bool ids_clash =
      false;  // some differ in nothing but case, and the page is in quirks mode
  mutable std::vector<std::uint32_t> ordinals;  // see Document::nth_of_type

  std::string_view name_of(const NodeRecord& element) const;
  std::string_view id_of(NodeId element) const;
  void index_tags();
  void index_lines() const;
  void index_ids() const;
  void index_ordinals() const;
};

}  // namespace vigie::dom

#endif
