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

// RGAA 4.1, theme 6: links. Areas of image maps are links too (RGAA 1.1.2 asks for their
// alternative).

namespace vigie::rules {
namespace {

using dom::NodeId;
using dom::Tag;

std::vector<NodeId> links(const Page& page) {
  std::vector<NodeId> found = candidates(page, {Tag::a, Tag::area});
  std::erase_if(found, [&](NodeId node) { return role_of(page.document(), node) != Role::link; });
  return found;
}

Verdict has_a_name(const Page& page, NodeId link) {
  Name name = accessible_name(page, link);
  if (!name.is_sure()) return cannot_tell_name(name);
  if (!name.text.empty())
    return {Outcome::passed, N_("The link is named “{0}”."), {std::move(name.text)}};
  if (page.document().is(link, Tag::area))
    return {Outcome::failed, N_("This area of an image map has no alt, so the link has no name.")};
  if (const NodeId image = first_image(page, link); image != dom::kNoNode)
    return {.outcome = Outcome::failed,
            .message = N_("The link holds nothing but an image without a text alternative: screen "
                          "readers say only “link”, or spell the address."),
            .related = {image}};
  return {Outcome::failed, N_("The link has no text, aria-label, aria-labelledby or title: screen "
                              "readers say only “link”, or spell the address.")};
}

}  // namespace

Rule link_name() {
  return {
      .info = {.id = "link-name",
               .theme = Theme::accessibility,
               .title = N_("Every link has a name"),
               .severity = Severity::serious,
               .wcag = {"2.4.4", "4.1.2"},
               .rgaa = {"1.1.2", "6.2.1"},
               .act = {"c487ae"},
               .help = N_("Write between <a> and </a> where the link leads. For a link that "
                          "shows only an image or icon, write it in the image's alt or in "
                          "aria-label.")},
      .checks = ElementChecks{.targets = links, .judge = has_a_name, .of = Of::exposed_elements}};
}

}  // namespace vigie::rules
