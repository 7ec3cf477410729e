#include "rules/page.h"

#include <cstddef>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "rules/accessibility/embedded_style.h"
#include "rules/accessibility/exposure.h"
#include "rules/white_space.h"

namespace vigie::rules {
namespace {

using crawler::equal_ignoring_case;
using dom::Document;
using dom::NodeId;
using dom::Tag;

// Honest pages spend two or three visits a node.
constexpr std::size_t kVisitsOfANode = 20;
constexpr std::size_t kVisitsOfAPage = 100'000;

// Is it code, not a data block (HTML Standard §4.12.1)?
bool is_code(const Document& page, NodeId script) {
  const auto type = page.attribute(script, "type");
  if (!type || trimmed(*type).empty()) return true;
  return equal_ignoring_case(trimmed(*type), "module") ||
         lower_case(*type).contains("javascript") || lower_case(*type).contains("ecmascript");
}

bool runs_script(const Document& page, NodeId element) {
  if (page.is(element, Tag::script)) return is_code(page, element);
  for (const auto& [name, value] : page.attributes(element))
    if (name.size() > 2 && name.starts_with("on") && !is_blank(value)) return true;
  return false;
}

bool is_style_sheet(const Document& page, NodeId element) {
  if (page.tag_name(element) != "style" || page.is_template_content(element)) return false;
  const auto type = page.attribute(element, "type");
  return (!type || type->empty() || equal_ignoring_case(*type, "text/css")) &&
         !is_for_print_only(page.attribute(element, "media").value_or("")) &&
         !page.is(page.parent(element), Tag::noscript);
}

}  // namespace

Page::Page(const Document& document)
    : document_(document),
      facts_(gather(document)),
      exposure_(document, facts_.style),
      labels_(document),
      budget_(kVisitsOfAPage + kVisitsOfANode * document.size()) {
  facts_.has_text = has_exposed_text(document, exposure_);
}

Page::Facts Page::gather(const Document& document) {
  Facts facts;
  for (const NodeId element : document.elements()) {
    if (document.is_template_content(element)) continue;
    if (document.has_attribute(element, "role")) facts.with_role.push_back(element);
    if (!facts.runs_scripts) facts.runs_scripts = runs_script(document, element);
    if (is_style_sheet(document, element)) facts.style.add_sheet(document.text_content(element));
  }
  return facts;
}

bool Page::has_exposed_text(const Document& document, const Exposure& exposure) {
  const NodeId body = document.body();
  if (body == dom::kNoNode) return false;
  for (NodeId node = body; node < document.subtree_end(body); ++node)
    if (document.kind(node) == dom::NodeKind::text && exposure.is_exposed(node) &&
        !is_blank(document.text(node)))
      return true;
  return false;
}

bool Page::spend(std::size_t nodes) const {
  if (nodes > budget_) return false;
  budget_ -= nodes;
  return true;
}

}  // namespace vigie::rules
