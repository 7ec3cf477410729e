#include "rules/accessibility/role.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "rules/white_space.h"

namespace vigie::rules {
namespace {

using crawler::equal_ignoring_case;
using dom::Document;
using dom::NodeId;
using dom::Tag;

struct NamedRole {
  std::string_view name;
  Role role;
};

// Every role that is not abstract; a word that is not here is passed over.
constexpr auto kRoles = std::to_array<NamedRole>({
    {"alert", Role::other},
    {"alertdialog", Role::other},
    {"application", Role::other},
    {"article", Role::other},
    {"associationlist", Role::other},
    {"associationlistitemkey", Role::other},
    {"associationlistitemvalue", Role::other},
    {"banner", Role::other},
    {"blockquote", Role::other},
    {"button", Role::button},
    {"caption", Role::other},
    {"cell", Role::other},
    {"checkbox", Role::checkbox},
    {"code", Role::other},
    {"columnheader", Role::other},
    {"combobox", Role::combobox},
    {"comment", Role::other},
    {"complementary", Role::other},
    {"contentinfo", Role::other},
    {"definition", Role::other},
    {"deletion", Role::other},
    {"dialog", Role::other},
    {"directory", Role::other},
    {"doc-abstract", Role::other},
    {"doc-acknowledgments", Role::other},
    {"doc-afterword", Role::other},
    {"doc-appendix", Role::other},
    {"doc-backlink", Role::link},
    {"doc-biblioentry", Role::other},
    {"doc-bibliography", Role::other},
    {"doc-biblioref", Role::link},
    {"doc-chapter", Role::other},
    {"doc-colophon", Role::other},
    {"doc-conclusion", Role::other},
    {"doc-cover", Role::img},
    {"doc-credit", Role::other},
    {"doc-credits", Role::other},
    {"doc-dedication", Role::other},
    {"doc-endnote", Role::other},
    {"doc-endnotes", Role::other},
    {"doc-epigraph", Role::other},
    {"doc-epilogue", Role::other},
    {"doc-errata", Role::other},
    {"doc-example", Role::other},
    {"doc-footnote", Role::other},
    {"doc-foreword", Role::other},
    {"doc-glossary", Role::other},
    {"doc-glossref", Role::link},
    {"doc-index", Role::other},
    {"doc-introduction", Role::other},
    {"doc-noteref", Role::link},
    {"doc-notice", Role::other},
    {"doc-pagebreak", Role::separator},
    {"doc-pagefooter", Role::other},
    {"doc-pageheader", Role::other},
    {"doc-pagelist", Role::other},
    {"doc-part", Role::other},
    {"doc-preface", Role::other},
    {"doc-prologue", Role::other},
    {"doc-pullquote", Role::other},
    {"doc-qna", Role::other},
    {"doc-subtitle", Role::other},
    {"doc-tip", Role::other},
    {"doc-toc", Role::other},
    {"document", Role::other},
    {"emphasis", Role::other},
    {"feed", Role::other},
    {"figure", Role::other},
    {"form", Role::other},
    {"generic", Role::other},
    {"graphics-document", Role::graphics_document},
    {"graphics-object", Role::other},
    {"graphics-symbol", Role::graphics_symbol},
    {"grid", Role::other},
    {"gridcell", Role::other},
    {"group", Role::other},
    {"heading", Role::heading},
    {"image", Role::img},
    {"img", Role::img},
    {"insertion", Role::other},
    {"link", Role::link},
    {"list", Role::other},
    {"listbox", Role::listbox},
    {"listitem", Role::other},
    {"log", Role::other},
    {"main", Role::other},
    {"mark", Role::other},
    {"marquee", Role::other},
    {"math", Role::other},
    {"menu", Role::other},
    {"menubar", Role::other},
    {"menuitem", Role::menuitem},
    {"menuitemcheckbox", Role::menuitemcheckbox},
    {"menuitemradio", Role::menuitemradio},
    {"meter", Role::meter},
    {"navigation", Role::other},
    {"none", Role::presentation},
    {"note", Role::other},
    {"option", Role::option},
    {"paragraph", Role::other},
    {"presentation", Role::presentation},
    {"progressbar", Role::progressbar},
    {"radio", Role::radio},
    {"radiogroup", Role::other},
    {"region", Role::other},
    {"row", Role::other},
    {"rowgroup", Role::other},
    {"rowheader", Role::other},
    {"scrollbar", Role::scrollbar},
    {"search", Role::other},
    {"searchbox", Role::searchbox},
    {"separator", Role::separator},
    {"slider", Role::slider},
    {"spinbutton", Role::spinbutton},
    {"status", Role::other},
    {"strong", Role::other},
    {"subscript", Role::other},
    {"suggestion", Role::other},
    {"superscript", Role::other},
    {"switch", Role::switch_},
    {"tab", Role::tab},
    {"table", Role::other},
    {"tablist", Role::other},
    {"tabpanel", Role::other},
    {"term", Role::other},
    {"textbox", Role::textbox},
    {"time", Role::other},
    {"timer", Role::other},
    {"toolbar", Role::other},
    {"tooltip", Role::other},
    {"tree", Role::other},
    {"treegrid", Role::other},
    {"treeitem", Role::treeitem},
});
static_assert(std::ranges::is_sorted(kRoles, {}, &NamedRole::name));

// aria-hidden is left out: where it hides, nothing else matters. Those that WAI-ARIA 1.2 no longer
// calls global (disabled, errormessage, haspopup, invalid) still count in browsers.
constexpr auto kGlobalAttributes = std::to_array<std::string_view>(
    {"aria-atomic",         "aria-busy",         "aria-controls",     "aria-current",
     "aria-describedby",    "aria-description",  "aria-details",      "aria-disabled",
     "aria-dropeffect",     "aria-errormessage", "aria-flowto",       "aria-grabbed",
     "aria-haspopup",       "aria-invalid",      "aria-keyshortcuts", "aria-label",
     "aria-labelledby",     "aria-live",         "aria-owns",         "aria-relevant",
     "aria-roledescription"});
static_assert(std::ranges::is_sorted(kGlobalAttributes));

bool has_global_attribute(const Document& page, NodeId element) {
  return std::ranges::any_of(page.attributes(element), [](const dom::Attribute& attribute) {
    return attribute.name.starts_with("aria-") &&
           std::ranges::find(kGlobalAttributes, attribute.name) != kGlobalAttributes.end() &&
           !is_blank(attribute.value);
  });
}

bool is_disabled(const Document& page, NodeId control) {
  if (page.has_attribute(control, "disabled")) return true;
  NodeId below = control;
  for (NodeId node = page.parent(control); node != dom::kNoNode; node = page.parent(node)) {
    // The first legend of a disabled fieldset stays enabled (HTML §4.10.15).
    if (page.is(node, Tag::fieldset) && page.has_attribute(node, "disabled") &&
        !page.is(below, Tag::legend))
      return true;
    below = node;
  }
  return false;
}

std::optional<Role> explicit_role(const Document& page, NodeId element) {
  const auto written = page.attribute(element, "role");
  if (!written) return std::nullopt;
  for (const std::string_view word : words(*written)) {
    const std::string name = lower_case(word);
    const auto* const found = std::ranges::find(kRoles, name, &NamedRole::name);
    if (found == kRoles.end()) continue;
    if (found->role == Role::presentation &&
        (is_focusable(page, element) || has_global_attribute(page, element)))
      return std::nullopt;
    return found->role;
  }
  return std::nullopt;
}

Role role_of_input(const Document& page, NodeId input) {
  const bool has_list = page.has_attribute(input, "list");
  switch (input_type(page, input)) {
    case InputType::text:
      return has_list ? Role::combobox : Role::textbox;
    case InputType::search:
      return has_list ? Role::combobox : Role::searchbox;
    case InputType::choice:
      return equal_ignoring_case(page.attribute(input, "type").value_or(""), "radio")
                 ? Role::radio
                 : Role::checkbox;
    case InputType::number:
      return Role::spinbutton;
    case InputType::range:
      return Role::slider;
    case InputType::button:
    case InputType::image:
      return Role::button;
    case InputType::hidden:
    case InputType::other:
      break;
  }
  return Role::other;
}

Role role_of_select(const Document& page, NodeId select) {
  if (page.has_attribute(select, "multiple")) return Role::listbox;
  const std::string_view size = trimmed(page.attribute(select, "size").value_or(""));
  int rows = 0;
  std::from_chars(size.data(), size.data() + size.size(), rows);
  return rows > 1 ? Role::listbox : Role::combobox;
}

// An empty alt makes an image decorative, unless an ARIA attribute names it all the same.
bool is_decorative_image(const Document& page, NodeId image) {
  const auto alt = page.attribute(image, "alt");
  return alt && alt->empty() && is_blank(page.attribute(image, "aria-label").value_or("")) &&
         is_blank(page.attribute(image, "aria-labelledby").value_or(""));
}

Role role_by_nature(const Document& page, NodeId element) {
  if (page.space(element) == dom::Space::svg)
    return page.tag_name(element) == "a" && (page.has_attribute(element, "href") ||
                                             page.has_attribute(element, "xlink:href"))
               ? Role::link
               : Role::other;
  switch (page.tag(element)) {
    case Tag::a:
    case Tag::area:
      return page.has_attribute(element, "href") ? Role::link : Role::other;
    case Tag::button:
      return Role::button;
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
      return Role::heading;
    case Tag::hr:
      return Role::separator;
    case Tag::img:
      return is_decorative_image(page, element) ? Role::presentation : Role::img;
    case Tag::input:
      return role_of_input(page, element);
    case Tag::meter:
      return Role::meter;
    case Tag::option:
      return Role::option;
    case Tag::progress:
      return Role::progressbar;
    case Tag::select:
      return role_of_select(page, element);
    case Tag::textarea:
      return Role::textbox;
    default:
      return Role::other;
  }
}

}  // namespace

Role role_of(const Document& page, NodeId element) {
  if (const auto role = explicit_role(page, element)) return *role;
  return role_by_nature(page, element);
}

bool has_explicit_role(const Document& page, NodeId element) {
  return explicit_role(page, element).has_value();
}

bool takes_name_from_content(Role role) {
  switch (role) {
    case Role::button:
    case Role::checkbox:
    case Role::heading:
    case Role::link:
    case Role::menuitem:
    case Role::menuitemcheckbox:
    case Role::menuitemradio:
    case Role::option:
    case Role::radio:
    case Role::switch_:
    case Role::tab:
    case Role::treeitem:
      return true;
    default:
      return false;
  }
}

bool has_presentational_children(const Document& page, NodeId element) {
  switch (role_of(page, element)) {
    case Role::button:
    case Role::checkbox:
    case Role::graphics_symbol:
    case Role::img:
    case Role::menuitemcheckbox:
    case Role::menuitemradio:
    case Role::meter:
    case Role::option:
    case Role::progressbar:
    case Role::radio:
    case Role::scrollbar:
    case Role::separator:
    case Role::slider:
    case Role::switch_:
    case Role::tab:
      return true;
    default:
      return false;
  }
}

bool is_focusable(const Document& page, NodeId element) {
  switch (page.space(element) == dom::Space::html ? page.tag(element) : Tag::unknown) {
    case Tag::button:
    case Tag::input:
    case Tag::select:
    case Tag::textarea:
      return !is_disabled(page, element) &&
             (!page.is(element, Tag::input) || input_type(page, element) != InputType::hidden);
    case Tag::a:
    case Tag::area:
      if (page.has_attribute(element, "href")) return true;
      break;
    case Tag::iframe:
      return true;
    case Tag::summary:
      if (page.is(page.parent(element), Tag::details)) return true;
      break;
    case Tag::audio:
    case Tag::video:
      if (page.has_attribute(element, "controls")) return true;
      break;
    default:
      break;
  }
  if (const auto editable = page.attribute(element, "contenteditable");
      editable && !equal_ignoring_case(*editable, "false"))
    return true;
  const std::string_view index = trimmed(page.attribute(element, "tabindex").value_or(""));
  int number = 0;
  return std::from_chars(index.data(), index.data() + index.size(), number).ec == std::errc{};
}

InputType input_type(const Document& page, NodeId input) {
  static constexpr auto kTypes =
      std::to_array<std::pair<std::string_view, InputType>>({{"button", InputType::button},
                                                             {"checkbox", InputType::choice},
                                                             {"color", InputType::other},
                                                             {"date", InputType::other},
                                                             {"datetime-local", InputType::other},
                                                             {"file", InputType::other},
                                                             {"hidden", InputType::hidden},
                                                             {"image", InputType::image},
                                                             {"month", InputType::other},
                                                             {"number", InputType::number},
                                                             {"password", InputType::other},
                                                             {"radio", InputType::choice},
                                                             {"range", InputType::range},
                                                             {"reset", InputType::button},
                                                             {"search", InputType::search},
                                                             {"submit", InputType::button},
                                                             {"time", InputType::other},
                                                             {"week", InputType::other}});
  const auto type = page.attribute(input, "type");
  if (!type) return InputType::text;
  const auto* const found = std::ranges::find_if(
      kTypes, [&](const auto& known) { return equal_ignoring_case(known.first, *type); });
  return found == kTypes.end() ? InputType::text : found->second;
}

}  // namespace vigie::rules
