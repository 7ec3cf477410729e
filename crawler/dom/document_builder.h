#ifndef VIGIE_CRAWLER_DOM_DOCUMENT_BUILDER_H
#define VIGIE_CRAWLER_DOM_DOCUMENT_BUILDER_H

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/document_parts.h"
#include "crawler/dom/tag.h"

namespace vigie::dom {

// Puts a Document together from the outside in: open, attributes, what is inside, close. Whoever
// reads pages (Gumbo here, a browser elsewhere) builds through it. Reuse it: its memory serves the
// next page, and the finished Document holds exactly what it needs.
class DocumentBuilder {
 public:
  // The source is the builder's from here to finish(), which hands it to the Document.
  void begin(std::string source);
  std::string_view source() const { return source_; }
  std::string take_source() { return std::move(source_); }  // to begin with less of it
  void restart() { begin(std::move(source_)); }             // the same page anew

  void doctype(std::string_view name, SourceRange where);
  void open(std::string_view name, Space space, SourceRange where);
  void open(Tag tag, SourceRange where);  // of HTML
  // Of the element just opened, in order. Where name and value probably stand in the source, unless
  // they are views into it.
  void attribute(std::string_view name, std::string_view value, std::uint32_t name_at = kNowhere,
                 std::uint32_t value_at = kNowhere);
  void close();
  // Bytes that are a view into source(), or stand at `where`, are not copied.
  // Neighbouring texts become one, as in browsers.
  void text(std::string_view text, SourceRange where);
  void comment(std::string_view text, SourceRange where);

  void set_quirks(bool quirks) { quirks_ = quirks; }
  void set_dropped(std::size_t elements);

  Document finish();
  void trim();  // gives memory back

 private:
  static constexpr std::uint32_t kNowhere = 0xffffffff;

  struct Bytes {
    std::uint32_t begin = 0, length = 0;
    bool own = false;
  };
  struct PendingAttribute {
    Bytes name, value;
  };

  NodeId add(NodeKind kind, SourceRange where);
  Bytes keep(std::string_view bytes, std::uint32_t likely_at);
  bool extend_text(std::string_view text);
  std::uint32_t name_number(std::string_view name);
  static std::string_view view(const Document::Parts& parts, Bytes bytes);
  void open(std::uint32_t name, Space space, SourceRange where);
  void note_landmark(NodeId node, Tag tag);

  std::string source_, decoded_;
  std::vector<NodeRecord> nodes_;
  std::vector<PendingAttribute> attributes_;
  std::vector<std::string> names_;
  std::map<std::string, std::uint32_t, std::less<>> name_numbers_;
  NodeId current_ = 0;
  NodeId html_ = kNoNode, head_ = kNoNode, body_ = kNoNode;
  Bytes doctype_;
  bool has_doctype_ = false, quirks_ = false, too_large_ = false;
  std::size_t dropped_ = 0;
};

}  // namespace vigie::dom

#endif
