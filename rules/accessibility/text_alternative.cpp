#include "rules/accessibility/text_alternative.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "rules/accessibility/accessible_name.h"
#include "rules/accessibility/role.h"
#include "rules/page.h"
#include "rules/white_space.h"

namespace vigie::rules {
namespace {

using dom::Document;
using dom::NodeId;
using dom::NodeKind;
using dom::Tag;

// The parser stops nesting at 512; labels and references add one level each.
constexpr int kDeepest = 600;
constexpr std::size_t kBytesOfAVisit = 64;

std::string_view value_of(const Document& page, NodeId element, std::string_view name) {
  return page.attribute(element, name).value_or("");
}

// Elements that run on in a line; between others a person hears a pause.
bool is_inline(Tag tag) {
  switch (tag) {
    case Tag::unknown:
    case Tag::abbr:
    case Tag::b:
    case Tag::bdi:
    case Tag::bdo:
    case Tag::big:
    case Tag::cite:
    case Tag::code:
    case Tag::em:
    case Tag::font:
    case Tag::i:
    case Tag::mark:
    case Tag::s:
    case Tag::small:
    case Tag::span:
    case Tag::strong:
    case Tag::sub:
    case Tag::sup:
    case Tag::u:
    case Tag::wbr:
      return true;
    default:
      return false;
  }
}

std::string_view svg_title(const Document& page, NodeId element) {
  for (NodeId child = page.first_child(element); child != dom::kNoNode;
       child = page.next_sibling(child))
    if (page.space(child) == dom::Space::svg && page.tag_name(child) == "title")
      for (NodeId text = page.first_child(child); text != dom::kNoNode;
           text = page.next_sibling(text))
        if (!is_blank(page.text(text))) return page.text(text);
  return {};
}

// A drawing used from elsewhere in the page brings its title along in some browsers.
bool may_bring_a_title(const Document& page, NodeId use) {
  const std::string_view target =
      page.attribute(use, "href").value_or(value_of(page, use, "xlink:href"));
  if (!target.starts_with('#')) return false;
  const NodeId drawing = page.by_id(target.substr(1));
  return drawing != dom::kNoNode &&
         (!svg_title(page, drawing).empty() || !is_blank(value_of(page, drawing, "aria-label")));
}

NodeId chosen_option(const Document& page, NodeId select) {
  NodeId first = dom::kNoNode;
  for (NodeId node = select; node < page.subtree_end(select); ++node) {
    if (!page.is(node, Tag::option)) continue;
    if (page.has_attribute(node, "selected")) return node;
    if (first == dom::kNoNode) first = node;
  }
  return first;
}

}  // namespace

TextAlternative::TextAlternative(const Page& page, NodeId subject)
    : page_(page), subject_(subject), root_may_be_hidden_(page.exposure().may_be_hidden(subject)) {}

void TextAlternative::add_text(std::string_view text) {
  const std::string_view visible = without_leading_blanks(text);
  if (!text.empty() && visible.size() < text.size() && !text_.empty() && text_.back() != ' ')
    text_ += ' ';
  if (visible.empty()) return;
  ++pieces_;
  if (reason_ != Doubt::none) {
    doubt(reason_);
    if (sure_) return;
  } else if (!sure_) {
    text_.clear();  // what was in doubt before does not matter any more
    sure_ = true;
  }
  if (text_.size() <= kMostNameBytes) text_.append(visible.substr(0, 4 * kMostNameBytes));
}

void TextAlternative::doubt(Doubt doubt, std::string_view detail) {
  if (doubt_ != Doubt::none) return;
  doubt_ = doubt;
  detail_ = detail;
}

Name TextAlternative::name(NameSource source) const {
  std::string text = collapsed(text_);
  if (text.size() > kMostNameBytes) {
    std::size_t end = kMostNameBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
    text += "…";
  }
  if (sure_) return {.text = std::move(text), .source = source};
  return {.text = std::move(text), .source = source, .doubt = doubt_, .detail = detail_};
}

void TextAlternative::add_referenced(NodeId element, bool by_labelledby) {
  const bool hidden_before = std::exchange(include_hidden_, !page_.exposure().is_exposed(element));
  const bool in_before = std::exchange(in_labelledby_, in_labelledby_ || by_labelledby);
  const bool may_before =
      std::exchange(root_may_be_hidden_, page_.exposure().may_be_hidden(element));
  const NodeId root_before = std::exchange(root_, element);
  add_element(element);
  add_text(" ");
  root_ = root_before;
  root_may_be_hidden_ = may_before;
  in_labelledby_ = in_before;
  include_hidden_ = hidden_before;
}

void TextAlternative::add_children(NodeId element) {
  const Document& document = page_.document();
  if (page_.exposure().may_have_generated_text(element)) doubt(Doubt::generated_text);
  if (document.has_attribute(element, "aria-owns")) doubt(Doubt::owned_content);
  for (NodeId child = document.first_child(element); child != dom::kNoNode;
       child = document.next_sibling(child)) {
    // A name long enough to show is a name; the rest would only cost time.
    if (sure_ && text_.size() > kMostNameBytes) return;
    if (document.kind(child) == NodeKind::text) {
      const std::string_view text = document.text(child);
      if (!page_.spend(1 + text.size() / kBytesOfAVisit)) return doubt(Doubt::too_costly);
      add_text(text);
    } else if (document.is_element(child)) {
      add_element(child);
    }
  }
}

void TextAlternative::add_element(NodeId element) {
  const Exposure& exposure = page_.exposure();
  if (!include_hidden_ && !exposure.is_exposed(element)) return;
  if (depth_ == kDeepest || !page_.spend(1)) return doubt(Doubt::too_costly);
  // Text that a label brings for its own field says nothing new; that of a whole other control
  // does.
  if (element == subject_ && element != root_) return;
  const Document& document = page_.document();
  const Doubt reason_before = reason_;
  if (!include_hidden_ && !root_may_be_hidden_ && exposure.may_be_hidden(element))
    reason_ = Doubt::hidden_by_style;
  ++depth_;
  const bool spaced =
      document.space(element) != dom::Space::html || !is_inline(document.tag(element));
  if (spaced) add_text(" ");
  add_subtree(element);
  if (spaced) add_text(" ");
  --depth_;
  reason_ = reason_before;
}

// Steps 2B to 2I for one element below the root.
void TextAlternative::add_subtree(NodeId element) {
  const Document& document = page_.document();
  if (!in_labelledby_ && add_named_by(element)) return;
  if (element != root_ && add_embedded_control(element)) return;
  if (const std::string_view label = value_of(document, element, "aria-label"); !is_blank(label))
    return add_text(label);
  if (element == root_ && add_form_labels(element)) return;
  if (add_own_alternative(element)) return;
  const int pieces_before = pieces_;
  add_children(element);
  if (document.space(element) != dom::Space::html) return;
  if (pieces_ == pieces_before) add_text(value_of(document, element, "title"));
  if (!sure_ && document.tag_name(element).contains('-') && page_.may_grow())
    doubt(Doubt::custom_element, document.tag_name(element));
}

// A field that aria-labelledby points to counts with its own label.
bool TextAlternative::add_form_labels(NodeId element) {
  const int pieces_before = pieces_;
  for (const auto& [control, label] : page_.labels().of(element))
    if (label != subject_) add_children(label);
  return pieces_ != pieces_before;
}

// aria-labelledby of a part of the name; not followed a second time.
bool TextAlternative::add_named_by(NodeId element) {
  const Document& document = page_.document();
  const auto ids = document.attribute(element, "aria-labelledby");
  if (!ids) return false;
  bool found = false;
  for (const std::string_view id : words(*ids)) {
    const NodeId label = document.by_id(id);
    if (label == dom::kNoNode || document.is_template_content(label)) continue;
    if (!page_.spend(1)) {
      doubt(Doubt::too_costly);
      return true;
    }
    found = true;
    add_referenced(label, true);
  }
  return found;
}

// Step 2C: a control within a name counts with its value.
bool TextAlternative::add_embedded_control(NodeId element) {
  const Document& document = page_.document();
  switch (role_of(document, element)) {
    case Role::textbox:
    case Role::searchbox:
      if (document.is(element, Tag::input))
        add_text(value_of(document, element, "value"));
      else
        add_children(element);
      return true;
    case Role::combobox:
    case Role::listbox:
      if (document.is(element, Tag::select)) {
        if (const NodeId option = chosen_option(document, element); option != dom::kNoNode)
          add_children(option);
      } else if (document.is(element, Tag::input)) {
        add_text(value_of(document, element, "value"));
      } else {
        add_children(element);
      }
      return true;
    case Role::slider:
    case Role::spinbutton:
    case Role::meter:
    case Role::progressbar:
    case Role::scrollbar:
      for (const std::string_view attribute : {"aria-valuetext", "aria-valuenow", "value"})
        if (const std::string_view value = value_of(document, element, attribute);
            !is_blank(value)) {
          add_text(value);
          break;
        }
      return true;
    default:
      return false;
  }
}

// Step 2E: what the element's own language gives it instead of content.
bool TextAlternative::add_own_alternative(NodeId element) {
  const Document& document = page_.document();
  if (document.space(element) == dom::Space::svg) {
    if (document.tag_name(element) == "use" && may_bring_a_title(document, element))
      doubt(Doubt::owned_content);
    const std::string_view title = svg_title(document, element);
    add_text(title);
    return !title.empty();
  }
  switch (document.tag(element)) {
    case Tag::img:
    case Tag::area:
      add_image_alternative(element);
      return true;
    case Tag::input:
      if (const InputType type = input_type(document, element); type == InputType::image)
        add_image_alternative(element);
      else if (type == InputType::button)
        add_text(value_of(document, element, "value"));
      return true;
    case Tag::video:
    case Tag::audio:
    case Tag::iframe:
      add_text(value_of(document, element, "title"));
      return true;
    default:
      return false;
  }
}

void TextAlternative::add_image_alternative(NodeId image) {
  const Document& document = page_.document();
  const auto alt = document.attribute(image, "alt");
  if (!alt || (!alt->empty() && is_blank(*alt)))
    return add_text(value_of(document, image, "title"));
  const Doubt reason_before = reason_;
  // "Unless the element is marked as presentational" (2E): not every browser obeys.
  if (role_of(document, image) == Role::presentation) reason_ = Doubt::presentational;
  add_text(*alt);
  reason_ = reason_before;
}

}  // namespace vigie::rules
