#include <optional>
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

// RGAA 4.1, theme 11: fields. Native ones of every type, and whatever has the role of one.
// A <label> around its field passes although RGAA 11.1.1 speaks of labels with for: browsers and
// WCAG take both. A placeholder alone does not: RGAA 11.1.1 does not count it, since it goes when
// one types; the ACT rule asks for any accessible name, so it has no say in that.

namespace vigie::rules {
namespace {

using dom::NodeId;
using dom::Tag;

// Roles of the ACT rule's definition.
bool is_field_role(Role role) {
  switch (role) {
    case Role::checkbox:
    case Role::combobox:
    case Role::listbox:
    case Role::menuitemcheckbox:
    case Role::menuitemradio:
    case Role::radio:
    case Role::searchbox:
    case Role::slider:
    case Role::spinbutton:
    case Role::switch_:
    case Role::textbox:
      return true;
    default:
      return false;
  }
}

// Passwords, files, colours and dates have no role, and yet people fill them in.
bool is_field_without_role(const dom::Document& page, NodeId node) {
  return page.is(node, Tag::input) && input_type(page, node) == InputType::other &&
         !has_explicit_role(page, node);
}

std::vector<NodeId> fields(const Page& page) {
  std::vector<NodeId> found = candidates(page, {Tag::input, Tag::select, Tag::textarea});
  std::erase_if(found, [&](NodeId node) {
    return !is_field_role(role_of(page.document(), node)) &&
           !is_field_without_role(page.document(), node);
  });
  return found;
}

Verdict has_a_label(const Page& page, NodeId field) {
  std::optional<References> act;
  if (is_field_without_role(page.document(), field)) act.emplace();
  Name name = accessible_name(page, field);
  if (!name.is_sure()) {
    Verdict verdict = cannot_tell_name(name);
    verdict.act = std::move(act);
    return verdict;
  }
  if (name.text.empty())
    return {.outcome = Outcome::failed,
            .message = N_("The field has no label, aria-label, aria-labelledby or title: screen "
                          "readers do not say what to fill in."),
            .act = std::move(act)};
  if (name.source == NameSource::placeholder)
    return {
        .outcome = Outcome::failed,
        .message = N_("The field has only the placeholder “{0}”, which is no label: it goes when "
                      "one begins to type."),
        .values = {std::move(name.text)},
        .act = References{}};
  return {.outcome = Outcome::passed,
          .message = N_("The field is labelled “{0}”."),
          .values = {std::move(name.text)},
          .act = std::move(act)};
}

}  // namespace

Rule field_label() {
  return {
      .info = {.id = "field-label",
               .theme = Theme::accessibility,
               .title = N_("Every form field has a label"),
               .severity = Severity::critical,
               .wcag = {"1.3.1", "3.3.2", "4.1.2"},
               .rgaa = {"11.1.1"},
               .act = {"e086e5"},
               .help = N_("Give the field an id and write <label for=\"that id\"> beside it. "
                          "Where no text is to be seen, use aria-label or title.")},
      .checks = ElementChecks{.targets = fields, .judge = has_a_label, .of = Of::exposed_elements}};
}

}  // namespace vigie::rules
