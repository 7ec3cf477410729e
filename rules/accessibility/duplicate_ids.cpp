#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "crawler/marked_text.h"
#include "rules/accessibility/rules.h"
#include "rules/page.h"
#include "rules/rule.h"
#include "rules/white_space.h"

// RGAA 4.1, theme 8 (8.2.1: ids are unique), as far as it hurts somebody: ids that a label or an
// ARIA attribute points to, since the second bearer is never found.

namespace vigie::rules {
namespace {

using dom::Document;
using dom::NodeId;

constexpr auto kReferring = std::to_array<std::string_view>(
    {"aria-activedescendant", "aria-controls", "aria-describedby", "aria-details",
     "aria-errormessage", "aria-flowto", "aria-labelledby", "aria-owns"});

// Who has scripts, as nearly everyone does, never meets what stands there.
bool is_in_noscript(const Document& page, NodeId node) {
  for (NodeId at = page.parent(node); at != dom::kNoNode; at = page.parent(at))
    if (page.is(at, dom::Tag::noscript)) return true;
  return false;
}

std::vector<NodeId> bearers(const Document& page, std::string_view id) {
  const auto all = page.all_by_id(id);
  std::vector<NodeId> found(all.begin(), all.end());
  const bool noscripts = found.size() > 1 && !page.elements(dom::Tag::noscript).empty();
  std::erase_if(found, [&](NodeId node) {
    return page.is_template_content(node) || (noscripts && is_in_noscript(page, node));
  });
  return found;
}

std::set<std::string_view> referred_ids(const Page& page) {
  const Document& document = page.document();
  std::set<std::string_view> ids;
  for (const NodeId element : document.elements()) {
    if (!page.exposure().is_exposed(element)) continue;
    const bool label = document.is(element, dom::Tag::label);
    for (const auto& [name, value] : document.attributes(element))
      if (label && name == "for")
        ids.insert(value);
      else if (name.starts_with("aria-") && std::ranges::find(kReferring, name) != kReferring.end())
        for (const std::string_view id : words(value)) ids.insert(id);
  }
  return ids;
}

// Of each id the element that should not bear it: the second one, or the only one.
std::vector<NodeId> referred_elements(const Page& page) {
  std::vector<NodeId> found;
  for (const std::string_view id : referred_ids(page))
    if (const auto all = bearers(page.document(), id); !all.empty())
      found.push_back(all.size() > 1 ? all[1] : all[0]);
  std::ranges::sort(found);
  return found;
}

Verdict is_unique(const Page& page, NodeId element) {
  const std::string_view id = page.document().attribute(element, "id").value_or("");
  std::vector<NodeId> all = bearers(page.document(), id);
  if (all.size() == 1)
    return {Outcome::passed, N_("The id “{0}” stands on one element."), {std::string(id)}};
  const std::string count = std::to_string(all.size());
  std::erase(all, element);
  return {.outcome = Outcome::failed,
          .message = N_("The id “{0}”, which a label or an ARIA attribute points to, stands on {1} "
                        "elements: only the first is found."),
          .values = {std::string(id), count},
          .related = std::move(all)};
}

}  // namespace

Rule duplicate_id() {
  return {.info = {.id = "duplicate-id",
                   .theme = Theme::accessibility,
                   .title = N_("Ids that labels and ARIA point to are unique"),
                   .severity = Severity::serious,
                   .wcag = {"1.3.1", "4.1.2"},
                   .rgaa = {"8.2.1"},
                   .act = {"3ea0c8"},
                   .help = N_("Give each element an id of its own, and let every for and aria- "
                              "attribute point to the one it means.")},
          .checks = ElementChecks{.targets = referred_elements, .judge = is_unique}};
}

}  // namespace vigie::rules
