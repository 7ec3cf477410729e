#include "crawler/dom/locate.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"

namespace vigie::dom {
namespace {

constexpr std::size_t kLongestId = 80;  // bytes; what is longer was made by a program
constexpr std::string_view kEllipsis = "…";

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// CSSOM §2.1, serialize an identifier.
std::string escaped(std::string_view name) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string result;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char byte = name[at];
    const auto value = static_cast<unsigned char>(byte);
    const bool leading_digit = is_digit(byte) && (at == 0 || (at == 1 && name.front() == '-'));
    if (byte == '\0') {
      result += "\xEF\xBF\xBD";
    } else if (value < 0x20 || value == 0x7F || leading_digit) {
      result += '\\';
      if (value >= 0x10) result += kHex[value / 16];
      result += kHex[value % 16];
      result += ' ';
    } else if (value >= 0x80 || is_letter(byte) || is_digit(byte) || byte == '_' ||
               (byte == '-' && name.size() > 1)) {
      result += byte;
    } else {
      result += '\\';
      result += byte;
    }
  }
  return result;
}

bool is_plain(std::string_view id) {
  return !id.empty() && id.size() <= kLongestId && std::ranges::none_of(id, [](char byte) {
    return static_cast<unsigned char>(byte) <= 0x20 || byte == 0x7F;
  });
}

// Pages in quirks mode match ids whatever their case, so there an id is unique only if no other
// spelling of it is in use; rare enough to do without ids.
bool names_it_alone(const Document& page, NodeId node) {
  if (page.quirks() || page.is_template_content(node)) return false;
  const auto id = page.attribute(node, "id");
  return id && is_plain(*id) && page.all_by_id(*id).size() == 1;
}

std::string step(const Document& page, NodeId node) {
  std::string text = escaped(page.tag_name(node));
  if (const std::uint32_t nth = page.nth_of_type(node); nth > 0)
    text += ":nth-of-type(" + std::to_string(nth) + ")";
  return text;
}

}  // namespace

std::string selector(const Document& page, NodeId node) {
  while (node != kNoNode && !page.is_element(node)) node = page.parent(node);
  if (node == kNoNode) return {};
  std::vector<std::string> steps;
  for (; node != kNoNode && page.is_element(node); node = page.parent(node)) {
    if (names_it_alone(page, node)) {
      steps.push_back("#" + escaped(*page.attribute(node, "id")));
      break;
    }
    steps.push_back(step(page, node));
  }
  std::string text;
  for (const std::string& part : steps | std::views::reverse) {
    if (!text.empty()) text += " > ";
    text += part;
  }
  return text;
}

std::string snippet(const Document& page, NodeId node, std::size_t max_bytes) {
  std::string text(page.source_of(node));
  if (text.size() > max_bytes) text = text.substr(0, max_bytes) + std::string(kEllipsis);
  return text;
}

}  // namespace vigie::dom
