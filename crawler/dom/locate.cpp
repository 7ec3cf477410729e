#include "crawler/dom/locate.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"

namespace vigie::dom {
namespace {

constexpr std::size_t kLongestId = 80;  // bytes; what is longer was made by a program
constexpr std::string_view kEllipsis = "…";

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool needs_no_escape(std::string_view name) {
  return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, [](char byte) {
    return is_letter(byte) || is_digit(byte) || byte == '-' || byte == '_';
  });
}

// CSSOM §2.1, serialize an identifier.
void append_escaped(std::string_view name, std::string& result) {
  if (needs_no_escape(name)) {
    result += name;
    return;
  }
  constexpr std::string_view kHex = "0123456789abcdef";
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
}

bool is_plain(std::string_view id) {
  return !id.empty() && id.size() <= kLongestId && std::ranges::none_of(id, [](char byte) {
    return static_cast<unsigned char>(byte) <= 0x20 || byte == 0x7F;
  });
}

// The id when it is plain and names this element alone, else empty.
std::string_view own_id(const Document& page, NodeId node) {
  const std::string_view id = page.attribute(node, "id").value_or("");
  return is_plain(id) && page.id_is_unique(node) ? id : "";
}

// One compound selector of the path: enough to tell the element from its siblings.
void append_step(const Document& page, NodeId node, std::string& result) {
  append_escaped(page.tag_name(node), result);
  if (const std::uint32_t place = page.nth_of_type(node); place > 0)
    result.append(":nth-of-type(").append(std::to_string(place)).append(")");
}

// Builds a snippet: white space runs become one space, and what does not fit is refused.
class Cut {
 public:
  explicit Cut(std::size_t room) : room_(room) {}

  bool add(std::string_view text) {
    for (const char byte : text) {
      if (full_) break;
      const bool space = std::string_view("\t\n\f\r ").contains(byte);
      if (space && (result_.empty() || result_.back() == ' ')) continue;
      if (result_.size() == room_) full_ = true;
      if (!full_) result_ += space ? ' ' : byte;
    }
    return !full_;
  }

  std::size_t size() const { return result_.size(); }
  bool full() const { return full_; }

  // Shortened, at a character, so that the ellipsis fits.
  std::string cut() && {
    std::size_t end = std::min(result_.size(), room_ - std::min(room_, kEllipsis.size()));
    while (end > 0 && end < result_.size() && (result_[end] & '\xC0') == '\x80') --end;
    result_.resize(end);
    if (room_ >= kEllipsis.size()) result_ += kEllipsis;
    return std::move(result_);
  }

  std::string whole() && { return std::move(result_); }

 private:
  std::size_t room_;
  std::string result_;
  bool full_ = false;
};

bool is_void(const Document& page, NodeId node) {
  switch (page.tag(node)) {
    case Tag::area:
    case Tag::base:
    case Tag::basefont:
    case Tag::bgsound:
    case Tag::br:
    case Tag::col:
    case Tag::embed:
    case Tag::frame:
    case Tag::hr:
    case Tag::img:
    case Tag::input:
    case Tag::keygen:
    case Tag::link:
    case Tag::meta:
    case Tag::param:
    case Tag::source:
    case Tag::track:
    case Tag::wbr:
      return page.space(node) == Space::html;
    default:
      return page.source_of(node).ends_with("/>") && page.space(node) != Space::html;
  }
}

std::string start_tag(const Document& page, NodeId node) {
  if (const std::string_view written = page.source_of(node); !written.empty())
    return std::string(written);
  return "<" + std::string(page.tag_name(node)) + ">";  // implied
}

// The element with all it holds, as long as it fits: false then, with only a part written.
bool write_subtree(const Document& page, NodeId node, Cut& into) {
  std::vector<NodeId> open;
  for (NodeId at = node; at < page.subtree_end(node) && !into.full(); ++at) {
    for (; !open.empty() && page.subtree_end(open.back()) <= at; open.pop_back())
      into.add("</" + std::string(page.tag_name(open.back())) + ">");
    if (page.kind(at) == NodeKind::text) {
      into.add(page.text(at));
    } else if (page.is_element(at)) {
      into.add(start_tag(page, at));
      if (!is_void(page, at)) open.push_back(at);
    }
  }
  for (; !open.empty() && !into.full(); open.pop_back())
    into.add("</" + std::string(page.tag_name(open.back())) + ">");
  return !into.full();
}

}  // namespace

std::string selector(const Document& page, NodeId node) {
  while (node != page.root() && !page.is_element(node)) node = page.parent(node);
  if (node == page.root()) return "html";
  std::vector<NodeId> path;
  std::string result;
  for (; node != page.root(); node = page.parent(node)) {
    if (const std::string_view id = own_id(page, node); !id.empty()) {
      result += '#';
      append_escaped(id, result);
      break;
    }
    path.push_back(node);
  }
  for (const NodeId each : path | std::views::reverse) {
    if (!result.empty()) result += " > ";
    append_step(page, each, result);
  }
  return result;
}

std::string snippet(const Document& page, NodeId node, std::size_t max_bytes) {
  Cut whole(max_bytes);
  if (!page.is_element(node)) {
    const std::string_view text =
        page.kind(node) == NodeKind::text ? page.text(node) : page.source_of(node);
    return whole.add(text) ? std::move(whole).whole() : std::move(whole).cut();
  }
  if (write_subtree(page, node, whole)) return std::move(whole).whole();
  Cut tag(max_bytes);
  const bool fits = tag.add(start_tag(page, node)) && tag.size() + kEllipsis.size() <= max_bytes;
  return fits ? std::move(tag).whole() + std::string(kEllipsis) : std::move(tag).cut();
}

}  // namespace vigie::dom
