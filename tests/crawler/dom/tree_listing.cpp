#include "tests/crawler/dom/tree_listing.h"

#include <gumbo.h>

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"

namespace vigie::dom {
namespace {

class Listing {
 public:
  void doctype(std::size_t depth, std::string_view name) {
    line(depth, "<!DOCTYPE " + std::string(name) + ">");
  }

  void element(std::size_t depth, Space space, std::string_view name,
               const std::map<std::string, std::string>& attributes) {
    const std::string prefix = space == Space::svg ? "svg " : space == Space::mathml ? "math " : "";
    line(depth, std::string("<").append(prefix).append(name).append(">"));
    for (const auto& [key, value] : attributes)
      line(depth + 1, std::string(key).append("=\"").append(value).append("\""));
    if (space == Space::html && name == "template") line(depth + 1, "content");
  }

  void text(std::size_t depth, std::string_view text) {
    if (text_depth_ == depth) {
      text_ += text;
      return;
    }
    flush();
    text_depth_ = depth;
    text_ = text;
  }

  void comment(std::size_t depth, std::string_view text) {
    line(depth, "<!-- " + std::string(text) + " -->");
  }

  std::string finish() {
    flush();
    return lines_;
  }

 private:
  static constexpr std::size_t kNoText = 0xffffffff;

  void line(std::size_t depth, const std::string& content) {
    flush();
    put(depth, content);
  }

  void put(std::size_t depth, const std::string& content) {
    lines_ += "| " + std::string(2 * depth, ' ') + content + "\n";
  }

  void flush() {
    if (text_depth_ != kNoText) put(text_depth_, "\"" + text_ + "\"");
    text_depth_ = kNoText;
  }

  std::string lines_, text_;
  std::size_t text_depth_ = kNoText;
};

// "xlink:href" of foreign elements is the name "href" in the namespace that html5lib writes
// "xlink".
std::string attribute_name(std::string_view name, Space space) {
  std::string written{name};
  if (space == Space::html) return written;
  for (const std::string_view prefix : {"xlink:", "xml:", "xmlns:"})
    if (name.starts_with(prefix)) written[prefix.size() - 1] = ' ';
  return written;
}

bool is_template(const Document& page, NodeId node) { return page.is(node, Tag::template_); }

}  // namespace

std::string listing(const Document& page, NodeId root) {
  Listing out;
  std::vector<std::size_t> depth(page.size(), 0);  // of what each node holds
  for (NodeId node = root + 1; node < page.subtree_end(root); ++node) {
    const std::size_t here = page.parent(node) == root ? 0 : depth[page.parent(node)];
    switch (page.kind(node)) {
      case NodeKind::doctype:
        out.doctype(here, page.doctype().value_or(""));
        break;
      case NodeKind::element: {
        std::map<std::string, std::string> attributes;
        for (const Attribute& attribute : page.attributes(node))
          attributes.emplace(attribute_name(attribute.name, page.space(node)), attribute.value);
        out.element(here, page.space(node), page.tag_name(node), attributes);
        depth[node] = here + (is_template(page, node) ? 2 : 1);
        break;
      }
      case NodeKind::text:
        out.text(here, page.text(node));
        break;
      case NodeKind::comment:
        out.comment(here, page.text(node));
        break;
      case NodeKind::document:
        break;
    }
  }
  return out.finish();
}

namespace {

std::string tag_name(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN && element.tag_namespace == GUMBO_NAMESPACE_HTML)
    return gumbo_normalized_tagname(element.tag);
  GumboStringPiece written = element.original_tag;
  gumbo_tag_from_original_text(&written);
  if (written.data == nullptr) return gumbo_normalized_tagname(element.tag);
  if (element.tag_namespace == GUMBO_NAMESPACE_SVG)
    if (const char* adjusted = gumbo_normalize_svg_tagname(&written)) return adjusted;
  std::string name(written.data, written.length);
  for (char& letter : name)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return name;
}

void list(const GumboElement& element, std::size_t depth, Listing& out) {
  static constexpr std::array kSpaces{Space::html, Space::svg, Space::mathml};
  static constexpr std::array kPrefixes{"", "xlink ", "xml ", "xmlns "};
  std::map<std::string, std::string> attributes;
  for (unsigned at = 0; at < element.attributes.length; ++at) {
    const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[at]);
    const std::string_view name = attribute.name;
    const bool bare = attribute.attr_namespace == GUMBO_ATTR_NAMESPACE_XMLNS && name == "xmlns";
    attributes.emplace((bare ? "" : kPrefixes.at(attribute.attr_namespace)) + std::string(name),
                       attribute.value);
  }
  out.element(depth, kSpaces.at(element.tag_namespace), tag_name(element), attributes);
}

void list(const GumboVector& children, std::size_t depth, Listing& out) {
  for (unsigned at = 0; at < children.length; ++at) {
    const auto& node = *static_cast<const GumboNode*>(children.data[at]);
    switch (node.type) {
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE:
        list(node.v.element, depth, out);
        // Not how a page must be walked, but test cases are shallow.
        list(node.v.element.children, depth + (node.type == GUMBO_NODE_TEMPLATE ? 2 : 1), out);
        break;
      case GUMBO_NODE_COMMENT:
        out.comment(depth, node.v.text.text);
        break;
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        out.text(depth, node.v.text.text);
        break;
      case GUMBO_NODE_DOCUMENT:
        break;
    }
  }
}

}  // namespace

std::string listing(const GumboNode& root) {
  Listing out;
  const bool document = root.type == GUMBO_NODE_DOCUMENT;
  if (document && root.v.document.has_doctype) out.doctype(0, root.v.document.name);
  list(document ? root.v.document.children : root.v.element.children, 0, out);
  return out.finish();
}

}  // namespace vigie::dom
