#include "rules/accessibility/exposure.h"

#include <set>
#include <string_view>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "rules/accessibility/embedded_style.h"
#include "rules/accessibility/inline_style.h"
#include "rules/accessibility/role.h"
#include "rules/noscript.h"
#include "rules/white_space.h"

namespace vigie::rules {
namespace {

using crawler::equal_ignoring_case;
using dom::Document;
using dom::NodeId;
using dom::Tag;

// display: none in the user agent style sheet of the HTML Standard §15.3.1, and content that only
// browsers without the element's feature show.
bool is_never_rendered(const Document& page, NodeId element) {
  switch (page.tag(element)) {
    case Tag::base:
    case Tag::basefont:
    case Tag::datalist:
    case Tag::head:
    case Tag::link:
    case Tag::meta:
    case Tag::noembed:
    case Tag::noframes:
    case Tag::noscript:
    case Tag::param:
    case Tag::rp:
    case Tag::script:
    case Tag::source:
    case Tag::style:
    case Tag::template_:
    case Tag::title:
    case Tag::track:
      return true;
    case Tag::audio:
      return !page.has_attribute(element, "controls");
    case Tag::dialog:
      return !page.has_attribute(element, "open");
    case Tag::input:
      return equal_ignoring_case(page.attribute(element, "type").value_or(""), "hidden");
    default:
      return false;
  }
}

bool is_never_rendered_svg(std::string_view name) {
  return name == "defs" || name == "symbol" || name == "clipPath" || name == "mask" ||
         name == "pattern" || name == "marker" || name == "linearGradient" ||
         name == "radialGradient" || name == "filter" || name == "metadata" || name == "style" ||
         name == "script" || name == "desc" || name == "title";
}

bool is_replaced_content(const Document& page, NodeId element) {
  const NodeId parent = page.parent(element);
  return page.is(parent, Tag::video) || page.is(parent, Tag::audio) || page.is(parent, Tag::iframe);
}

}  // namespace

Exposure::Exposure(const Document& page, const EmbeddedStyle& style) : flags_(page.size(), 0) {
  const Noscript noscript(page);
  for (NodeId node = 1; node < page.size(); ++node)
    flags_[node] = page.is_element(node)
                       ? flags_of(page, node, style, noscript)
                       : static_cast<Flags>(flags_[page.parent(node)] & kInherited);
  hide_unused_areas(page);
}

// Content that shows only when the element cannot do its work, or when the user asks for it.
bool Exposure::is_shown_only_perhaps(const Document& page, NodeId element) {
  const NodeId parent = page.parent(element);
  if (page.is(parent, Tag::object) || page.is(parent, Tag::canvas)) return true;
  if (!page.is(parent, Tag::details)) return false;
  const bool is_its_summary = page.is(element, Tag::summary) && (flags_[parent] & kHasSummary) == 0;
  if (is_its_summary) flags_[parent] |= kHasSummary;
  return !is_its_summary && !page.has_attribute(parent, "open");
}

Exposure::Flags Exposure::hidden_by_attributes(const Document& page, NodeId element,
                                               Flags flags) const {
  const bool html = page.space(element) == dom::Space::html;
  InlineStyle style;
  bool has_hidden = false;
  for (const auto& [name, value] : page.attributes(element)) {
    if (name == "style")
      style = read_inline_style(value);
    else if (html && name == "hidden")
      has_hidden = true;
    else if (!html && ((name == "display" && trimmed(value) == "none") ||
                       (name == "visibility" && trimmed(value) == "hidden")))
      flags |= kNotRendered;
    else if ((html && name == "inert") ||
             (name == "aria-hidden" && equal_ignoring_case(trimmed(value), "true")))
      flags |= kAriaHidden;
  }
  if (style.display == Said::hides || style.content_visibility == Said::hides ||
      (has_hidden && style.display == Said::nothing))
    flags |= kNotRendered;
  if (style.visibility == Said::hides) flags |= kInvisible;
  if (style.visibility == Said::shows) flags &= static_cast<Flags>(~kInvisible);
  if (style.display == Said::unclear || style.visibility == Said::unclear ||
      style.content_visibility == Said::unclear)
    flags |= kPerhaps;
  return flags;
}

Exposure::Flags Exposure::flags_of(const Document& page, NodeId element, const EmbeddedStyle& style,
                                   const Noscript& noscript) {
  const NodeId parent = page.parent(element);
  const bool html = page.space(element) == dom::Space::html;
  auto flags = hidden_by_attributes(page, element, static_cast<Flags>(flags_[parent] & kInherited));
  if ((flags_[parent] & kMakesAtomic) != 0) flags |= kAtomic;
  if (has_presentational_children(page, element)) flags |= kMakesAtomic;
  if (html ? is_never_rendered(page, element) || is_replaced_content(page, element)
           : is_never_rendered_svg(page.tag_name(element)))
    flags |= kNotRendered;
  if (noscript.holds(element)) flags |= kNotRendered;
  if ((html && is_shown_only_perhaps(page, element)) || style.may_hide(page, element))
    flags |= kPerhaps;
  if (style.may_generate_text(page, element)) flags |= kGenerated;
  return flags;
}

// An area is there only where an image uses its map.
void Exposure::hide_unused_areas(const Document& page) {
  const auto areas = page.elements(Tag::area);
  if (areas.empty()) return;
  std::set<std::string_view> used;
  for (const Tag tag : {Tag::img, Tag::object, Tag::input})
    for (const NodeId element : page.elements(tag))
      if (const auto map = page.attribute(element, "usemap");
          map && map->starts_with('#') && is_exposed(element))
        used.insert(map->substr(1));
  std::set<NodeId> used_maps;
  for (const NodeId map : page.elements(Tag::map))
    if (used.contains(page.attribute(map, "name").value_or(page.attribute(map, "id").value_or(""))))
      used_maps.insert(map);
  for (const NodeId area : areas) {
    NodeId ancestor = page.parent(area);
    while (ancestor != dom::kNoNode && !page.is(ancestor, Tag::map))
      ancestor = page.parent(ancestor);
    if (ancestor == dom::kNoNode || !used_maps.contains(ancestor)) flags_[area] |= kNotRendered;
  }
}

}  // namespace vigie::rules
