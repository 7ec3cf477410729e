#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"
#include "crawler/marked_text.h"
#include "rules/accessibility/rules.h"
#include "rules/page.h"
#include "rules/rule.h"
#include "rules/white_space.h"

// RGAA 4.1, theme 10: may people enlarge the page? How browsers read <meta name=viewport> is
// written in CSS Device Adaptation §10.

namespace vigie::rules {
namespace {

using dom::NodeId;

// Each is held against the last of all, so there must be a bound.
constexpr std::size_t kMostViewports = 16;

struct Viewport {
  std::optional<std::string> user_scalable;  // lower case
  std::optional<std::string> maximum_scale;
};

// Properties and values are separated by commas, semicolons and white space; of a property given
// twice the last counts.
Viewport read_viewport(std::string_view content) {
  constexpr std::string_view kSeparators = ",; \t\n\f\r";
  constexpr std::string_view kEnds = ",; \t\n\f\r=";
  Viewport viewport;
  for (std::size_t at = content.find_first_not_of(kEnds); at != std::string_view::npos;
       at = content.find_first_not_of(kEnds, at)) {
    const std::size_t name_end = std::min(content.find_first_of(kEnds, at), content.size());
    const std::string name = lower_case(content.substr(at, name_end - at));
    at = std::min(content.find_first_not_of(kWhiteSpace, name_end), content.size());
    if (at == content.size() || content[at] != '=') continue;
    at = std::min(content.find_first_not_of(" \t\n\f\r=", at), content.size());
    const std::size_t value_end = std::min(content.find_first_of(kEnds, at), content.size());
    if (value_end > at && kSeparators.find(content[at]) == std::string_view::npos) {
      if (name == "user-scalable")
        viewport.user_scalable = lower_case(content.substr(at, value_end - at));
      if (name == "maximum-scale")
        viewport.maximum_scale = lower_case(content.substr(at, value_end - at));
    }
    at = value_end;
  }
  return viewport;
}

// As strtod: the number a text begins with.
std::optional<double> leading_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc{})
    return std::nullopt;
  return number;
}

bool forbids_scaling(std::string_view user_scalable) {
  if (user_scalable == "yes" || user_scalable == "device-width" || user_scalable == "device-height")
    return false;
  const auto number = leading_number(user_scalable);
  return !number || (*number > -1 && *number < 1);
}

double scale(std::string_view maximum_scale) {
  constexpr double kMost = 10;
  if (maximum_scale == "device-width" || maximum_scale == "device-height") return kMost;
  if (maximum_scale == "yes") return 1;
  const auto number = leading_number(maximum_scale);
  if (!number) return 0.1;
  return *number < 0 ? kMost : *number;  // a negative one is ignored
}

bool keeps_from_zooming(const Viewport& viewport) {
  return (viewport.user_scalable && forbids_scaling(*viewport.user_scalable)) ||
         (viewport.maximum_scale && scale(*viewport.maximum_scale) < 2);
}

bool is_viewport(const dom::Document& page, NodeId meta) {
  return !page.is_template_content(meta) &&
         crawler::equal_ignoring_case(page.attribute(meta, "name").value_or(""), "viewport") &&
         page.has_attribute(meta, "content");
}

Viewport viewport_of(const dom::Document& page, NodeId meta) {
  return read_viewport(page.attribute(meta, "content").value_or(""));
}

std::vector<NodeId> viewports_about_zoom(const Page& page) {
  std::vector<NodeId> found;
  for (const NodeId meta : page.document().elements(dom::Tag::meta)) {
    if (!is_viewport(page.document(), meta)) continue;
    const Viewport viewport = viewport_of(page.document(), meta);
    if (viewport.user_scalable || viewport.maximum_scale) found.push_back(meta);
    if (found.size() == kMostViewports) break;
  }
  return found;
}

// Browsers obey the last of several.
NodeId last_viewport(const dom::Document& page) {
  NodeId last = dom::kNoNode;
  for (const NodeId meta : page.elements(dom::Tag::meta))
    if (is_viewport(page, meta)) last = meta;
  return last;
}

Verdict allows_zoom(const Page& page, NodeId meta) {
  const Viewport viewport = viewport_of(page.document(), meta);
  if (!keeps_from_zooming(viewport))
    return {Outcome::passed, N_("The viewport lets people enlarge the page.")};
  if (const NodeId last = last_viewport(page.document());
      last != meta && !keeps_from_zooming(viewport_of(page.document(), last)))
    return {Outcome::cant_tell,
            N_("This viewport forbids zooming, a later one allows it: browsers obey the last, so "
               "drop this one.")};
  if (viewport.user_scalable && forbids_scaling(*viewport.user_scalable))
    return {Outcome::failed,
            N_("user-scalable={0} keeps people from enlarging the page on a phone."),
            {*viewport.user_scalable}};
  return {
      Outcome::failed,
      N_("maximum-scale={0} keeps people from enlarging the page to twice its size on a phone."),
      {viewport.maximum_scale.value_or("")}};
}

}  // namespace

Rule viewport_zoom() {
  return {.info = {.id = "viewport-zoom",
                   .theme = Theme::accessibility,
                   .title = N_("People can enlarge the page on a phone"),
                   .severity = Severity::serious,
                   .wcag = {"1.4.4"},
                   .rgaa = {"10.4.2"},
                   .act = {"b4f0c3"},
                   .help = N_("Leave user-scalable and maximum-scale out: <meta name=\"viewport\" "
                              "content=\"width=device-width, initial-scale=1\">.")},
          .checks = ElementChecks{.targets = viewports_about_zoom, .judge = allows_zoom}};
}

}  // namespace vigie::rules
