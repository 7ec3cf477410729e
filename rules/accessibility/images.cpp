#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "crawler/marked_text.h"
#include "rules/accessibility/accessible_name.h"
#include "rules/accessibility/candidates.h"
#include "rules/accessibility/name_doubt.h"
#include "rules/accessibility/role.h"
#include "rules/accessibility/rules.h"
#include "rules/page.h"
#include "rules/rule.h"
#include "rules/white_space.h"

// RGAA 4.1, theme 1: images. An empty alt makes the role presentation (HTML-AAM), so what the
// author declared decorative is no target here. Areas of image maps: links.cpp.

namespace vigie::rules {
namespace {

using dom::Document;
using dom::NodeId;
using dom::Tag;

enum class Kind : std::uint8_t { none, image, button, svg, object };

constexpr auto kImageEndings = std::to_array<std::string_view>(
    {".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"});

bool embeds_an_image(const Document& page, NodeId element, std::string_view address_attribute) {
  if (const auto type = page.attribute(element, "type"); type && !type->empty())
    return lower_case(trimmed(*type)).starts_with("image/");
  const std::string_view address = page.attribute(element, address_attribute).value_or("");
  const std::string path = lower_case(trimmed(address.substr(0, address.find_first_of("?#"))));
  return std::ranges::any_of(kImageEndings,
                             [&](std::string_view ending) { return path.ends_with(ending); });
}

Kind kind_of(const Document& page, NodeId element) {
  const Role role = role_of(page, element);
  if (page.space(element) == dom::Space::svg)
    return role == Role::img || role == Role::graphics_document || role == Role::graphics_symbol
               ? Kind::svg
               : Kind::none;
  if (page.space(element) != dom::Space::html) return Kind::none;
  if (role == Role::img) return Kind::image;
  if (page.is(element, Tag::input))
    return role == Role::button && input_type(page, element) == InputType::image ? Kind::button
                                                                                 : Kind::none;
  const bool object = page.is(element, Tag::object);
  return role == Role::other && (object || page.is(element, Tag::embed)) &&
                 embeds_an_image(page, element, object ? "data" : "src")
             ? Kind::object
             : Kind::none;
}

std::vector<NodeId> images(const Page& page) {
  std::vector<NodeId> found = candidates(page, {Tag::img, Tag::input, Tag::object, Tag::embed});
  std::erase_if(found, [&](NodeId node) { return kind_of(page.document(), node) == Kind::none; });
  return found;
}

// The ACT rules that decide on this image.
References act_of(const Page& page, NodeId image) {
  switch (kind_of(page.document(), image)) {
    case Kind::svg:
      return {"7d6734"};
    case Kind::button:
      return {"59796f"};
    case Kind::object:
      return page.document().is(image, Tag::object) ? References{"8fc3b6"} : References{};
    case Kind::image:
    case Kind::none:
      break;
  }
  if (page.exposure().is_inside_atomic(image)) return {};  // exposed or not: browsers differ
  return {"23a2a8"};
}

bool may_have_caption(const Page& page, NodeId image) {
  const Document& document = page.document();
  NodeId figure = document.parent(image);
  while (figure != dom::kNoNode && !document.is(figure, Tag::figure))
    figure = document.parent(figure);
  if (figure == dom::kNoNode) return false;
  for (NodeId child = document.first_child(figure); child != dom::kNoNode;
       child = document.next_sibling(child))
    if (!page.spend(1) || (document.is(child, Tag::figcaption) && may_hold_text(page, child)))
      return true;
  return false;
}

// RGAA 1.1.6 accepts a link or button beside the object, and content inside it that shows where the
// object cannot.
bool may_have_another_way(const Page& page, NodeId object) {
  if (may_hold_text(page, object) || first_image(page, object) != dom::kNoNode) return true;
  const Document& document = page.document();
  NodeId next = document.next_sibling(object);
  while (next != dom::kNoNode && !document.is_element(next)) next = document.next_sibling(next);
  return next != dom::kNoNode && (document.is(next, Tag::a) || document.is(next, Tag::button));
}

Verdict without_name(const Page& page, NodeId image) {
  const Document& document = page.document();
  switch (kind_of(document, image)) {
    case Kind::svg:
      return {
          Outcome::failed,
          N_("The drawing says it is an image and has no aria-label, aria-labelledby or <title> "
             "inside.")};
    case Kind::button:
      return {Outcome::failed, N_("The image button has no alt, aria-label, aria-labelledby or "
                                  "title: screen readers cannot say what it does.")};
    case Kind::object:
      if (may_have_another_way(page, image))
        return {Outcome::cant_tell,
                N_("The embedded image has no name itself; what stands in or beside it may say the "
                   "same.")};
      return {Outcome::failed,
              N_("The embedded image has no aria-label, aria-labelledby or title.")};
    case Kind::image:
    case Kind::none:
      break;
  }
  if (!document.is(image, Tag::img))
    return {Outcome::failed,
            N_("The element says it is an image and has no aria-label, aria-labelledby or title.")};
  const auto alt = document.attribute(image, "alt");
  if (alt && alt->empty())
    return {Outcome::cant_tell,
            N_("The empty alt says decoration, the role says image: keep one of the two.")};
  if (alt)
    return {Outcome::failed,
            N_("The image's alt is blank, but not empty: for browsers this is no decoration.")};
  if (may_have_caption(page, image))
    return {Outcome::cant_tell,
            N_("The image has no alt; its caption may stand for it, which not every browser takes "
               "up.")};
  return {Outcome::failed, N_("The image has no alt, aria-label, aria-labelledby or title: screen "
                              "readers spell its file name, or pass over it.")};
}

Verdict has_a_name(const Page& page, NodeId image) {
  Name name = accessible_name(page, image);
  Verdict verdict = !name.is_sure() ? cannot_tell_name(name)
                    : name.text.empty()
                        ? without_name(page, image)
                        : Verdict{Outcome::passed, N_("The image is named “{0}”."), {name.text}};
  verdict.act = act_of(page, image);
  return verdict;
}

}  // namespace

Rule image_alt() {
  return {
      .info = {.id = "image-alt",
               .theme = Theme::accessibility,
               .title = N_("Images that carry information have a text alternative"),
               .severity = Severity::critical,
               .wcag = {"1.1.1"},
               .rgaa = {"1.1.1", "1.1.3", "1.1.5", "1.1.6", "1.1.7"},
               .act = {"23a2a8", "59796f", "7d6734", "8fc3b6"},
               .help = N_("Say in alt what the image tells. If it tells nothing, write "
                          "alt=\"\".")},
      .checks = ElementChecks{.targets = images, .judge = has_a_name, .of = Of::exposed_elements}};
}

}  // namespace vigie::rules
