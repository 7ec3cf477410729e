#include "rules/fingerprint.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crawler/dom/document.h"
#include "rules/white_space.h"

namespace vigie::rules {
namespace {

using dom::Document;
using dom::NodeId;

constexpr auto kIdentifying =
    std::to_array<std::string_view>({"id", "name", "src", "href", "for", "action", "usemap"});
constexpr std::size_t kMostText = 64;

// FNV-1a, 64 bits; a zero byte ends each part.
class Hash {
 public:
  void add(std::string_view part) {
    for (const char byte : part) add(static_cast<unsigned char>(byte));
    add(0U);
  }
  std::uint64_t value() const { return value_; }

 private:
  void add(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001B3ULL; }
  std::uint64_t value_ = 0xCBF29CE484222325ULL;
};

// "logo.png?v=12" → "logo.png"; "page?id=3" stays, its query says which page.
std::string_view without_version(std::string_view address) {
  address = address.substr(0, address.find('#', 1));
  const std::string_view path = address.substr(0, address.find('?'));
  const std::size_t slash = path.rfind('/');
  const std::string_view file = path.substr(slash == std::string_view::npos ? 0 : slash + 1);
  return file.contains('.') ? path : address;
}

void add_attribute(std::string& place, std::string_view name, std::string_view value) {
  place.append(1, ' ').append(name).append(1, '=').append(value);
}

bool add_identity(std::string& place, const Document& page, NodeId element) {
  bool speaks_for_itself = false;
  for (const std::string_view name : kIdentifying) {
    const auto value = page.attribute(element, name);
    if (!value || value->empty()) continue;
    add_attribute(place, name, name == "src" || name == "href" ? without_version(*value) : *value);
    speaks_for_itself = true;
  }
  for (const std::string_view name : {"type", "value"})
    if (const auto value = page.attribute(element, name); value && !speaks_for_itself)
      add_attribute(place, name, *value);
  return speaks_for_itself;
}

// The first words below, without gathering a whole subtree.
std::string first_text(const Document& page, NodeId element) {
  std::string text;
  for (NodeId node = element; node < page.subtree_end(element) && text.size() < kMostText; ++node)
    if (page.kind(node) == dom::NodeKind::text)
      text.append(trimmed(page.text(node)).substr(0, kMostText - text.size()));
  return text;
}

void add_surroundings(std::string& place, const Document& page, NodeId element) {
  if (const auto classes = page.attribute(element, "class"))
    add_attribute(place, "class", *classes);
  add_attribute(place, "text", first_text(page, element));
  for (NodeId node = page.parent(element); node != dom::kNoNode && page.is_element(node);
       node = page.parent(node))
    if (const auto id = page.attribute(node, "id"); id && !id->empty())
      return add_attribute(place, "in", *id);
}

}  // namespace

std::string place_of(const Document& page, NodeId element) {
  std::string place(page.tag_name(element));
  if (!add_identity(place, page, element)) add_surroundings(place, page, element);
  return place;
}

std::uint64_t fingerprint(std::string_view rule, std::string_view place) {
  Hash hash;
  hash.add(rule);
  hash.add(place);
  return hash.value();
}

std::uint64_t Fingerprints::next(std::string_view rule, std::string_view place) {
  const std::uint64_t first = fingerprint(rule, place);
  const std::uint32_t number = seen_[first]++;
  return number == 0 ? first : fingerprint(std::to_string(first), std::to_string(number));
}

}  // namespace vigie::rules
