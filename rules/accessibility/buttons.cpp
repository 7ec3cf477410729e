#include <utility>
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

// RGAA 4.1, theme 11: buttons. Image buttons (input type=image) are images: images.cpp.

namespace vigie::rules {
namespace {

using dom::NodeId;
using dom::Tag;

bool is_image_button(const dom::Document& page, NodeId node) {
  return page.is(node, Tag::input) && input_type(page, node) == InputType::image;
}

std::vector<NodeId> buttons(const Page& page) {
  std::vector<NodeId> found = candidates(page, {Tag::button, Tag::input});
  std::erase_if(found, [&](NodeId node) {
    return role_of(page.document(), node) != Role::button || is_image_button(page.document(), node);
  });
  return found;
}

Verdict has_a_name(const Page& page, NodeId button) {
  Name name = accessible_name(page, button);
  if (!name.is_sure()) return cannot_tell_name(name);
  if (!name.text.empty())
    return {Outcome::passed, N_("The button is named “{0}”."), {std::move(name.text)}};
  if (page.document().is(button, Tag::input))
    return {Outcome::failed, N_("The button has no value, aria-label, aria-labelledby or title: "
                                "screen readers say only “button”.")};
  if (const NodeId image = first_image(page, button); image != dom::kNoNode)
    return {.outcome = Outcome::failed,
            .message = N_("The button holds nothing but an image without a text alternative: "
                          "screen readers say only “button”."),
            .related = {image}};
  return {Outcome::failed, N_("The button has no text, aria-label, aria-labelledby or title: "
                              "screen readers say only “button”.")};
}

}  // namespace

Rule button_name() {
  return {
      .info = {.id = "button-name",
               .theme = Theme::accessibility,
               .title = N_("Every button has a name"),
               .severity = Severity::critical,
               .wcag = {"4.1.2"},
               .rgaa = {"11.9.1"},
               .act = {"97a4e1"},
               .help = N_("Write in the button what it does: between <button> and </button>, in "
                          "the value of an <input>, or in aria-label when it shows only an "
                          "icon.")},
      .checks = ElementChecks{.targets = buttons, .judge = has_a_name, .of = Of::exposed_elements}};
}

}  // namespace vigie::rules
