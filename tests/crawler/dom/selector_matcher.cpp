#include "tests/crawler/dom/selector_matcher.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/document.h"
#include "crawler/utf8.h"

namespace vigie::dom {
namespace {

struct Step {
  bool is_id = false;
  std::string name;
  std::uint32_t nth = 0;
};

int hex_digit(char byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  return -1;
}

// CSS Syntax §4.3.7 and §4.3.11; leaves `at` past the identifier.
std::string read_identifier(std::string_view text, std::size_t& at) {
  std::string name;
  while (at < text.size() && text[at] != ' ' && text[at] != ':') {
    if (text[at] != '\\') {
      name += text[at++];
      continue;
    }
    if (hex_digit(text[++at]) < 0) {
      name += text[at++];
      continue;
    }
    char32_t value = 0;
    for (; at < text.size() && hex_digit(text[at]) >= 0; ++at)
      value = value * 16 + static_cast<char32_t>(hex_digit(text[at]));
    if (at < text.size() && text[at] == ' ') ++at;
    crawler::append_utf8(name, value);
  }
  return name;
}

std::vector<Step> read_selector(std::string_view text) {
  constexpr std::string_view kNth = ":nth-of-type(";
  std::vector<Step> steps;
  for (std::size_t at = 0; at < text.size();) {
    Step step{.is_id = text[at] == '#'};
    if (step.is_id) ++at;
    step.name = read_identifier(text, at);
    if (text.substr(at).starts_with(kNth)) {
      const auto read =
          std::from_chars(text.data() + at + kNth.size(), text.data() + text.size(), step.nth);
      at = static_cast<std::size_t>(read.ptr - text.data()) + 1;
    }
    steps.push_back(std::move(step));
    if (text.substr(at).starts_with(" > ")) at += 3;
  }
  return steps;
}

bool is_nth(const Document& page, NodeId node, std::uint32_t nth) {
  for (NodeId other = page.first_child(page.parent(node)); other < node;
       other = page.next_sibling(other))
    if (page.is_element(other) && page.tag_name(other) == page.tag_name(node) &&
        page.space(other) == page.space(node))
      --nth;
  return nth == 1;
}

bool has_id(const Document& page, NodeId node, std::string_view id) {
  const auto found = page.attribute(node, "id");
  if (!found || page.is_template_content(node)) return false;
  if (!page.quirks()) return *found == id;
  return crawler::equal_ignoring_case(*found, id);
}

bool matches(const Document& page, NodeId node, const std::vector<Step>& steps) {
  for (const Step& step : steps | std::views::reverse) {
    if (node == kNoNode || !page.is_element(node)) return false;
    if (step.is_id ? !has_id(page, node, step.name) : page.tag_name(node) != step.name)
      return false;
    if (step.nth > 0 && !is_nth(page, node, step.nth)) return false;
    node = page.parent(node);
  }
  return true;
}

}  // namespace

std::vector<NodeId> find_all(const Document& page, std::string_view selector) {
  const std::vector<Step> steps = read_selector(selector);
  std::vector<NodeId> found;
  for (const NodeId node : page.elements())
    if (matches(page, node, steps)) found.push_back(node);
  return found;
}

}  // namespace vigie::dom
