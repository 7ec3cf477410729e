#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "crawler/marked_text.h"
#include "rules/accessibility/accessible_name.h"
#include "rules/accessibility/candidates.h"
#include "rules/accessibility/name_doubt.h"
#include "rules/accessibility/rules.h"
#include "rules/page.h"
#include "rules/rule.h"
#include "rules/white_space.h"

// RGAA 4.1, theme 2: frames. The RGAA wants a title attribute, the ACT rule any accessible name:
// what one accepts and the other does not is left to a person.

namespace vigie::rules {
namespace {

using dom::NodeId;
using dom::Tag;

std::vector<NodeId> frames(const Page& page) {
  std::vector<NodeId> found = candidates(page, {Tag::iframe, Tag::frame});
  std::erase_if(found, [&](NodeId node) {
    return !page.document().is(node, Tag::iframe) && !page.document().is(node, Tag::frame);
  });
  return found;
}

bool is_out_of_tab_order(const dom::Document& page, NodeId frame) {
  const std::string_view index = trimmed(page.attribute(frame, "tabindex").value_or(""));
  int number = 0;
  return std::from_chars(index.data(), index.data() + index.size(), number).ec == std::errc{} &&
         number < 0;
}

bool is_called_presentational(const dom::Document& page, NodeId frame) {
  const std::string_view role = trimmed(page.attribute(frame, "role").value_or(""));
  return crawler::equal_ignoring_case(role, "none") ||
         crawler::equal_ignoring_case(role, "presentation");
}

// The ACT rule is about iframes that the keyboard can enter.
std::optional<References> act_of(const dom::Document& page, NodeId frame) {
  if (page.is(frame, Tag::iframe) && !is_out_of_tab_order(page, frame)) return std::nullopt;
  return References{};
}

Verdict has_a_title(const Page& page, NodeId frame) {
  const dom::Document& document = page.document();
  const auto act = act_of(document, frame);
  Name name = accessible_name(page, frame);
  if (name.is_sure() && name.source == NameSource::title)
    return {.outcome = Outcome::passed,
            .message = N_("The frame is titled “{0}”."),
            .values = {std::move(name.text)},
            .act = act};
  // An aria-label may stand before a title that is there as well.
  if (name.is_sure() && !name.text.empty())
    return is_blank(document.attribute(frame, "title").value_or(""))
               ? Verdict{.outcome = Outcome::cant_tell,
                         .message = N_("The frame is named “{0}”, but not by a title, which the "
                                       "RGAA asks for."),
                         .values = {std::move(name.text)}}
               : Verdict{.outcome = Outcome::passed,
                         .message = N_("The frame is named “{0}”."),
                         .values = {std::move(name.text)},
                         .act = act};
  if (!name.is_sure()) return cannot_tell_name(name);
  if (is_called_presentational(document, frame))
    return {
        Outcome::cant_tell,
        N_("The frame has no title and is marked as presentational, which browsers ignore where "
           "the keyboard can enter: if it shows nothing, write aria-hidden=\"true\".")};
  return {.outcome = Outcome::failed,
          .message = N_("The frame has no title: screen readers do not say what it shows."),
          .act = act};
}

}  // namespace

Rule iframe_title() {
  return {
      .info = {.id = "iframe-title",
               .theme = Theme::accessibility,
               .title = N_("Every frame has a title"),
               .severity = Severity::serious,
               .wcag = {"4.1.2"},
               .rgaa = {"2.1.1"},
               .act = {"cae760"},
               .help = N_("Write in the title of the frame what it shows, for example “Map of the "
                          "town hall”. A frame that shows nothing gets aria-hidden=\"true\" and "
                          "tabindex=\"-1\".")},
      .checks = ElementChecks{.targets = frames, .judge = has_a_title, .of = Of::exposed_elements}};
}

}  // namespace vigie::rules
