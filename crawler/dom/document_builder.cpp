#include "crawler/dom/document_builder.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/dom/document.h"
#include "crawler/dom/document_parts.h"
#include "crawler/dom/tag.h"

namespace vigie::dom {
namespace {

constexpr std::size_t kMostAttributes = std::numeric_limits<std::uint16_t>::max();

}  // namespace

void DocumentBuilder::begin(std::string source) {
  source_ = std::move(source);
  decoded_.clear();
  nodes_.clear();
  attributes_.clear();
  names_.clear();
  name_numbers_.clear();
  html_ = head_ = body_ = kNoNode;
  has_doctype_ = quirks_ = too_large_ = false;
  dropped_ = 0;
  current_ = kNoNode;
  current_ = add(NodeKind::document, {});
}

NodeId DocumentBuilder::add(NodeKind kind, SourceRange where) {
  const auto node = static_cast<NodeId>(nodes_.size());
  const bool in_template =
      current_ != kNoNode &&
      (nodes_[current_].template_content ||
       (nodes_[current_].kind == NodeKind::element && nodes_[current_].space == Space::html &&
        nodes_[current_].second == static_cast<std::uint32_t>(Tag::template_)));
  NodeRecord record;
  record.parent = current_;
  record.end = node + 1;
  record.source = where;
  record.kind = kind;
  record.template_content = in_template;
  nodes_.push_back(record);
  return node;
}

DocumentBuilder::Bytes DocumentBuilder::keep(std::string_view bytes, std::uint32_t likely_at) {
  const auto length = static_cast<std::uint32_t>(bytes.size());
  const std::less<> before;
  if (!before(bytes.data(), source_.data()) &&
      !before(source_.data() + source_.size(), bytes.data() + bytes.size()))
    return {static_cast<std::uint32_t>(bytes.data() - source_.data()), length, false};
  if (likely_at <= source_.size() && std::string_view(source_).substr(likely_at, length) == bytes)
    return {likely_at, length, false};
  decoded_ += bytes;
  return {static_cast<std::uint32_t>(decoded_.size() - length), length, true};
}

void DocumentBuilder::doctype(std::string_view name, SourceRange where) {
  add(NodeKind::doctype, where);
  doctype_ = keep(name, where.begin);
  has_doctype_ = true;
}

std::uint32_t DocumentBuilder::name_number(std::string_view name) {
  if (const Tag tag = tag_of(name); tag != Tag::unknown) return static_cast<std::uint32_t>(tag);
  if (const auto known = name_numbers_.find(name); known != name_numbers_.end())
    return known->second;
  const auto number = static_cast<std::uint32_t>(kTags + names_.size());
  names_.emplace_back(name);
  name_numbers_.emplace(name, number);
  return number;
}

void DocumentBuilder::note_landmark(NodeId node, Tag tag) {
  if (tag == Tag::html && current_ == 0 && html_ == kNoNode) html_ = node;
  if (html_ == kNoNode || current_ != html_) return;
  if (tag == Tag::head && head_ == kNoNode) head_ = node;
  if (tag == Tag::body && body_ == kNoNode) body_ = node;
}

void DocumentBuilder::open(std::string_view name, Space space, SourceRange where) {
  open(name_number(name), space, where);
}

void DocumentBuilder::open(Tag tag, SourceRange where) {
  open(static_cast<std::uint32_t>(tag), Space::html, where);
}

void DocumentBuilder::open(std::uint32_t name, Space space, SourceRange where) {
  const NodeId node = add(NodeKind::element, where);
  NodeRecord& record = nodes_[node];
  record.space = space;
  record.first = static_cast<std::uint32_t>(attributes_.size());
  record.second = name;
  if (space == Space::html && record.second < kTags)
    note_landmark(node, static_cast<Tag>(record.second));
  current_ = node;
}

void DocumentBuilder::attribute(std::string_view name, std::string_view value,
                                std::uint32_t name_at, std::uint32_t value_at) {
  NodeRecord& element = nodes_[current_];
  if (element.attributes == kMostAttributes) return;
  ++element.attributes;
  attributes_.push_back({keep(name, name_at), keep(value, value_at)});
}

void DocumentBuilder::close() {
  nodes_[current_].end = static_cast<NodeId>(nodes_.size());
  current_ = nodes_[current_].parent;
}

// Gumbo leaves two texts side by side where one was moved out of a table; browsers make them one.
bool DocumentBuilder::extend_text(std::string_view text) {
  NodeRecord& last = nodes_.back();
  if (last.kind != NodeKind::text || last.parent != current_) return false;
  const bool at_the_end = last.own_text && last.first + last.second == decoded_.size();
  if (!at_the_end) {
    const std::string before{(last.own_text ? decoded_ : source_).substr(last.first, last.second)};
    last.first = static_cast<std::uint32_t>(decoded_.size());
    last.own_text = true;
    decoded_ += before;
  }
  decoded_ += text;
  last.second += static_cast<std::uint32_t>(text.size());
  return true;
}

void DocumentBuilder::text(std::string_view text, SourceRange where) {
  if (text.empty() || extend_text(text)) return;
  NodeRecord& record = nodes_[add(NodeKind::text, where)];
  const Bytes bytes = keep(text, where.begin);
  record.first = bytes.begin;
  record.second = bytes.length;
  record.own_text = bytes.own;
}

void DocumentBuilder::comment(std::string_view text, SourceRange where) {
  constexpr std::uint32_t kOpening = 4;  // <!--
  NodeRecord& record = nodes_[add(NodeKind::comment, where)];
  const Bytes bytes = keep(text, where.begin + kOpening);
  record.first = bytes.begin;
  record.second = bytes.length;
  record.own_text = bytes.own;
}

void DocumentBuilder::set_dropped(std::size_t elements) {
  too_large_ = elements > 0;
  dropped_ = elements;
}

std::string_view DocumentBuilder::view(const Document::Parts& parts, Bytes bytes) {
  const std::string_view all = bytes.own ? parts.decoded : parts.source;
  return all.substr(bytes.begin, bytes.length);
}

Document DocumentBuilder::finish() {
  nodes_.front().end = static_cast<NodeId>(nodes_.size());
  auto parts = std::make_unique<Document::Parts>();
  parts->source = std::move(source_);
  parts->decoded = std::string(decoded_);
  parts->nodes = std::vector<NodeRecord>(nodes_.begin(), nodes_.end());
  parts->names = std::move(names_);
  parts->attributes.reserve(attributes_.size());
  for (const PendingAttribute& attribute : attributes_)
    parts->attributes.push_back({view(*parts, attribute.name), view(*parts, attribute.value)});
  const auto is_element = [](const NodeRecord& node) { return node.kind == NodeKind::element; };
  parts->elements.reserve(static_cast<std::size_t>(std::ranges::count_if(nodes_, is_element)));
  for (NodeId node = 0; node < nodes_.size(); ++node)
    if (is_element(nodes_[node])) parts->elements.push_back(node);
  parts->index_tags();
  parts->html = html_;
  parts->head = head_;
  parts->body = body_;
  if (has_doctype_) parts->doctype = view(*parts, doctype_);
  parts->quirks = quirks_;
  parts->too_large = too_large_;
  parts->elements_dropped = dropped_;
  return Document(std::move(parts));
}

void DocumentBuilder::trim() { *this = DocumentBuilder(); }

}  // namespace vigie::dom
