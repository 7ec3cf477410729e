#include "crawler/page_shape.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/tag.h"

namespace vigie::crawler {
namespace {

constexpr int kLevels = 3;  // below body; deeper lies the content, which differs from page to page
constexpr std::size_t kMaxElements = 2'000;

std::uint64_t mix(std::uint64_t hash, std::string_view text) {  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return (hash ^ 0xff) * 0x100000001b3;
}

// Content, not frame: which of these a page holds says nothing about its template.
bool is_flow_content(dom::Tag tag) {
  switch (tag) {
    case dom::Tag::p:
    case dom::Tag::h1:
    case dom::Tag::h2:
    case dom::Tag::h3:
    case dom::Tag::h4:
    case dom::Tag::h5:
    case dom::Tag::h6:
    case dom::Tag::ul:
    case dom::Tag::ol:
    case dom::Tag::dl:
    case dom::Tag::table:
    case dom::Tag::pre:
    case dom::Tag::blockquote:
    case dom::Tag::figure:
    case dom::Tag::img:
    case dom::Tag::br:
    case dom::Tag::hr:
    case dom::Tag::script:
    case dom::Tag::style:
    case dom::Tag::a:
    case dom::Tag::span:
    case dom::Tag::strong:
    case dom::Tag::em:
    case dom::Tag::noscript:
    case dom::Tag::template_:
      return true;
    default:
      return false;
  }
}

std::uint64_t label(const dom::Document& page, dom::NodeId node) {
  std::uint64_t hash = mix(0xcbf29ce484222325, page.tag_name(node));
  hash = mix(hash, page.attribute(node, "role").value_or(""));
  const auto id = page.attribute(node, "id").value_or("");
  return id.find_first_of("0123456789") == std::string_view::npos ? mix(hash, id) : hash;
}

}  // namespace

std::uint64_t page_shape(const dom::Document& page) {
  const dom::NodeId body = page.body();
  if (body == dom::kNoNode) return label(page, page.html());
  std::uint64_t hash = label(page, body);
  std::size_t seen = 0;
  std::vector<std::pair<dom::NodeId, int>> stack{{page.first_child(body), 1}};
  std::vector<std::uint64_t> last(kLevels + 2, 0);  // label of the sibling before, by level
  while (!stack.empty() && seen < kMaxElements) {
    const auto [node, level] = stack.back();
    stack.pop_back();
    if (node == dom::kNoNode) continue;
    stack.emplace_back(page.next_sibling(node), level);
    if (!page.is_element(node) || is_flow_content(page.tag(node))) continue;
    ++seen;
    const std::uint64_t own = label(page, node);
    const auto depth = static_cast<std::size_t>(level);
    if (own == last[depth]) continue;  // another of the same: a longer list
    last[depth] = own;
    last[depth + 1] = 0;
    hash = (hash ^ (own + depth)) * 0x100000001b3;
    if (level < kLevels) stack.emplace_back(page.first_child(node), level + 1);
  }
  return hash;
}

}  // namespace vigie::crawler
