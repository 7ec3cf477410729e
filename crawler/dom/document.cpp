#include "crawler/dom/document.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "crawler/ascii.h"
#include "crawler/dom/document_parts.h"
#include "crawler/dom/tag.h"

namespace vigie::dom {
namespace {

using crawler::lower;

bool same_but_for_case(std::string_view name, std::string_view lower_name) {
  return std::ranges::equal(name, lower_name, {}, lower);
}

bool differ_in_case_alone(std::span<const std::pair<std::string_view, NodeId>> ids) {
  std::unordered_map<std::string, std::string_view> spellings;
  for (const auto& [id, node] : ids) {
    std::string folded{id};
    std::ranges::transform(folded, folded.begin(), lower);
    const auto [known, is_new] = spellings.try_emplace(std::move(folded), id);
    if (!is_new && known->second != id) return true;
  }
  return false;
}

}  // namespace

std::string_view Document::Parts::name_of(const NodeRecord& element) const {
  if (element.second < kTags) return name(static_cast<Tag>(element.second));
  return names[element.second - kTags];
}

std::string_view Document::Parts::id_of(NodeId element) const {
  const NodeRecord& record = nodes[element];
  for (std::uint32_t at = 0; at < record.attributes; ++at)
    if (attributes[record.first + at].name == "id") return attributes[record.first + at].value;
  return {};
}

void Document::Parts::index_tags() {
  std::vector<std::uint32_t> begin(kTags + 1, 0);
  const auto tag_at = [this](NodeId node) -> std::size_t {
    const NodeRecord& record = nodes[node];
    return record.space == Space::html && record.second < kTags ? record.second : 0;
  };
  for (const NodeId node : elements) ++begin[tag_at(node) + 1];
  for (std::size_t tag = 1; tag <= kTags; ++tag) begin[tag] += begin[tag - 1];
  tag_begin = begin;
  by_tag.resize(elements.size());
  for (const NodeId node : elements) by_tag[begin[tag_at(node)]++] = node;
}

void Document::Parts::index_lines() const {
  line_begins.push_back(0);
  const std::string_view text = source;
  const bool returns = text.contains('\r');
  for (std::size_t at = 0; at < text.size(); ++at) {
    at = returns ? text.find_first_of("\r\n", at) : text.find('\n', at);  // nearly all: quickly
    if (at == std::string_view::npos) break;
    if (text.substr(at, 2) == "\r\n") ++at;
    line_begins.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

void Document::Parts::index_ids() const {
  std::vector<std::pair<std::string_view, NodeId>> found;
  for (const NodeId node : elements)
    // What a <template> holds belongs to another document: getElementById does not see it.
    if (const std::string_view id = id_of(node); !id.empty() && !nodes[node].template_content)
      found.emplace_back(id, node);
  std::ranges::sort(found);
  ids.reserve(found.size());
  for (const auto& [id, node] : found) ids.push_back(node);
  if (quirks) ids_clash = differ_in_case_alone(found);
}

void Document::Parts::index_ordinals() const {
  ordinals.assign(nodes.size(), 0);
  struct Seen {
    NodeId first;
    std::uint32_t count;
  };
  std::unordered_map<std::uint64_t, Seen> seen;
  for (NodeId parent = 0; parent < nodes.size(); ++parent) {
    seen.clear();
    for (NodeId child = parent + 1; child < nodes[parent].end; child = nodes[child].end) {
      const NodeRecord& record = nodes[child];
      if (record.kind != NodeKind::element) continue;
      const std::uint64_t key =
          std::uint64_t{record.second} << 2 | static_cast<unsigned>(record.space);
      const auto [entry, is_new] = seen.try_emplace(key, Seen{child, 1});
      if (is_new) continue;
      ordinals[entry->second.first] = 1;
      ordinals[child] = ++entry->second.count;
    }
  }
}

Document::Document(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

std::size_t Document::size() const { return parts_->nodes.size(); }
NodeKind Document::kind(NodeId node) const { return parts_->nodes[node].kind; }
NodeId Document::parent(NodeId node) const { return parts_->nodes[node].parent; }
NodeId Document::subtree_end(NodeId node) const { return parts_->nodes[node].end; }
Space Document::space(NodeId node) const { return parts_->nodes[node].space; }

NodeId Document::first_child(NodeId node) const {
  return parts_->nodes[node].end > node + 1 ? node + 1 : kNoNode;
}

NodeId Document::next_sibling(NodeId node) const {
  const NodeRecord& record = parts_->nodes[node];
  if (record.parent == kNoNode || record.end == parts_->nodes[record.parent].end) return kNoNode;
  return record.end;
}

Tag Document::tag(NodeId node) const {
  const NodeRecord& record = parts_->nodes[node];
  if (record.kind != NodeKind::element || record.second >= kTags) return Tag::unknown;
  const Tag tag = static_cast<Tag>(record.second);
  return record.space == Space::html || tag == Tag::svg ? tag : Tag::unknown;
}

std::string_view Document::tag_name(NodeId node) const {
  const NodeRecord& record = parts_->nodes[node];
  return record.kind == NodeKind::element ? parts_->name_of(record) : std::string_view{};
}

std::span<const Attribute> Document::attributes(NodeId node) const {
  const NodeRecord& record = parts_->nodes[node];
  if (record.kind != NodeKind::element) return {};
  return std::span(parts_->attributes).subspan(record.first, record.attributes);
}

std::optional<std::string_view> Document::attribute(NodeId node, std::string_view name) const {
  const std::span<const Attribute> all = attributes(node);
  for (const Attribute& attribute : all)
    if (attribute.name == name) return attribute.value;
  if (space(node) == Space::html) return std::nullopt;
  for (const Attribute& attribute : all)
    if (same_but_for_case(attribute.name, name)) return attribute.value;
  return std::nullopt;
}

std::string_view Document::text(NodeId node) const {
  const NodeRecord& record = parts_->nodes[node];
  if (record.kind != NodeKind::text && record.kind != NodeKind::comment) return {};
  const std::string_view bytes = record.own_text ? parts_->decoded : parts_->source;
  return bytes.substr(record.first, record.second);
}

std::string Document::text_content(NodeId node) const {
  std::string content;
  for (NodeId at = node; at < subtree_end(node); ++at)
    if (kind(at) == NodeKind::text) content += text(at);
  return content;
}

std::span<const NodeId> Document::elements() const { return parts_->elements; }

std::span<const NodeId> Document::elements(Tag tag) const {
  if (tag == Tag::unknown) return {};
  const auto number = static_cast<std::size_t>(tag);
  const std::uint32_t begin = parts_->tag_begin[number];
  return std::span(parts_->by_tag).subspan(begin, parts_->tag_begin[number + 1] - begin);
}

NodeId Document::by_id(std::string_view id) const {
  const std::span<const NodeId> all = all_by_id(id);
  return all.empty() ? kNoNode : all.front();
}

std::span<const NodeId> Document::all_by_id(std::string_view id) const {
  if (id.empty()) return {};
  std::call_once(parts_->ids_once, &Parts::index_ids, parts_.get());
  const std::vector<NodeId>& ids = parts_->ids;
  const auto begin = std::partition_point(ids.begin(), ids.end(),
                                          [&](NodeId node) { return parts_->id_of(node) < id; });
  const auto end = std::partition_point(begin, ids.end(),
                                        [&](NodeId node) { return parts_->id_of(node) == id; });
  return {begin, end};
}

bool Document::id_is_unique(NodeId node) const {
  if (!is_element(node)) return false;
  const std::span<const NodeId> namesakes = all_by_id(parts_->id_of(node));
  return namesakes.size() == 1 && namesakes.front() == node && !parts_->ids_clash;
}

NodeId Document::html() const { return parts_->html; }
NodeId Document::head() const { return parts_->head; }
NodeId Document::body() const { return parts_->body; }

std::uint32_t Document::line(NodeId node) const {
  const SourceRange where = parts_->nodes[node].source;
  if (where.length == 0) return 0;
  std::call_once(parts_->lines_once, &Parts::index_lines, parts_.get());
  const std::vector<std::uint32_t>& begins = parts_->line_begins;
  return static_cast<std::uint32_t>(std::upper_bound(begins.begin(), begins.end(), where.begin) -
                                    begins.begin());
}

std::uint32_t Document::column(NodeId node) const {
  const std::uint32_t number = line(node);
  if (number == 0) return 0;
  const std::uint32_t begin = parts_->line_begins[number - 1];
  const std::string_view before = source().substr(begin, parts_->nodes[node].source.begin - begin);
  const auto is_first_byte = [](char byte) { return (byte & '\xC0') != '\x80'; };
  return static_cast<std::uint32_t>(std::ranges::count_if(before, is_first_byte)) + 1;
}

std::string_view Document::source_of(NodeId node) const {
  const SourceRange where = parts_->nodes[node].source;
  return source().substr(where.begin, where.length);
}

std::string_view Document::source() const { return parts_->source; }

std::uint32_t Document::nth_of_type(NodeId node) const {
  std::call_once(parts_->ordinals_once, &Parts::index_ordinals, parts_.get());
  return parts_->ordinals[node];
}

bool Document::is_template_content(NodeId node) const {
  return parts_->nodes[node].template_content;
}

bool Document::quirks() const { return parts_->quirks; }
std::optional<std::string_view> Document::doctype() const { return parts_->doctype; }
bool Document::too_large() const { return parts_->too_large; }
std::size_t Document::elements_dropped() const { return parts_->elements_dropped; }

}  // namespace vigie::dom
