#include "rules/accessibility/accessible_name.h"

#include <fmt/core.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "rules/accessibility/role.h"
#include "rules/accessibility/text_alternative.h"
#include "rules/page.h"
#include "rules/white_space.h"

namespace vigie::rules {
namespace {

using dom::Document;
using dom::NodeId;
using dom::Tag;

std::string_view value_of(const Document& page, NodeId element, std::string_view name) {
  return page.attribute(element, name).value_or("");
}

// The code points of a text made of private-use characters (U+E000–F8FF, in UTF-8 EE 80 80 – EF A3
// BF) and spaces, as "U+F09A"; empty when it holds anything else.
std::string private_use(std::string_view text) {
  std::string points;
  while (!text.empty()) {
    const auto byte = [&](std::size_t at) {
      return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    if (text.front() == ' ') {
      text.remove_prefix(1);
      continue;
    }
    const unsigned point = ((byte(0) & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);
    if ((byte(0) & 0xF0U) != 0xE0U || point < 0xE000 || point > 0xF8FF) return {};
    points += fmt::format("{}U+{:04X}", points.empty() ? "" : " ", point);
    text.remove_prefix(3);
  }
  return points;
}

// Asks one source after the other, in the order of the computation, and keeps the first sure name;
// else the first one in doubt.
class NameComputation {
 public:
  NameComputation(const Page& page, NodeId element)
      : page_(page), document_(page.document()), element_(element) {}

  Name compute() {
    if (by_reference() || by_attribute("aria-label", NameSource::aria_label) || by_labels() ||
        by_nature() || by_content() || by_title() || by_placeholder())
      return sure_;
    return in_doubt_.value_or(Name{});
  }

 private:
  bool take(Name name) {
    if (name.text.empty() && name.is_sure()) return false;
    if (name.is_sure()) {
      const std::string points = private_use(name.text);
      if (points.empty()) {
        sure_ = std::move(name);
        return true;
      }
      name.doubt = Doubt::private_use;
      name.detail = points;
    }
    if (!in_doubt_) in_doubt_ = std::move(name);
    return false;
  }

  bool by_reference() {
    const auto ids = document_.attribute(element_, "aria-labelledby");
    if (!ids) return false;
    TextAlternative text(page_, element_);
    std::string_view missing;
    for (const std::string_view id : words(*ids)) {
      const NodeId label = document_.by_id(id);
      if (label != dom::kNoNode && !document_.is_template_content(label))
        text.add_referenced(label, true);
      else if (missing.empty())
        missing = id;
    }
    if (!missing.empty() && page_.may_grow()) text.doubt(Doubt::missing_reference, missing);
    return take(text.name(NameSource::aria_labelledby));
  }

  bool by_attribute(std::string_view attribute, NameSource source) {
    TextAlternative text(page_, element_);
    text.add_text(value_of(document_, element_, attribute));
    return take(text.name(source));
  }

  bool by_labels() {
    TextAlternative text(page_, element_);
    for (const auto& [control, label] : page_.labels().of(element_))
      text.add_referenced(label, false);
    return take(text.name(NameSource::label));
  }

  bool by_nature() {
    if (document_.space(element_) == dom::Space::svg) return by_svg_title();
    switch (document_.tag(element_)) {
      case Tag::img:
      case Tag::area:
        return by_attribute("alt", NameSource::alternative);
      case Tag::input:
        return by_input_type();
      case Tag::fieldset:
        return by_child(Tag::legend);
      case Tag::table:
        return by_child(Tag::caption);
      case Tag::figure:
        return by_child(Tag::figcaption);
      default:
        return false;
    }
  }

  bool by_svg_title() {
    TextAlternative text(page_, element_);
    for (NodeId child = document_.first_child(element_); child != dom::kNoNode;
         child = document_.next_sibling(child))
      if (document_.space(child) == dom::Space::svg && document_.tag_name(child) == "title") {
        text.add_children(child);
        break;
      }
    return take(text.name(NameSource::alternative)) ||
           by_attribute("xlink:title", NameSource::title);
  }

  bool by_input_type() {
    const InputType type = input_type(document_, element_);
    if (type == InputType::image) return by_attribute("alt", NameSource::alternative);
    if (type != InputType::button) return false;
    if (by_attribute("value", NameSource::value)) return true;
    const std::string_view kind = value_of(document_, element_, "type");
    const bool submits = crawler::equal_ignoring_case(kind, "submit");
    if (!submits && !crawler::equal_ignoring_case(kind, "reset")) return false;
    // The browser writes the text itself, in its own language.
    Name name{.text = submits ? "Submit" : "Reset", .source = NameSource::value};
    if (document_.has_attribute(element_, "value"))
      name = {.source = NameSource::value, .doubt = Doubt::empty_value};
    return take(std::move(name));
  }

  bool by_child(Tag tag) {
    for (NodeId child = document_.first_child(element_); child != dom::kNoNode;
         child = document_.next_sibling(child))
      if (document_.is(child, tag)) {
        TextAlternative text(page_, element_);
        text.add_referenced(child, false);
        return take(text.name(NameSource::caption));
      }
    return false;
  }

  bool by_content() {
    if (!takes_name_from_content(role_of(document_, element_))) return false;
    TextAlternative text(page_, element_);
    text.add_children(element_);
    if (const std::string_view tag = document_.tag_name(element_);
        tag.contains('-') && page_.may_grow())
      text.doubt(Doubt::custom_element, tag);
    return take(text.name(NameSource::content));
  }

  bool by_title() {
    return document_.space(element_) == dom::Space::html &&
           by_attribute("title", NameSource::title);
  }

  // The last resort: not while something better may be there.
  bool by_placeholder() {
    if (in_doubt_) return false;
    const bool typed_into =
        document_.is(element_, Tag::textarea) || document_.is(element_, Tag::input);
    return (typed_into && by_attribute("placeholder", NameSource::placeholder)) ||
           by_attribute("aria-placeholder", NameSource::placeholder);
  }

  const Page& page_;
  const Document& document_;
  NodeId element_;
  Name sure_;
  std::optional<Name> in_doubt_;
};

}  // namespace

Name accessible_name(const Page& page, NodeId element) {
  return NameComputation(page, element).compute();
}

}  // namespace vigie::rules
