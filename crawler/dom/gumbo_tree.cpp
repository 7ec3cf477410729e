#include "crawler/dom/gumbo_tree.h"

#include <gumbo.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/document_builder.h"
#include "crawler/dom/document_parts.h"

namespace vigie::dom {
namespace {

constexpr std::string_view kWhiteSpace = "\t\n\f\r ";

// Where the doctype token begins: Gumbo does not say. Before it only white space, comments and what
// the tokenizer takes for comments can stand.
std::optional<std::size_t> find_doctype(std::string_view page) {
  std::size_t at = 0;
  while ((at = page.find_first_not_of(kWhiteSpace, at)) != std::string_view::npos) {
    if (page[at] != '<') return std::nullopt;
    if (crawler::lower_case(page.substr(at, 9)) == "<!doctype") return at;
    const bool comment = page.substr(at, 4) == "<!--";
    const std::size_t close = page.find(comment ? "-->" : ">", comment ? at + 2 : at);
    if (close == std::string_view::npos) return std::nullopt;
    at = close + (comment ? 3 : 1);
  }
  return std::nullopt;
}

class Copy {
 public:
  Copy(std::string_view parsed, DocumentBuilder& builder)
      : parsed_(parsed),
        base_(static_cast<std::uint32_t>(parsed.data() - builder.source().data())),
        builder_(builder) {}

  void document(const GumboDocument& document);

 private:
  struct Open {
    const GumboVector* children;
    unsigned next;
  };

  void enter(const GumboNode& node);
  void element(const GumboElement& element);
  void attribute(const GumboAttribute& attribute);
  std::string_view tag_name(const GumboElement& element);
  SourceRange range(const GumboStringPiece& piece) const;

  std::string_view parsed_;
  std::uint32_t base_;
  DocumentBuilder& builder_;
  std::vector<Open> open_;
  std::string name_;
};

SourceRange Copy::range(const GumboStringPiece& piece) const {
  const std::less<> before;
  const char* const end = parsed_.data() + parsed_.size();
  if (piece.data == nullptr || before(piece.data, parsed_.data()) || before(end, piece.data))
    return {};
  const auto at = static_cast<std::size_t>(piece.data - parsed_.data());
  return {base_ + static_cast<std::uint32_t>(at),
          static_cast<std::uint32_t>(std::min(piece.length, parsed_.size() - at))};
}

// Gumbo names what HTML knows; the rest is read from the tag as written.
std::string_view Copy::tag_name(const GumboElement& element) {
  const bool foreign = element.tag_namespace != GUMBO_NAMESPACE_HTML;
  const SourceRange tag = range(element.original_tag);
  if (tag.length < 2 || (!foreign && element.tag != GUMBO_TAG_UNKNOWN))
    return gumbo_normalized_tagname(element.tag);
  const std::string_view written = builder_.source().substr(tag.begin + 1, tag.length - 1);
  const std::string_view name = written.substr(0, written.find_first_of("\t\n\f\r />"));
  if (element.tag_namespace == GUMBO_NAMESPACE_SVG) {
    const GumboStringPiece piece{name.data(), name.size()};
    if (const char* adjusted = gumbo_normalize_svg_tagname(&piece)) return adjusted;
  }
  name_ = crawler::lower_case(name);
  for (std::size_t at = 0; (at = name_.find('\0', at)) != std::string::npos;)
    name_.replace(at, 1, "\xEF\xBF\xBD");
  return name_;
}

void Copy::attribute(const GumboAttribute& attribute) {
  std::string_view name = attribute.name;
  switch (attribute.attr_namespace) {
    case GUMBO_ATTR_NAMESPACE_NONE:
      break;
    case GUMBO_ATTR_NAMESPACE_XLINK:
      name_ = "xlink:";
      name = name_ += name;
      break;
    case GUMBO_ATTR_NAMESPACE_XML:
      name_ = "xml:";
      name = name_ += name;
      break;
    case GUMBO_ATTR_NAMESPACE_XMLNS:
      name_ = name == "xmlns" ? "" : "xmlns:";
      name = name_ += name;
      break;
  }
  const SourceRange written_name = range(attribute.original_name);
  const SourceRange written = range(attribute.original_value);
  const char first = written.length > 0 ? builder_.source()[written.begin] : ' ';
  const std::uint32_t quote = first == '"' || first == '\'' ? 1 : 0;
  builder_.attribute(name, attribute.value, written_name.begin, written.begin + quote);
}

void Copy::element(const GumboElement& element) {
  static constexpr Space kSpaces[] = {Space::html, Space::svg, Space::mathml};
  builder_.open(tag_name(element), kSpaces[element.tag_namespace], range(element.original_tag));
  for (unsigned at = 0; at < element.attributes.length; ++at)
    attribute(*static_cast<const GumboAttribute*>(element.attributes.data[at]));
}

void Copy::enter(const GumboNode& node) {
  switch (node.type) {
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      element(node.v.element);
      open_.push_back({&node.v.element.children, 0});
      break;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
      builder_.text(node.v.text.text, range(node.v.text.original_text));
      break;
    case GUMBO_NODE_COMMENT:
      builder_.comment(node.v.text.text, range(node.v.text.original_text));
      break;
    case GUMBO_NODE_DOCUMENT:
      break;
  }
}

// Gumbo leaves the mode of a fragment unset, which no enumeration may be read as.
bool is_quirks(const GumboDocument& document) {
  std::underlying_type_t<GumboQuirksModeEnum> mode{};
  std::memcpy(&mode, &document.doc_type_quirks_mode, sizeof mode);
  return mode == GUMBO_DOCTYPE_QUIRKS;
}

void Copy::document(const GumboDocument& document) {
  bool doctype_due = document.has_doctype;
  const std::size_t doctype_at = doctype_due ? find_doctype(parsed_).value_or(0) : 0;
  const auto put_doctype = [&] {
    const std::size_t close = parsed_.find('>', doctype_at);
    const std::size_t length = std::min(close, parsed_.size() - 1) + 1 - doctype_at;
    builder_.doctype(document.name, {base_ + static_cast<std::uint32_t>(doctype_at),
                                     static_cast<std::uint32_t>(length)});
    doctype_due = false;
  };
  builder_.set_quirks(is_quirks(document));
  for (unsigned at = 0; at < document.children.length; ++at) {
    const auto& child = *static_cast<const GumboNode*>(document.children.data[at]);
    const bool comment_before = child.type == GUMBO_NODE_COMMENT &&
                                range(child.v.text.original_text).begin < base_ + doctype_at;
    if (doctype_due && !comment_before) put_doctype();
    enter(child);
    while (!open_.empty()) {
      Open& top = open_.back();
      if (top.next < top.children->length) {
        enter(*static_cast<const GumboNode*>(top.children->data[top.next++]));
      } else {
        open_.pop_back();
        builder_.close();
      }
    }
  }
  if (doctype_due) put_doctype();
}

}  // namespace

void copy_tree(const GumboOutput& tree, std::string_view parsed, DocumentBuilder& builder) {
  Copy(parsed, builder).document(tree.document->v.document);
}

}  // namespace vigie::dom
